/** What rules would have done over recorded items, beside the rules in force. Pure; items come from wherever the caller keeps them. */
import type { MatchInput } from "../model.js";
import type { Matcher } from "../ports.js";

export interface RecordedItem {
  id: string;
  /** ms since 1970, or null when nobody knows. */
  at: number | null;
  input: MatchInput;
}

export interface Backtest {
  items: number;
  /** Items with an alerting hit, under the rules tried and those in force. */
  alerts: number;
  alertsNow: number;
  /** Over the days that the items span (one at least). */
  alertsPerDay: number;
  /** Watch -> items it alerts on. */
  byWatch: Record<string, number>;
  /** Pairs "a + b" of watches -> items on which both fire. */
  overlap: Record<string, number>;
  gained: number;
  lost: number;
  /** Ids and titles of items newly alerted on or no longer, the first of each. */
  samples: { gained: Sample[]; lost: Sample[] };
}

export interface Sample {
  id: string;
  title: string;
}

/** Samples of each kind. */
export const MAX_SAMPLES = 20;
/** Items between two reports of progress. */
const PROGRESS_EVERY = 1_000;
const DAY_MS = 86_400_000;

/** Runs every item through both matchers; `watch` narrows the comparison to one. `onProgress` hears how many are done. */
export function backtest(
  items: Iterable<RecordedItem>,
  matchers: { tried: Matcher; inForce: Matcher },
  options: { watch?: string; onProgress?: (done: number) => void } = {},
): Backtest {
  const result: Backtest = {
    items: 0,
    alerts: 0,
    alertsNow: 0,
    alertsPerDay: 0,
    byWatch: {},
    overlap: {},
    gained: 0,
    lost: 0,
    samples: { gained: [], lost: [] },
  };
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { id, at, input } of items) {
    result.items++;
    if (at !== null) {
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    const tried = alerting(matchers.tried, input, options.watch);
    const now = alerting(matchers.inForce, input, options.watch);
    count(result, tried, now, { id, title: input.title });
    if (result.items % PROGRESS_EVERY === 0) options.onProgress?.(result.items);
  }
  const days = last > first ? Math.max(1, (last - first) / DAY_MS) : 1;
  result.alertsPerDay = Math.round((result.alerts / days) * 100) / 100;
  options.onProgress?.(result.items);
  return result;
}

function alerting(matcher: Matcher, input: MatchInput, watch: string | undefined): string[] {
  const { hits } = matcher.match(input);
  return hits.filter((hit) => hit.severity !== "digest" && (!watch || hit.watch === watch)).map((hit) => hit.watch);
}

function count(result: Backtest, tried: string[], now: string[], sample: Sample): void {
  if (now.length > 0) result.alertsNow++;
  if (tried.length > 0) result.alerts++;
  tried.forEach((watch, at) => {
    result.byWatch[watch] = (result.byWatch[watch] ?? 0) + 1;
    for (const other of tried.slice(at + 1)) {
      const pair = `${watch} + ${other}`;
      result.overlap[pair] = (result.overlap[pair] ?? 0) + 1;
    }
  });
  if (tried.length > 0 === now.length > 0) return;
  const kind = tried.length > 0 ? "gained" : "lost";
  result[kind]++;
  if (result.samples[kind].length < MAX_SAMPLES) result.samples[kind].push(sample);
}
