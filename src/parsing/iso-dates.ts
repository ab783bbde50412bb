/** ISO 8601, its W3CDTF profile, and the truncated forms of its first edition. */
import type { DateWords } from "./date-words.js";
import { namedOffset, numericOffset } from "./zones.js";

const TIME = /^[t\s]\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s*:?\s*([a-z]{1,5}|[+-][\d:]{1,8})?$/i;

/** Each form of the day, as [pattern, groups to year, month, day]; months of three digits are met. */
const DAYS: [RegExp, (groups: string[]) => [number, number, number]][] = [
  [/^(\d{4})-(0?\d{1,2})-(\d{1,2})/, ([y, m, d]) => [Number(y), Number(m), Number(d)]],
  [/^(\d{4})(\d{2})(\d{2})(?!\d)/, ([y, m, d]) => [Number(y), Number(m), Number(d)]],
  [/^(\d{4})-?(\d{3})(?!\d)/, ([y, n]) => ordinal(Number(y), Number(n))],
  [/^(\d{4})-?w(\d{2})(?:-?([1-7]))?(?![\d-])/i, ([y, w, d]) => weekDate(Number(y), Number(w), Number(d ?? 1))],
  [/^(\d{4})-(\d{2})(?!\d)/, ([y, m]) => [Number(y), Number(m), 1]],
  [/^(\d{4})(?!\d)/, ([y]) => [Number(y), 1, 1]],
  [/^(\d{2})-(\d{2})-(\d{2})(?!\d)/, ([y, m, d]) => [fullYear(Number(y)), Number(m), Number(d)]],
  [/^(\d{2})(\d{2})(\d{2})(?!\d)/, ([y, m, d]) => [fullYear(Number(y)), Number(m), Number(d)]],
  [/^(\d{2})-?(\d{3})(?!\d)/, ([y, n]) => ordinal(fullYear(Number(y)), Number(n))],
  [/^-(\d{2})-?(\d{2})(?!\d)/, ([y, m]) => [fullYear(Number(y)), Number(m), 1]],
];

/** Date and time without any mark between them. */
const COMPACT = /^((?:19|20)\d{6})(\d{4}(?:\d{2})?)(?=\D|$)/;
/** A day may have a zone too (XML Schema); a bare `+hh` could be half of another date. */
const DAY_ZONE = /^(?:z|[+-]\d{2}:\d{2})$/i;

/** The date, or null when the text is written otherwise. Values may still be out of range. */
export function parseIsoDate(written: string): DateWords | null {
  const text = written.replace(COMPACT, "$1T$2");
  for (const [pattern, toDay] of DAYS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = text.slice(match[0].length);
    if (rest === "") return { wall: [...toDay(match.slice(1)), 0, 0, 0], zone: null };
    if (DAY_ZONE.test(rest)) return { wall: [...toDay(match.slice(1)), 0, 0, 0], zone: zoneOf(rest) ?? null };
    const time = TIME.exec(rest);
    if (time === null || match[0].length < "yy-m-d".length) continue;
    const zone = zoneOf(time[4]);
    if (zone === undefined) continue;
    return { wall: [...toDay(match.slice(1)), Number(time[1]), Number(time[2] ?? 0), Number(time[3] ?? 0)], zone };
  }
  return null;
}

/** Minutes or a name, null for none named, undefined for one that is not understood here. */
function zoneOf(text: string | undefined): DateWords["zone"] | undefined {
  if (text === undefined) return null;
  const name = text.toLowerCase();
  return numericOffset(text) ?? (namedOffset(name) === null ? undefined : name);
}

/** RFC 2822, 4.3: two digits below 50 are of this century. */
export function fullYear(year: number): number {
  return year < 50 ? 2000 + year : year < 100 ? 1900 + year : year;
}

/** ISO 8601 weeks begin on Monday; the first is that with the year's first Thursday. */
function weekDate(year: number, week: number, day: number): [number, number, number] {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getUTCDate() - ((fourth.getUTCDay() + 6) % 7);
  const date = new Date(Date.UTC(year, 0, monday + (week - 1) * 7 + day - 1));
  return week >= 1 && week <= 53 ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] : [year, 13, 1];
}

/** Day of the year to month and day; out of range gives month 13, which is refused later. */
function ordinal(year: number, dayOfYear: number): [number, number, number] {
  const date = new Date(Date.UTC(year, 0, dayOfYear));
  return dayOfYear >= 1 && date.getUTCFullYear() === year
    ? [year, date.getUTCMonth() + 1, date.getUTCDate()]
    : [year, 13, 1];
}
