/** A story as the alert that a channel shows. Pure but for the summariser that is handed in. */
import type { Alert, AlertPicture, ReportLink, Summary } from "../model.js";
import type { StoryState, Summariser, SummaryRequest } from "../ports.js";
import { standingOf } from "../stories/standing.js";
import { alertFacts } from "../summary/facts/alert-facts.js";
import type { FindPlaces } from "../summary/facts/places.js";

/** Reports whose text may feed the summary: one of each origin, the first ones. */
const MAX_SUMMARY_ARTICLES = 8;
/** Links an alert carries; renderers fold them further. */
const MAX_REPORT_LINKS = 100;

export interface SummaryLimits {
  maxSentences: number;
  maxChars: number;
}

export interface ComposeDeps {
  summariser: Summariser;
  summaryLimits: SummaryLimits;
  /** Names the places in a text, by the watches in force. */
  findPlaces: FindPlaces;
}

export async function composeAlert(story: StoryState, deps: ComposeDeps, signal: AbortSignal): Promise<Alert> {
  // Its reports stand in the story that took them.
  if (story.mergedInto !== null) return toAlert(story, { sentences: [], method: "lead" });
  const summary = await deps.summariser.summarise(summaryRequest(story, deps.summaryLimits), signal);
  return { ...toAlert(story, summary), facts: alertFacts(story.reports, deps.findPlaces) };
}

/** The first report of each origin, in order of arrival. */
export function summaryRequest(story: StoryState, limits: SummaryLimits): SummaryRequest {
  const firsts = new Map(
    [...story.reports].sort((a, b) => b.arrival - a.arrival).map((report) => [report.origin, report] as const),
  );
  const articles = [...firsts.values()].sort((a, b) => a.arrival - b.arrival).slice(0, MAX_SUMMARY_ARTICLES);
  return {
    articles: articles.map(({ item, title, text, language }) => ({ id: item, title, text, language })),
    terms: [...new Set(story.watches.flatMap((watch) => watch.terms))],
    ...limits,
  };
}

export function toAlert(story: StoryState, summary: Summary): Alert {
  const reports = [...story.reports].sort((a, b) => a.arrival - b.arrival);
  const picture = pictureOf(reports);
  const standing = standingOf(reports);
  return {
    story: story.id,
    revision: shownRevision(story),
    severity: story.severity,
    headline: story.headline,
    summary: summary.sentences.map((sentence) => sentence.text),
    summaryMethod: summary.method,
    ...(summary.translation ? { translation: summary.translation } : {}),
    watches: story.watches,
    reports: reports.slice(0, MAX_REPORT_LINKS).map(toLink),
    origins: new Set(reports.map((report) => report.origin)).size,
    ...(standing === null ? {} : { standing }),
    firstSeenAt: story.openedAt,
    updatedAt: story.updatedAt,
    ...(story.state === undefined ? {} : { state: story.state }),
    ...(picture === null ? {} : { picture }),
    mergedInto: story.mergedInto === null ? null : { story: story.mergedInto, url: null },
  };
}

/**
 * Of the reports in order of arrival the first that is its origin's first and has a picture: what reprints show is
 * often from an archive, and what comes later changes nothing that stands already.
 */
function pictureOf(reports: StoryState["reports"]): AlertPicture | null {
  const origins = new Set<string>();
  for (const { origin, picture, publisher, kind } of reports) {
    if (picture && !origins.has(origin)) return { ...picture, publisher, kind };
    origins.add(origin);
  }
  return null;
}

/**
 * The revision that a message counts as showing. While a story is quiet that is the one with which it became so, though
 * growth may stand in it already: what is wanted beyond is sent when the quiet is over.
 */
export function shownRevision({ state, revision }: StoryState): number {
  return state?.kind === "snoozed" || state?.kind === "irrelevant" ? state.revision : revision;
}

function toLink(report: StoryState["reports"][number]): ReportLink {
  const { item, title, url, publisher, kind, language, origin, publishedAt, firstSeenAt } = report;
  return { item, title, url, publisher, kind, language, origin, publishedAt, firstSeenAt };
}
