/**
 * Dates as feeds write them, whichever field they stand in: W3CDTF and ISO 8601 with its truncated forms, RFC 822 and
 * 2822 with their oddities, asctime, dates with names of months in many languages, Chinese, Japanese and Korean dates.
 * What is not understood as a whole means nothing: a wrong date is worse than none.
 */

import { dateText } from "./date-text.js";
import { calendarDate, type DateWords, takeDay, takeTime } from "./date-words.js";
import { parseIsoDate } from "./iso-dates.js";
import { createMonthNames, type MonthNames } from "./months.js";
import { createZones, isNamesake, namedOffset, numericOffset, utcInstant, type WallTime, type Zones } from "./zones.js";

export interface DateReader {
  /**
   * @param timeZone IANA zone for a date that names none
   * @returns ms since 1970 UTC, or null for what is no date
   */
  read(text: string, timeZone: string): number | null;
}

/** No date in a feed is longer; what is longer is not looked at. */
const MAX_DATE_CHARS = 100;
/** Years in which feeds and what they report on can lie. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
/** Seconds since 1970, or milliseconds. */
const UNIX_TIME = /^(\d{10})(?:\.\d{1,9}|(\d{3}))?$/;
const HANGUL = /\p{Script=Hangul}/u;

export function createDateReader(): DateReader {
  const zones = createZones();
  const months = createMonthNames();
  return {
    read(text, timeZone) {
      const trimmed = text.trim();
      if (trimmed === "" || trimmed.length > MAX_DATE_CHARS) return null;
      const [, count, thousandths] = UNIX_TIME.exec(trimmed) ?? [];
      if (count !== undefined) return Number(count) * 1000 + Number(thousandths ?? 0);
      const date = parseMailDate(trimmed, months) ?? parseIsoDate(trimmed) ?? parseWordedDate(trimmed, months);
      if (date === null || !isReal(date.wall)) return null;
      return instantOf(date, zones, HANGUL.test(trimmed) && timeZone === "UTC" ? "Asia/Seoul" : timeZone);
    },
  };
}

const MAIL_DATE = /^(?:[a-z]{3},\s?)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}|[a-z]{1,5})$/i;

/** RFC 2822 as it should be, which most dates are; all else takes the longer way. */
function parseMailDate(text: string, months: MonthNames): DateWords | null {
  const match = MAIL_DATE.exec(text);
  if (match === null) return null;
  const month = months(match[2]!.toLowerCase());
  const name = match[7]!.toLowerCase();
  const zone = namedOffset(name) === null ? numericOffset(name) : name;
  if (month === null || zone === null) return null;
  const number = (group: number) => Number(match[group]);
  return { wall: [number(3), month, number(1), number(4), number(5), number(6)], zone };
}

/** Dates in words or with unusual order: the time and the zone are taken out, what is left must be a calendar date. */
function parseWordedDate(text: string, months: MonthNames): DateWords | null {
  const time = takeTime(dateText(text));
  if (time === null) return null;
  const day = takeDay(time.rest, months);
  if (day === null) return null;
  const date = calendarDate(day);
  return date && { wall: [...date, ...time.clock], zone: time.zone };
}

function isReal([year, month, day, hour, minute, second]: WallTime): boolean {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false;
  if (minute > 59 || second > 60) return false;
  return hour < 24 || (hour === 24 && minute === 0 && second === 0);
}

function instantOf({ wall, zone }: DateWords, zones: Zones, timeZone: string): number | null {
  if (zone === null) return zones.instantIn(timeZone, wall);
  if (typeof zone === "number") return utcInstant(wall) - zone * 60_000;
  if (isNamesake(zone, timeZone)) return zones.instantIn(timeZone, wall);
  const offset = namedOffset(zone);
  return offset === null ? zones.instantIn(zone, wall) : utcInstant(wall) - offset * 60_000;
}
