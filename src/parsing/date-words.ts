/** The parts of a date in words: the time and zone, then the day, each taken out of what is left. */
import { fullYear } from "./iso-dates.js";
import type { MonthNames } from "./months.js";
import { namedOffset, numericOffset, type WallTime } from "./zones.js";

export interface DateWords {
  wall: WallTime;
  /** Minutes east of UTC, a zone's name, or null where the text names none. */
  zone: number | string | null;
}

export interface TakenTime {
  clock: [number, number, number];
  zone: number | string | null;
  /** The text without time and zone. */
  rest: string;
}

const CLOCK = /(?<![\d:.])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?(?!\d|:\d|\.\d)(?:\s*(?:uhr|hrs?|h)\b)?/;
/** With `am`, `pm` an hour may stand alone. */
const HOUR_ALONE = /(?<![\d:.])(\d{1,2})()()\s?(?=[ap]\.?m\b)/;
const AFTERNOON = /(?<=[\d\s.])p\.?\s?m\.?(?=\W|$)|오후|下午|午後|晚上|傍晚|(?<=\d\s?)(?:μ\.?μ\.?|م)(?=\s|$)/;
const MORNING = /(?<=[\d\s.])a\.?\s?m\.?(?=\W|$)|오전|上午|午前|早上|凌晨|(?<=\d\s?)(?:π\.?μ\.?|ص)(?=\s|$)/;
const NUMERIC_ZONE = /(?:\b(?:gmt|utc|ut)\s?|(?<=[\s\d]))([+-]\d{1,2}(?::?\d{2}){0,2})(?=\s|$)/;
const UNSIGNED_ZONE = /\s(\d{4})(?=\s*$)/;
const PLACE_ZONE = /\b[a-z]{3,12}\/[a-z_]{2,20}(?:\/[a-z_]{2,20})?(?:[+-]\d{1,2})?\b/;
/** Words around a date that do not change it: of its grammar, and what publishers say that it is the date of. */
const FILLERS = new Set(
  `at um a as às le el la de del di do of the on om kl klo i den ore alle pukul jam vom am der el في
  г года р роки рік року c v st nd rd th er ere ый го e o sz ngay luc d m y
  updated published posted created modified date last publie publicado publicada pubblicato veroffentlicht aktualisiert
  опубликовано обновлено 입력 등록 수정 승인 发布 发表 更新 公開 配信`.split(/\s+/),
);

/** Takes time and zone out of a text in lower case without accents; null when one of them makes no sense. */
export function takeTime(text: string): TakenTime | null {
  let rest = text.replace(/(\d)t(?=\d)/, "$1 ");
  const found = CLOCK.exec(rest) ?? HOUR_ALONE.exec(rest);
  if (found === null) return rest.includes(":") ? null : { clock: [0, 0, 0], zone: null, rest };
  const before = rest.slice(0, found.index);
  // Some leave out the sign of a zone; four digits could be the year, unless that stands in front.
  const tail = ` ${rest.slice(found.index + found[0].length)}`;
  let after = /\d{4}/.test(before) ? tail.replace(UNSIGNED_ZONE, " +$1") : tail.replace(/\s0000(?=\s|$)/, " +0000");
  const place = PLACE_ZONE.exec(after)?.[0];
  after = after.replace(place ?? "", " ");
  const numeric = NUMERIC_ZONE.exec(after);
  let zone: number | string | null = place ?? null;
  if (numeric !== null) {
    zone = numericOffset(numeric[1]!);
    if (zone === null) return null;
  }
  after = after.replace(numeric?.[0] ?? "", " ");
  const halves = `${before} ${after}`;
  const afternoon = AFTERNOON.test(halves);
  const morning = !afternoon && MORNING.test(halves);
  const hour = Number(found[1]);
  if (morning && hour > 12) return null;
  const named = namedZone(after.replace(AFTERNOON, " ").replace(MORNING, " "));
  rest = `${before.replace(AFTERNOON, " ").replace(MORNING, " ")} ${named.rest}`;
  return {
    clock: [hourOf(hour, morning, afternoon), Number(found[2] || 0), Number(found[3] || 0)],
    zone: zone ?? named.zone,
    rest,
  };
}

function hourOf(hour: number, morning: boolean, afternoon: boolean): number {
  if (afternoon && hour < 12) return hour + 12;
  return morning && hour === 12 ? 0 : hour;
}

/**
 * Takes an abbreviation out of what follows the time; beside a numeric zone it only repeats it. A single letter is a zone
 * at the end only: elsewhere it is a word.
 */
function namedZone(text: string): { zone: string | null; rest: string } {
  const words = text.trim().split(/[\s,]+/);
  const at = words.findIndex((word, i) => namedOffset(word) !== null && (word.length > 1 || i === words.length - 1));
  if (at === -1) return { zone: null, rest: text };
  return { zone: words[at]!, rest: words.toSpliced(at, 1).join(" ") };
}

/** What may be a day: numbers in order with the mark after each, and where among them a month was named. */
export interface TakenDay {
  numbers: { text: string; mark: string }[];
  /** Month by name, with the count of numbers before it. */
  month: { month: number; at: number } | null;
}

/** Numbers and month of what is left when the time is gone; null when a word is none of a date's. */
export function takeDay(text: string, months: MonthNames): TakenDay | null {
  const numbers: TakenDay["numbers"] = [];
  let month: TakenDay["month"] = null;
  let weekdays = 0;
  for (const [, digits, mark, word, other] of text.matchAll(TOKEN)) {
    if (other !== undefined) return null;
    if (digits !== undefined) numbers.push({ text: digits, mark: mark ?? "" });
    else if (!FILLERS.has(word!.replace(/\.$/, ""))) {
      const named = months(word!.replace(/\.$/, ""));
      if (named !== null && month === null) month = { month: named, at: numbers.length };
      // The same month by its other name, as Arabic publishers write it.
      else if (named !== null && named === month?.month) continue;
      // One unknown word before all else is taken as the weekday, in whatever language.
      else if (numbers.length > 0 || month !== null || weekdays++ > 0) return null;
    }
  }
  return { numbers, month };
}
const TOKEN = /(\d+)([./-]?)|([\p{L}'’]+\.?)|([^\s,;.\-/'’])/gu;

/** Year, month and day, or null when the numbers can be no date. Ranges are checked later. */
export function calendarDate({ numbers, month }: TakenDay): [number, number, number] | null {
  const values = numbers.map(({ text }) => Number(text));
  const [a, b, c] = values;
  const wide = (at: number) => numbers[at]?.text.length === 4;
  if (numbers.some(({ text }) => text.length > 4 || text.length === 3)) return null;
  if (month !== null) {
    if (numbers.length === 1 && wide(0)) return [a!, month.month, 1];
    if (numbers.length !== 2) return null;
    return wide(0) ? [a!, month.month, b!] : [fullYear(b!), month.month, a!];
  }
  if (numbers.length !== 3) return null;
  const { mark } = numbers[0]!;
  if (wide(0)) return [a!, b!, c!];
  if (wide(2)) return [c!, ...dayFirst(a!, b!, mark !== "/")];
  if (mark === ".") return [fullYear(c!), b!, a!];
  return mark === "/" && a! <= 12 ? [fullYear(c!), ...dayFirst(a!, b!, false)] : [fullYear(a!), b!, c!];
}

/** Month and day of two numbers: in the order of their country, unless that makes a month of 13 or more. */
function dayFirst(a: number, b: number, likely: boolean): [number, number] {
  const isDayFirst = likely ? b <= 12 : a > 12;
  return isDayFirst ? [b, a] : [a, b];
}
