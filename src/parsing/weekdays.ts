/**
 * Names of the days of the week, which a date need not have and may have anywhere. From the runtime's own CLDR data, in
 * the languages that feeds are written in; Chinese, Japanese and Korean ones by their pattern.
 */
const LOCALES =
  "en de fr es pt it nl sv da nb fi et lv lt pl cs sk hu ro sl hr el ru uk bg sr tr az id ms ca sq he ar fa ka sw th hi ur bn vi";
/** 2023-01-01 was a Sunday. */
const SUNDAY = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;
/** Of short names only English ones: those of other languages are months, zones or words in the next. */
const SHORT = "sun mon tue tues wed thu thur thurs fri sat".split(" ");

const EAST_ASIAN = /(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[日月火水木金土]曜日?|[일월화수목금토]요일/g;

let names: RegExp | null = null;

/** @param text in lower case, without accents */
export function withoutWeekdays(text: string): string {
  names ??= namesPattern();
  return text.replace(EAST_ASIAN, " ").replace(names, " ");
}

function namesPattern(): RegExp {
  const all = new Set(LOCALES.split(" ").flatMap((locale) => namesIn(locale)));
  const sorted = [...all, ...SHORT].sort((a, b) => b.length - a.length);
  const escaped = sorted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\d])(?:${escaped.join("|")})(?![\\p{L}\\d])\\.?,?`, "gu");
}

function namesIn(locale: string): string[] {
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { weekday: "long", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) =>
    format
      .format(SUNDAY + day * DAY_MS)
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .normalize("NFC")
      .toLowerCase(),
  );
}
