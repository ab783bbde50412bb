/** The alert as Discord's embed. Pure. */
import type { APIEmbed, APIEmbedField } from "discord.js";
import { linesWithin, linkable, looksLikeAddress } from "../channels/text.js";
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
import type { Alert, ReportLink, Severity } from "../model.js";
import {
  FIELD_VALUE_CHARS,
  NAME_CHARS,
  REPORT_TITLE_CHARS,
  REPORTS,
  SENTENCE_CHARS,
  SENTENCES,
  TITLE_CHARS,
} from "./limits.js";
import { escaped, linkTo, timeOf } from "./text.js";

/** The bar at the embed's side. */
export const COLORS: Record<Severity, number> = {
  critical: 0xd92d20,
  high: 0xf79009,
  normal: 0xeaaa08,
  low: 0x2e90fa,
  digest: 0x98a2b3,
};

export function alertEmbed(alert: Alert): APIEmbed {
  const { mark, label } = SEVERITIES[alert.severity];
  const headline = escaped(alert.headline, TITLE_CHARS - mark.length - 1);
  const link = titleLink(alert);
  const updated = shownSeconds(alert.updatedAt);
  const said = story(alert);
  return {
    title: `${mark} ${headline}`,
    ...(link === null ? {} : { url: link }),
    color: COLORS[alert.severity],
    ...(said === "" ? {} : { description: said }),
    fields: fieldsOf(alert),
    footer: { text: `${label} · ${countsOf(alert)}` },
    ...(updated === null ? {} : { timestamp: new Date(updated * 1000).toISOString() }),
  };
}

/** The first report behind the headline, unless the headline itself could be taken for an address. */
function titleLink(alert: Alert): string | null {
  if (looksLikeAddress(alert.headline)) return null;
  for (const report of reportsToShow(alert.reports)) {
    const href = linkable(report.url);
    if (href !== null) return href;
  }
  return null;
}

function story(alert: Alert): string {
  if (alert.mergedInto !== null) return [MERGED_LINE, linkTo(alert.mergedInto.url)].join(" ").trim();
  const sentences = alert.summary.filter((sentence) => sentence.trim() !== "").slice(0, SENTENCES);
  return sentences.map((sentence) => escaped(sentence, SENTENCE_CHARS)).join("\n");
}

function fieldsOf(alert: Alert): APIEmbedField[] {
  const fields: APIEmbedField[] = [];
  const reports = reportsToShow(alert.reports);
  if (reports.length > 0) fields.push({ name: "Sources", value: reportLines(reports) });
  const first = shownSeconds(alert.firstSeenAt);
  if (first !== null) fields.push({ name: "First seen", value: `${timeOf(first, "f")} (${timeOf(first, "R")})` });
  if (alert.watches.length > 0) {
    fields.push({ name: "Why", value: escaped(alert.watches.map(watchLine).join("; "), FIELD_VALUE_CHARS) || "–" });
  }
  return fields;
}

function reportLines(reports: ReportLink[]): string {
  const lines = reports.slice(0, REPORTS).map((report) => {
    const said = `${escaped(report.title, REPORT_TITLE_CHARS)} (${escaped(sourceLine(report), NAME_CHARS)})`;
    const link = linkTo(report.url);
    // A long address gives way before the report does.
    return link === "" || said.length + link.length > FIELD_VALUE_CHARS / 2 ? `• ${said}` : `• ${said} ${link}`;
  });
  const rest = reports.length - lines.length;
  if (rest > 0) lines.push(`and ${counted(rest, "more report")}`);
  return linesWithin(lines, FIELD_VALUE_CHARS);
}
