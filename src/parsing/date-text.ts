/**
 * A date's text as one writing: lower case without accents, ASCII digits, the Chinese, Japanese and Korean marks as
 * separators, clock times with colons, weekdays and labels gone. What is left has the same few shapes in any language.
 */
import { withoutWeekdays } from "./weekdays.js";

/** Zeros of the decimal digits that feeds use beside ASCII's (Unicode general category Nd). */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
/** Years before the first of an era, by its name. */
const ERAS: Record<string, number> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  민국: 1911,
  民國: 1911,
  民国: 1911,
  主體: 1911,
  主体: 1911,
  주체: 1911,
};
const ERA = new RegExp(`(${Object.keys(ERAS).join("|")})\\s?(\\d{1,3}|元)(?:\\s?\\(\\d{4}\\))?\\s?[年년]`);
/** Words such as "Last updated:" in front of a date. */
const LABEL = /^(?=[^:]{1,30}:(?!\d))(?:\p{L}+\s?){1,4}\s?:\s?/u;
/** A zone in brackets says what brackets elsewhere only explain. */
const BRACKETED_ZONE = /[([]\s*((?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{2})?|[a-z]{3,5}|[a-z]{3,12}\/[a-z_/]{2,30})\s*[)\]]/g;
/** Years of the Thai calendar are 543 ahead (Buddhist era); none of them can be one of ours. */
const THAI = /\p{Script=Thai}/u;
const THAI_YEAR = /(?<!\d)2[4-7]\d\d(?!\d)/;
const THAI_LEAD = 543;

/** @param text a trimmed date, at most some hundred characters */
export function dateText(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .replace(/[^ -~]|\|/gu, asciiDigit)
    .toLowerCase()
    .replace(LABEL, "");
  const eastern = /[年월月년日일時时시点分분]/.test(plain) ? fromEastAsian(plain) : plain;
  return withoutWeekdays(spelledOut(eastern))
    .replace(THAI.test(eastern) ? THAI_YEAR : /$^/, (year) => String(Number(year) - THAI_LEAD))
    .replace(BRACKETED_ZONE, " $1 ")
    .replace(/\([^)]*\)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function asciiDigit(char: string): string {
  const code = char.codePointAt(0)!;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? (MARKS.get(char) ?? char) : String(code - zero);
}

/** What stands for a hyphen before a zone, and what only separates. */
const MARKS = new Map([..."−‐‑–—"].map((dash) => [dash, "-"]));
for (const mark of "|•·،") MARKS.set(mark, " ");

/** `2026年3月18日 午後3時15分`, `令和8年...`, `二〇二六年三月十八日`, `2026년 3월 18일 오후 3시`. */
function fromEastAsian(text: string): string {
  return text
    .replace(/[〇零一二三四五六七八九十]+(?=[年月日時时点分])/g, hanNumber)
    .replace(ERA, (_, era: string, year: string) => `${ERAS[era]! + (year === "元" ? 1 : Number(year))}年`)
    .replace(/(\d)\s*[年년]\s*/g, "$1-")
    .replace(/(\d)\s*[月월]\s*/g, "$1-")
    .replace(/(\d)\s*[日일]\s*/g, "$1 ")
    .replace(
      /(\d{1,2})\s*[時时시点]\s*(?:(\d{1,2})\s*[分분]\s*)?(?:(\d{1,2})\s*[秒초])?/g,
      (_, hour, minute, second) => `${hour}:${minute ?? "00"}:${second ?? "00"} `,
    );
}

const HAN_DIGITS = "〇一二三四五六七八九";

/** `二〇二六` digit by digit, `十八` and `二十五` with their tens. */
function hanNumber(text: string): string {
  const digit = (char: string | undefined) => (char === undefined ? "" : HAN_DIGITS.indexOf(char.replace("零", "〇")));
  const [tens, ones] = text.split("十");
  if (ones === undefined) return [...text].map(digit).join("");
  return String((tens === "" ? 1 : Number(digit(tens))) * 10 + Number(digit(ones)));
}

/** Clock times with other marks, and dates whose parts are named, as the usual shapes. */
function spelledOut(text: string): string {
  return text
    .replace(/(?<=كانون|تشرين) (?=ال)/g, "") // names of two words
    .replace(/(\d{1,2}) thang (\d{1,2}),? nam (\d{4})/, "$3-$2-$1 ")
    .replace(/(?<!\d)(\d{1,2})\s?h\s?(\d{2})(?!\d)/, "$1:$2")
    .replace(/(?<!\d)(\d{1,2})\s?h(?![a-z\d])/, "$1:00")
    .replace(DOTTED_CLOCK, (_, before: string, hour, minute, second) => `${before}${hour}:${minute}:${second ?? "00"}`);
}

/** `2026 10.15.00`, `ore 10.15`, `3.15pm`: dots mean a clock where a year or the word for it stands before, or am, pm after. */
const DOTTED_CLOCK =
  /((?<!\d)\d{4},?\s+|\b(?:ore|kl|klo|um|at|pukul|jam)\.?\s+|\s(?=[\d.]{3,8}\s?[ap]\.?m\b))(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])/;
