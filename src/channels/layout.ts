/**
 * What an alert shows and in which order, alike on every platform; each platform draws the lines with its own means and
 * limits. Read from above: what happened, who says so and how firmly, in two sentences, where and when; then the links.
 */
import type { Alert, Note } from "../model.js";
import type { Line } from "./lines.js";
import { ours, words } from "./lines.js";
import { partsOf } from "./marking.js";
import { type PictureLayout, pictureLayout } from "./picture.js";
import { sourcesOf } from "./sources.js";
import { factLines, madeLine, standingLine, stateLine, stateMark } from "./standing.js";
import { breakMentions, oneLine } from "./text.js";
import { ALERT_LINK, ELDER_LINK, MERGED_LINE, SEVERITIES, shownSeconds, watchLine } from "./wording.js";

export interface AlertLayout {
  /** A circle in the severity's colour, or what the team did with the story. */
  mark: string;
  /** The severity in words. */
  label: string;
  headline: string;
  /** Nobody needs to look at it any more: done, not relevant, snoozed, or part of another story. */
  settled: boolean;
  /** Whose it is; the headline as it was written; who says it and how firmly. */
  top: Line[];
  /** The same with the severity in words, for where the mark alone would tell it: a colour is not seen by all. */
  glance: Line[];
  summary: Line[];
  facts: Line[];
  /** Small at the side, large where it is the report itself; null for none. */
  picture: PictureLayout | null;
  sources: Line[];
  /** Seconds since 1970; null where nobody knows. */
  firstSeen: number | null;
  updated: number | null;
  /** `Northern site (site, 시험장)`; empty when no watch is named. */
  why: string;
}

/** What people read at a glance, within every platform's limits. */
const SENTENCES = 4;
const SUMMARY_CHARS = 1600;
const ORIGINAL_CHARS = 300;
const ORIGINALS_CHARS = 500;
/** Enough of a headline to know its alert by. */
const ABOUT_CHARS = 120;

export function alertLayout(alert: Alert): AlertLayout {
  const own = oneLine(alert.headline);
  const headline = oneLine(alert.translation?.headline ?? "") || own;
  const { label, mark } = SEVERITIES[alert.severity];
  const merged = alert.mergedInto;
  const frame = {
    mark: merged === null ? (stateMark(alert.state) ?? mark) : "🔗",
    label,
    headline,
    settled: merged !== null || stateMark(alert.state) !== null,
    firstSeen: shownSeconds(alert.firstSeenAt),
    updated: shownSeconds(alert.updatedAt),
    why: alert.watches.map(watchLine).join("; "),
  };
  const original = headline === own ? [] : [originalLine(own)];
  if (merged !== null) {
    const elder: Line = { runs: [ours(MERGED_LINE), { kind: "link", url: merged.url, name: ELDER_LINK }] };
    const top = [...original, elder];
    return { ...frame, top, glance: top, summary: [], facts: [], picture: null, sources: [] };
  }
  const [above, standing] = [[...stateLine(alert.state), ...original], standingLine(alert)];
  const said = standing.flatMap(({ runs }) => [ours(" · "), ...runs]);
  return {
    ...frame,
    top: [...above, ...standing],
    glance: [...above, { runs: [ours(label, true), ...said] }],
    summary: [...summaryLines(alert), ...madeLine(alert)],
    facts: factLines(alert),
    picture: pictureLayout(alert),
    sources: sourcesOf(alert),
  };
}

function originalLine(headline: string): Line {
  return { runs: [ours("Original: "), words(headline, ORIGINAL_CHARS)], faint: true };
}

/** In the team's language where it could be translated, with the original paler beneath. */
function summaryLines(alert: Alert): Line[] {
  const own = sentencesOf(alert.summary);
  const translated = sentencesOf(alert.translation?.sentences ?? []);
  if (translated.length === 0) return paragraph(own, alert);
  const original: Line = { runs: [ours("Original: "), words(own.join(" "), ORIGINALS_CHARS)], faint: true };
  return [...paragraph(translated, alert), ...(own.length === 0 ? [] : [original])];
}

function sentencesOf(sentences: readonly string[]): string[] {
  return (
    sentences
      .map(oneLine)
      // A lone bracket or dash is what a feed's cut has left.
      .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
      .slice(0, SENTENCES)
  );
}

/** The sentences as one paragraph with the watched names marked. What cannot be shown of it is not searched. */
function paragraph(sentences: string[], { watches }: Alert): Line[] {
  if (sentences.length === 0) return [];
  const terms = watches.flatMap((watch) => watch.terms).map(oneLine);
  const parts = partsOf(breakMentions(sentences.join(" ").slice(0, SUMMARY_CHARS + 1)), terms);
  return [{ runs: parts.map(({ text, marked }) => words(text, SUMMARY_CHARS, marked)), max: SUMMARY_CHARS }];
}

/** `About: New building at the northern site open the alert`, over a note that does not hang under its alert. */
export function aboutLine({ headline, url }: NonNullable<Note["about"]>): Line {
  return {
    runs: [ours("About: "), words(oneLine(headline), ABOUT_CHARS), { kind: "link", url, name: ALERT_LINK }],
    faint: true,
  };
}
