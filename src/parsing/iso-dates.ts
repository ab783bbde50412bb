/** ISO 8601, its W3CDTF profile, and the truncated forms of its first edition. */
import type { DateWords } from "./date-words.js";
import { namedOffset, numericOffset } from "./zones.js";

const TIME = /^[t\s]\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s*:?\s*([a-z]{1,5}|[+-][\d:]{1,8})?$/i;

/** Each form of the day, as [pattern, groups to year, month, day]; months of three digits are met. */
const DAYS: [RegExp, (groups: string[]) => [number, number, number]][] = [
  [/^(\d{4})-(0?\d{1,2})-(\d{1,2})/, ([y, m, d]) => [Number(y), Number(m), Number(d)]],
  [/^(\d{4})(\d{2})(\d{2})(?!\d)/, ([y, m, d]) => [Number(y), Number(m), Number(d)]],
  [/^(\d{4})-?(\d{3})(?!\d)/, ([y, n]) => ordinal(Number(y), Number(n))],
  [/^(\d{4})-(\d{2})(?!\d)/, ([y, m]) => [Number(y), Number(m), 1]],
  [/^(\d{4})(?!\d)/, ([y]) => [Number(y), 1, 1]],
  [/^(\d{2})-(\d{2})-(\d{2})(?!\d)/, ([y, m, d]) => [fullYear(Number(y)), Number(m), Number(d)]],
  [/^(\d{2})(\d{2})(\d{2})(?!\d)/, ([y, m, d]) => [fullYear(Number(y)), Number(m), Number(d)]],
  [/^(\d{2})-?(\d{3})(?!\d)/, ([y, n]) => ordinal(fullYear(Number(y)), Number(n))],
  [/^-(\d{2})-?(\d{2})(?!\d)/, ([y, m]) => [fullYear(Number(y)), Number(m), 1]],
];

/** The date, or null when the text is written otherwise. Values may still be out of range. */
export function parseIsoDate(text: string): DateWords | null {
  for (const [pattern, toDay] of DAYS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = text.slice(match[0].length);
    if (rest === "" || rest === "Z") return { wall: [...toDay(match.slice(1)), 0, 0, 0], zone: rest === "" ? null : 0 };
    const time = TIME.exec(rest);
    if (time === null || match[0].length < "yy-m-d".length) continue;
    const zone = zoneOf(time[4]);
    if (zone === undefined) continue;
    return { wall: [...toDay(match.slice(1)), Number(time[1]), Number(time[2] ?? 0), Number(time[3] ?? 0)], zone };
  }
  return null;
}

/** Minutes, null for none named, undefined for one that is not understood here. */
function zoneOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  return numericOffset(text) ?? namedOffset(text.toLowerCase()) ?? undefined;
}

/** RFC 2822, 4.3: two digits below 50 are of this century. */
export function fullYear(year: number): number {
  return year < 50 ? 2000 + year : year < 100 ? 1900 + year : year;
}

/** Day of the year to month and day; out of range gives month 13, which is refused later. */
function ordinal(year: number, dayOfYear: number): [number, number, number] {
  const date = new Date(Date.UTC(year, 0, dayOfYear));
  return dayOfYear >= 1 && date.getUTCFullYear() === year
    ? [year, date.getUTCMonth() + 1, date.getUTCDate()]
    : [year, 13, 1];
}
