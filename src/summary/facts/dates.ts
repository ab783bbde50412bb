/** Calendar days as running text names them, read against the day of publication. */

export interface NamedDay {
  /** ISO 8601 calendar day. */
  day: string;
  start: number;
  end: number;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?|july?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?)";
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DAY_MS = 86_400_000;

interface Parts {
  year: number | "last" | null;
  /** Null where the day alone is named: the last such day. */
  month: number | null;
  date: number;
}

const FORMS: readonly [RegExp, (match: RegExpExecArray) => Parts][] = [
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:,? (\\d{4}))?`, "giu"),
    (m) => ({ year: yearOf(m[3]), month: monthOf(m[1]!), date: Number(m[2]) }),
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}\\b(?:,? (\\d{4}))?`, "giu"),
    (m) => ({ year: yearOf(m[3]), month: monthOf(m[2]!), date: Number(m[1]) }),
  ],
  [
    /(?:(\d{4})[년年]\s?|(지난해|작년|昨年|去年)\s?)?(\d{1,2})[월月]\s?(\d{1,2})[일日]/gu,
    (m) => ({ year: m[2] === undefined ? yearOf(m[1]) : "last", month: Number(m[3]), date: Number(m[4]) }),
  ],
  [
    // "5일", as Korean, Japanese and Chinese news name a day of this month; not "5일간", a span of days.
    /(?<![\p{N}.,월月])(?:지난 )?(\d{1,2})(?:일(?!\s?(?:간|째|동안|만에|정도|연속|이상|이내|이하|뒤|후|전|앞))|日(?!\s?(?:間|前|後|间|后|内|以)))/gu,
    (m) => ({ year: null, month: null, date: Number(m[1]) }),
  ],
  [/\b(\d{4})-(\d{2})-(\d{2})\b/gu, (m) => ({ year: Number(m[1]), month: Number(m[2]), date: Number(m[3]) })],
];
/** Months of the other languages that are read, January to December, as they stand behind a day. */
const OTHER_MONTHS = [
  "января|janvier|enero|januar|jänner",
  "февраля|février|febrero|februar",
  "марта|mars|marzo|märz",
  "апреля|avril|abril",
  "мая|mai|mayo",
  "июня|juin|junio|juni",
  "июля|juillet|julio|juli",
  "августа|août|agosto",
  "сентября|septembre|septiembre|september",
  "октября|octobre|octubre|oktober",
  "ноября|novembre|noviembre|november",
  "декабря|décembre|diciembre|dezember",
].map((names) => new RegExp(`^(?:${names})$`, "iu"));
const OTHER_DAY =
  /(?<![\p{L}\p{N}.,])(\d{1,2})(?:er|\.|º|-го)? (?:de )?([\p{Ll}\p{Lu}]\p{L}{2,9})(?!\p{L})(?:,? (?:de )?(\d{4})(?!\d))?/gu;
