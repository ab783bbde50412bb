/** The alert as Discord's embed. Pure. */
import type { APIEmbed, APIEmbedField } from "discord.js";
import { type AlertLayout, alertLayout } from "../channels/layout.js";
import { linesWithin, linkable, looksLikeAddress } from "../channels/text.js";
import { reportsToShow } from "../channels/wording.js";
import type { Alert, Severity } from "../model.js";
import { ALERT_CHARS, FIELD_VALUE_CHARS, TITLE_CHARS } from "./limits.js";
import { pictureOf } from "./picture.js";
import { escaped, lineOf, timeOf } from "./text.js";

/** The bar at the embed's side. */
export const COLORS: Record<Severity, number> = {
  critical: 0xd92d20,
  high: 0xf79009,
  normal: 0xeaaa08,
  low: 0x2e90fa,
  digest: 0x98a2b3,
};

export function alertEmbed(alert: Alert): APIEmbed {
  const layout = alertLayout(alert);
  const { mark, headline, settled, updated } = layout;
  const link = titleLink(alert, headline);
  const said = descriptionOf(layout);
  return {
    title: `${mark} ${escaped(headline, TITLE_CHARS - mark.length - 1)}`,
    ...(link === null ? {} : { url: link }),
    color: settled ? COLORS.digest : COLORS[alert.severity],
    ...(said === "" ? {} : { description: said }),
    fields: fieldsOf(layout),
    ...pictureOf(layout.picture),
    ...(updated === null ? {} : { timestamp: new Date(updated * 1000).toISOString() }),
  };
}

/** The first report behind the headline, unless the headline itself could be taken for an address. */
function titleLink(alert: Alert, headline: string): string | null {
  if (alert.mergedInto !== null || looksLikeAddress(headline)) return null;
  for (const report of reportsToShow(alert.reports)) {
    const href = linkable(report.url);
    if (href !== null) return href;
  }
  return null;
}

/** Groups of lines with a gap between them. */
function descriptionOf({ glance, summary, facts, sources }: AlertLayout): string {
  const groups = [glance, summary, facts, sources]
    .map((lines) => lines.map(lineOf).filter((line) => line !== ""))
    .filter((lines) => lines.length > 0);
  return linesWithin(
    groups.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines])),
    ALERT_CHARS,
  );
}

function fieldsOf({ firstSeen, why }: AlertLayout): APIEmbedField[] {
  const seen = firstSeen === null ? [] : [`${timeOf(firstSeen, "f")} (${timeOf(firstSeen, "R")})`];
  const said = escaped(why, FIELD_VALUE_CHARS);
  return [
    ...seen.map((value) => ({ name: "First seen", value, inline: true })),
    ...(said === "" ? [] : [{ name: "Why", value: said, inline: true }]),
  ];
}
