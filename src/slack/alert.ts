/** The alert as Slack's blocks and as lines of fallback text. Pure. */
import type { types } from "@slack/bolt";
import { linkable } from "../channels/text.js";
import {
  counted,
  countsOf,
  MERGED_LINE,
  reportsToShow,
  SEVERITIES,
  shownSeconds,
  sourceLine,
  watchLine,
} from "../channels/wording.js";
import type { Alert, ReportLink } from "../model.js";
import {
  CONTEXT_CHARS,
  HEADER_CHARS,
  HEADLINE_CHARS,
  NAME_CHARS,
  REPORT_TITLE_CHARS,
  REPORTS,
  SENTENCE_CHARS,
  SENTENCES,
} from "./limits.js";
import { escaped, escapedUrl, linkTo, literal, plain, words } from "./text.js";

export function alertBlocks(alert: Alert): types.KnownBlock[] {
  const why = whyOf(alert);
  return [
    { type: "header", text: plain(`${SEVERITIES[alert.severity].mark} ${alert.headline}`, HEADER_CHARS) },
    { type: "rich_text", elements: [standing(alert), ...story(alert)] },
    ...(alert.reports.length === 0 ? [] : [reportList(alert)]),
    ...(why === "" ? [] : [{ type: "context" as const, elements: [plain(why, CONTEXT_CHARS)] }]),
  ];
}

export function alertLines(alert: Alert): string[] {
  const { mark, label } = SEVERITIES[alert.severity];
  const why = whyOf(alert);
  return [
    `${mark} ${label}: ${escaped(alert.headline, HEADLINE_CHARS)}`,
    ...sentencesOf(alert).map((sentence) => escaped(sentence, SENTENCE_CHARS)),
    ...(alert.mergedInto === null ? [] : mergedLink(alert.mergedInto.url)),
    countsOf(alert),
    ...(why === "" ? [] : [escaped(why, CONTEXT_CHARS / 2)]),
    ...reportsToShow(alert.reports).slice(0, REPORTS).map(reportLine),
  ];
}

function mergedLink(url: string | null): string[] {
  const href = linkable(url);
  return href === null ? [] : [escapedUrl(href)];
}

function reportLine(report: ReportLink): string {
  const href = linkable(report.url);
  const said = `• ${escaped(report.title, REPORT_TITLE_CHARS)} (${escaped(sourceLine(report), NAME_CHARS)})`;
  return href === null ? said : `${said} ${escapedUrl(href)}`;
}

/** Severity, counts and when: the line under the headline. */
function standing(alert: Alert): types.RichTextSection {
  const elements: types.RichTextElement[] = [
    words(SEVERITIES[alert.severity].label, { bold: true }),
    words(` · ${countsOf(alert)}`),
  ];
  const first = shownSeconds(alert.firstSeenAt);
  if (first !== null) elements.push(words(" · first seen "), dateOf(first));
  const updated = shownSeconds(alert.updatedAt);
  if (updated !== null && updated !== first) elements.push(words(" · updated "), dateOf(updated));
  elements.push(words("\n"));
  return { type: "rich_text_section", elements };
}

/** Shown in the reader's own time zone. */
export function dateOf(seconds: number): types.RichTextDate {
  const fallback = new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
  return { type: "date", timestamp: seconds, format: "{date_short_pretty} {time}", fallback: `${fallback} UTC` };
}

function story(alert: Alert): types.RichTextSection[] {
  const elements: types.RichTextElement[] = [];
  // The header holds 150 characters; a longer headline stands here whole.
  const headline = literal(alert.headline, HEADLINE_CHARS);
  if (headline.length > HEADER_CHARS / 2) elements.push(words(`${headline}\n`, { bold: true }));
  for (const sentence of sentencesOf(alert)) elements.push(words(`${literal(sentence, SENTENCE_CHARS)}\n`));
  if (alert.mergedInto !== null) elements.push(...linkTo(alert.mergedInto.url));
  return elements.length === 0 ? [] : [{ type: "rich_text_section", elements }];
}

function sentencesOf(alert: Alert): string[] {
  if (alert.mergedInto !== null) return [MERGED_LINE];
  return alert.summary.filter((sentence) => sentence.trim() !== "").slice(0, SENTENCES);
}

/** At most REPORTS × (title + name + host) characters, which is below what a block holds. */
function reportList(alert: Alert): types.RichTextBlock {
  const reports = reportsToShow(alert.reports);
  const shown = reports.slice(0, REPORTS).map((report): types.RichTextSection => {
    const elements = [
      words(literal(report.title, REPORT_TITLE_CHARS) || "Untitled"),
      words(` (${literal(sourceLine(report), NAME_CHARS)})`, { italic: true }),
      ...linkTo(report.url),
    ];
    return { type: "rich_text_section", elements };
  });
  const rest = reports.length - shown.length;
  if (rest > 0) shown.push({ type: "rich_text_section", elements: [words(`and ${counted(rest, "more report")}`)] });
  return { type: "rich_text", elements: [{ type: "rich_text_list", style: "bullet", elements: shown }] };
}

function whyOf(alert: Alert): string {
  return alert.watches.length === 0 ? "" : `Why: ${alert.watches.map(watchLine).join("; ")}`;
}