const WEEKDAY = /\b(?:on |last |this )?(sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b/giu;
const RELATIVE = /\b(today|yesterday)\b|(오늘|어제)/giu;

/**
 * The days a text names, in order. A day without a year is the one nearest before publication (a few days after it
 * allowed, for what is announced); a weekday is the last one. Without a day of publication only full dates count.
 *
 * @param publishedAt ms since 1970 UTC, or null
 */
export function namedDays(text: string, publishedAt: number | null): NamedDay[] {
  const found: NamedDay[] = [];
  const add = (match: RegExpExecArray, day: string | null) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const taken = found.some((other) => start < other.end && end > other.start);
    if (day !== null && !taken) found.push({ day, start, end });
  };
  for (const [form, read] of FORMS)
    for (const match of text.matchAll(form)) add(match, dayOf(read(match), publishedAt));
  for (const match of text.matchAll(OTHER_DAY)) {
    const month = OTHER_MONTHS.findIndex((names) => names.test(match[2]!)) + 1;
    if (month > 0) add(match, dayOf({ year: yearOf(match[3]), month, date: Number(match[1]) }, publishedAt));
  }
  if (publishedAt !== null) {
    for (const match of text.matchAll(WEEKDAY)) add(match, lastWeekday(match[1]!, publishedAt));
    for (const match of text.matchAll(RELATIVE)) {
      const back = /yesterday|어제/iu.test(match[0]) ? DAY_MS : 0;
      add(match, iso(publishedAt - back));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Before a day, words that make it that of telling, or an end of what went on, and not that of what happened. */
const TELLING =
  /\b(?:(?:released|published|reported|issued|posted|announced|shared)(?: by(?: \p{L}+){1,5})?|said|says|(?:told|briefed)(?: \p{L}+){0,3}|began|started|until|since|by|between)(?: (?:on|late|early|earlier|the|last|from|in))* $/iu;
/** "... 7일 알려졌다", "研究所22日说": right behind the day; "...ことが22日、分かった": right before it. */
const TELLING_AFTER =
  /^\s?(?:알려졌|밝혔|밝혀졌|전했|보도|발표|공개|说|說|表示|称|稱|宣布|报道|報道|透露|公布|发布|發布|电|電|讯|訊|に?(?:発表|公表|報じ|述べ|明らか))/u;
const TELLING_BEFORE = /ことが\s?$/u;
/** So many characters before a day are looked at. */
const WORDS_BEFORE = 60;

/** Is the day that on which something was told, and not one on which it happened? */
export function isOfTelling(text: string, { start, end }: NamedDay): boolean {
  const before = text.slice(Math.max(0, start - WORDS_BEFORE), start);
  return TELLING.test(before) || TELLING_BEFORE.test(before) || TELLING_AFTER.test(text.slice(end, end + 8));
}

/** Days from one ISO calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function yearOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function dayOf({ year, month, date }: Parts, publishedAt: number | null): string | null {
  if (date < 1 || date > 31) return null;
  if (month === null) return publishedAt === null ? null : lastOfMonth(date, publishedAt);
  if (month < 1 || month > 12) return null;
  if (typeof year === "number") return real(year, month, date);
  if (publishedAt === null) return null;
  const own = new Date(publishedAt).getUTCFullYear();
  if (year === "last") return real(own - 1, month, date);
  const same = real(own, month, date);
  return same !== null && Date.parse(same) <= publishedAt + AHEAD_DAYS * DAY_MS ? same : real(own - 1, month, date);
}
/** An announced day may lie so far ahead of publication. */
const AHEAD_DAYS = 60;

function real(year: number, month: number, date: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 ? at.toISOString().slice(0, 10) : null;
}

/** The day of this month, or of the one before where this month's is further off than tomorrow. */
function lastOfMonth(date: number, publishedAt: number): string | null {
  const at = new Date(publishedAt);
  const own = real(at.getUTCFullYear(), at.getUTCMonth() + 1, date);
  if (own !== null && Date.parse(own) <= publishedAt + DAY_MS) return own;
  const before = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 1));
  return real(before.getUTCFullYear(), before.getUTCMonth() + 1, date);
}

/** Tomorrow's weekday is tomorrow: six days ago has another name by then, and east of Greenwich tomorrow is here. */
function lastWeekday(name: string, publishedAt: number): string {
  const back = (new Date(publishedAt).getUTCDay() - WEEKDAYS.indexOf(name.toLowerCase()) + 7) % 7;
  return iso(publishedAt - (back === 6 ? -1 : back) * DAY_MS);
}

/** Hours ahead of UTC where the news of a language is mostly written. */
const HOURS_AHEAD: Record<string, number> = { ko: 9, ja: 9, zh: 8, ru: 3 };

/** An instant moved so that its UTC day is the calendar day where news in that language is written. */
export function localTime(at: number, language: string | null): number {
  return at + (HOURS_AHEAD[language?.slice(0, 2).toLowerCase() ?? ""] ?? 0) * 3_600_000;
}
