/** What a document asks of those who poll it: RSS's ttl, skipHours and skipDays, the syndication module's period. */
import type { PollHints } from "../model.js";
import type { MappedFields } from "./map-fields.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** http://purl.org/rss/1.0/modules/syndication/ */
const PERIODS: Record<string, number> = {
  hourly: HOUR_MS,
  daily: 24 * HOUR_MS,
  weekly: 7 * 24 * HOUR_MS,
  monthly: 30 * 24 * HOUR_MS,
  yearly: 365 * 24 * HOUR_MS,
};

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** A `ttl` is in minutes; where both say something, the longer time counts. */
export function pollHints(feed: MappedFields): PollHints {
  const ttl = positive(feed["ttl"]);
  const period =
    PERIODS[
      String(feed["sy:updateperiod"] ?? "")
        .trim()
        .toLowerCase()
    ];
  const times = [
    ...(ttl === null ? [] : [ttl * MINUTE_MS]),
    ...(period === undefined ? [] : [Math.round(period / (positive(feed["sy:updatefrequency"]) ?? 1))]),
  ];
  const hours = wordsOf(feed["skiphours"]).map(Number);
  const days = wordsOf(feed["skipdays"]).map((day) => DAYS.indexOf(day.toLowerCase()));
  const skipDaysUtc = [...new Set(days.filter((day) => day >= 0))];
  return {
    ttlMs: times.length === 0 ? null : Math.max(...times),
    // The first drafts count the hours from 1 to 24.
    skipHoursUtc: [...new Set(hours.map((hour) => (hour === 24 ? 0 : hour)).filter((hour) => hour < 24))],
    ...(skipDaysUtc.length > 0 ? { skipDaysUtc } : {}),
  };
}

function wordsOf(value: unknown): string[] {
  return String(value ?? "")
    .split(" ")
    .filter(Boolean);
}

function positive(value: unknown): number | null {
  const number = typeof value === "string" && /^\s*\d{1,7}\s*$/.test(value) ? Number(value) : 0;
  return number > 0 ? number : null;
}
