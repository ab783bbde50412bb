import type { PlacedItem, ReportLink, StoryItem } from "../model.js";
import { idFrom } from "./identity.js";
import { originFor, sameOrigin } from "./origins.js";

/** A report of a story with what shows where it has its news from. */
type TracedReport = ReportLink & { text: string; family?: string; byline?: string };

/** Reports of an origin that are looked at; the first one made it. */
const LOOKED_AT = 10;

/**
 * Which origins of a story that is merged into another are none beside that one's: while the two were apart, nobody
 * asked whether a paper's report in one repeats the other's. Gives the origin that each is part of.
 * @param younger reports of the story that is merged, and `elder` those of the story that takes it, in order of arrival
 */
export function originsInCommon(elder: TracedReport[], younger: TracedReport[]): Map<string, string> {
  const asked = new Set(younger.map(({ origin }) => origin));
  // The report that brings a merge stands in the elder story already, and may repeat one of the younger.
  const earlier: PlacedItem[] = elder
    .filter(({ origin }) => !asked.has(origin))
    .map((report, arrival) => ({ arrival, item: itemOf(report), story: "", origin: report.origin }));
  const common = new Map<string, string>();
  for (const origin of asked) {
    const reports = younger.filter((report) => report.origin === origin).slice(0, LOOKED_AT);
    const found = originAmong(reports.map(itemOf), earlier);
    if (found !== null) common.set(origin, found);
  }
  return common;
}

/** The first report decides as it would have, had it come to this story; the others by what they repeat. */
function originAmong([first, ...others]: StoryItem[], earlier: PlacedItem[]): string | null {
  if (first === undefined) return null;
  const { origin } = originFor(first, earlier);
  if (origin !== idFrom("o", first.id)) return origin;
  return earlier.find(({ item }) => others.some((other) => sameOrigin(other, item) !== null))?.origin ?? null;
}

function itemOf(report: TracedReport): StoryItem {
  const { item: id, title, text, url, publisher, family = null, kind, language, firstSeenAt: at, byline } = report;
  return { id, title, text, url, publisher, family, kind, language, at, ...(byline === undefined ? {} : { byline }) };
}
