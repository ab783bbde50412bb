/** The figures of a backtest in words. Pure. */
import type { BacktestReport, StorySample, WatchFigures } from "../rehearsal/report.js";
import type { Answer, AnswerRow } from "./command.js";
import { termText } from "./why.js";

/** Watches and overlaps told; the machine-readable answer has all. */
const MAX_WATCHES = 12;
const MAX_OVERLAPS = 3;

/**
 * @param what the rules tried, for people
 * @param limit stories shown of each kind
 * @param note what the reader has to know of the items, or null
 */
export function backtestAnswer(report: BacktestReport, what: string, limit: number, note: string | null): Answer {
  const { watches, gained, lost, samples, items, heard: own } = report;
  const changes = gained + lost > 0;
  const rows: AnswerRow[] = [
    { text: spanText(report) },
    ...(changes ? [{ text: changeText(report) }] : []),
    ...(report.busiest && report.busiest.alerts > 1
      ? [{ text: `the loudest day: ${report.busiest.day}, ${alerts(report.busiest.alerts)}` }]
      : []),
    ...(report.silent > 0 ? [{ text: `${grouped(report.silent)} more stayed silent: cooling off, or no surge` }] : []),
    ...watches.slice(0, MAX_WATCHES).map(watchRow),
    ...samples.gained.slice(0, limit).map((one) => storyRow(one, "new: ", "good")),
    ...samples.lost.slice(0, limit).map((one) => storyRow(one, "gone: ", "bad")),
    ...(changes ? [] : samples.alerts.slice(0, limit).map((one) => storyRow(one, "", undefined))),
  ];
  const told = changes ? Math.min(gained, limit) + Math.min(lost, limit) : Math.min(own, limit);
  const more = (changes ? gained + lost : own) - told;
  const footer = [
    more > 0 ? `${more} more ${more === 1 ? "story" : "stories"} with --limit.` : "",
    report.leftOut > 0 ? `${report.leftOut} hits over the bound are in no story: the rule is too wide.` : "",
    note ?? "",
    items === 0 ? "Look further back with --since, or try a recording with --over in the terminal." : "",
    "Nothing was changed or sent.",
  ];
  return {
    title:
      items === 0
        ? `${what}: there are no items to try it on`
        : `${what}: ${report.from === null ? alerts(own) : rateText(own, report.days)}`,
    rows: items === 0 ? [] : rows,
    footer: footer.filter((part) => part !== "").join(" "),
    data: { what, ...report },
  };
}

/** `12 alerts in 61 days, one in 5 days`, or `90 alerts in 3 days, 30 a day`. */
export function rateText(count: number, days: number): string {
  const span = `${alerts(count)} in ${Math.round(days)} ${Math.round(days) === 1 ? "day" : "days"}`;
  if (count === 0) return span;
  const rate = count / days;
  if (rate < 0.75) return `${span}, one in ${rounded(1 / rate)} days`;
  return `${span}, ${rounded(rate)} a day`;
}

function rounded(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

function spanText({ items, hits, from, to, gaps }: BacktestReport): string {
  const span = from === null || to === null ? "of unknown time" : `from ${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  const without = gaps > 0 ? ` (${grouped(gaps)} days without any left out)` : "";
  return `${itemsText(items)} ${span}${without}; ${grouped(hits)} hit a watch`;
}

function changeText({ gained, lost, alerts: tried, alertsNow }: BacktestReport): string {
  return `against the rules in force: ${gained} new, ${lost} gone; all watches together ${alertsNow} now, ${tried} then`;
}

function watchRow({ watch, severity, alerts: heard, alertsNow, items, itemsNow, overlap }: WatchFigures): AnswerRow {
  const told = severity === "digest" ? "for the digest" : alerts(heard);
  const shared = overlap.slice(0, MAX_OVERLAPS).map((one) => `${stories(one.stories)} alerted by ${one.watch} too`);
  const same = heard === alertsNow && items === itemsNow;
  return {
    text: `${watch} (${severity}): ${told}, ${itemsText(items)}`,
    details: [...(same ? [] : [`now ${alerts(alertsNow)}, ${itemsText(itemsNow)}`]), ...shared],
  };
}

function storyRow(
  { title, url, at, items, watches, also, hit, miss }: StorySample,
  before: string,
  tone: AnswerRow["tone"],
): AnswerRow {
  const seen = (hit?.terms ?? []).slice(0, MAX_OVERLAPS).map(termText).join(", ");
  const details = [
    watches.join(", "),
    seen,
    miss === null ? "" : `now: ${miss}`,
    also.length > 0 ? `alerted by ${also.join(", ")} all the same` : "",
    items > 1 ? itemsText(items) : "",
  ];
  return {
    text: `${before}${title}`,
    url,
    at: at === null ? null : Date.parse(at),
    details: details.filter((one) => one !== ""),
    ...(tone ? { tone } : {}),
  };
}

function itemsText(count: number): string {
  return count === 1 ? "1 item" : `${grouped(count)} items`;
}

function alerts(count: number): string {
  return count === 1 ? "1 alert" : `${grouped(count)} alerts`;
}

function stories(count: number): string {
  return count === 1 ? "1 story" : `${grouped(count)} stories`;
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
