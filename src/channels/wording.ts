/** What alerts, notes, digests and operators' messages say, in words that every platform shares. Pure. */
import type { Alert, Digest, OperatorMessage, ReportLink, Severity, StoryEvent } from "../model.js";

export const SEVERITIES: Record<Severity, { label: string; mark: string }> = {
  critical: { label: "Critical", mark: "🔴" },
  high: { label: "High", mark: "🟠" },
  normal: { label: "Normal", mark: "🟡" },
  low: { label: "Low", mark: "🔵" },
  digest: { label: "Digest", mark: "⚪" },
};

export const EVENTS: Record<StoryEvent["kind"], { label: string; mark: string }> = {
  opened: { label: "New", mark: "🆕" },
  reported: { label: "Reported again", mark: "➕" },
  corroborated: { label: "Corroborated", mark: "✅" },
  official: { label: "Official", mark: "🏛️" },
  denied: { label: "Denied", mark: "⛔" },
  "headline-changed": { label: "Headline changed", mark: "✏️" },
  firmed: { label: "Firmed up", mark: "📌" },
  softened: { label: "Softened", mark: "🌫️" },
  "number-changed": { label: "Number changed", mark: "🔢" },
  withdrawn: { label: "Withdrawn", mark: "🗑️" },
  surged: { label: "Surge", mark: "📈" },
  merged: { label: "Merged", mark: "🔗" },
  split: { label: "Split", mark: "🔀" },
};

export const OPERATOR_MARKS: Record<OperatorMessage["severity"], string> = {
  problem: "⚠️",
  recovered: "✅",
  info: "ℹ️",
};

/** How a kind of feed is named beside a report; wires and newspapers need no telling. */
const KINDS: Partial<Record<ReportLink["kind"], string>> = {
  "state-media": "state media",
  government: "official",
  "think-tank": "analysis",
  imagery: "imagery",
  tracking: "tracking",
};

/** `1 origin, 3 reports`. */
export function countsOf(alert: Alert): string {
  return `${counted(alert.origins, "origin")}, ${counted(alert.reports.length, "report")}`;
}

/** `3 reports`, `1 report`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `Yongbyon (영변, 5MWe)`: a watch with the names that were seen. */
export function watchLine(watch: Alert["watches"][number]): string {
  return watch.terms.length === 0 ? watch.watch : `${watch.watch} (${watch.terms.join(", ")})`;
}

/** `The Example Times · state media`. */
export function sourceLine(report: ReportLink): string {
  const kind = KINDS[report.kind];
  return kind === undefined ? report.publisher : `${report.publisher} · ${kind}`;
}

/** What stands where the summary would when a story was folded into an elder one. */
export const MERGED_LINE = "This is part of a story already told.";

/** What a link to that story's alert is called, and what one to a note's own. */
export const ELDER_LINK = "Open its alert";
export const ALERT_LINK = "open the alert";

export const EMPTY_DIGEST_LINE = "Nothing to report.";

/** `4 stories`. */
export function digestCount(digest: Digest): string {
  return digest.stories.length === 1 ? "1 story" : `${digest.stories.length} stories`;
}

/** One report an origin first, in order of first sight, then the rest: whoever reads a few lines sees the most. */
export function reportsToShow(reports: ReportLink[]): ReportLink[] {
  const firsts: ReportLink[] = [];
  const rest: ReportLink[] = [];
  const origins = new Set<string>();
  for (const report of [...reports].sort((one, other) => one.firstSeenAt - other.firstSeenAt)) {
    (origins.has(report.origin) ? rest : firsts).push(report);
    origins.add(report.origin);
  }
  return [...firsts, ...rest];
}

/** The end of the year 9999, ms: times beyond have no four-digit year to be written with. */
const LAST_INSTANT = 253_402_300_799_999;

/** The instant in whole seconds if a platform can show it; else null. */
export function shownSeconds(at: number | null): number | null {
  if (at === null || !Number.isFinite(at) || at < 0 || at > LAST_INSTANT) return null;
  return Math.floor(at / 1000);
}
