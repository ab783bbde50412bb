/** What a text says of when, as far as two texts can contradict each other by it. */
export interface DatesNamed {
  /** Years in four digits. */
  years: string[];
  /** `month-day` of days that are named with their month. */
  days: string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const YEAR = /(?<![\d.,-])(?:19|20)\d\d(?![\d.,]?\d)/g;
const MONTH_DAY = new RegExp(`\\b${MONTH}\\s*(\\d{1,2})(?!\\d)`, "giu");
const DAY_MONTH = new RegExp(`(?<!\\d)(\\d{1,2})\\s+${MONTH}\\b`, "giu");
const CJK_DAY = /(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日]/gu;

/** The dates that a text names outright; "Monday" and "last week" say nothing without a time of writing. */
export function datesNamed(text: string): DatesNamed {
  const days = new Set<string>();
  for (const [, month, day] of text.matchAll(MONTH_DAY)) add(days, monthNumber(month!), Number(day));
  for (const [, day, month] of text.matchAll(DAY_MONTH)) add(days, monthNumber(month!), Number(day));
  for (const [, month, day] of text.matchAll(CJK_DAY)) add(days, Number(month), Number(day));
  return { years: [...new Set(text.match(YEAR) ?? [])], days: [...days] };
}

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

function add(days: Set<string>, month: number, day: number): void {
  if (month >= 1 && month <= 12 && day >= 1 && day <= 31) days.add(`${month}-${day}`);
}
