import { AGENCIES, type Agency } from "./agencies.js";
import { withoutMarkup } from "./tokens.js";

/** How far from either end a credit line stands, in UTF-16 units. */
const HEAD = 200;
const TAIL = 160;
/** Characters of a dateline before the agency: place and day. */
const DATELINE = 48;
/** Longest byline that is read. */
const BYLINE = 160;

interface Patterns {
  agency: string;
  /** Anywhere at the head or the end: `(Reuters)`, `/TASS/`, `- AFP`, `Source: TASS`, `© AP`, `(서울=연합뉴스)`. */
  credit: RegExp[];
  /** At the very beginning: `CAIRO AP --`, `МОСКВА, 8 мар - РИА Новости.`, `【平壌共同】`, `新华社北京3月8日电`. */
  dateline: RegExp[];
  byline: RegExp[];
  /** `Yonhap reported`, `according to KCNA`, `연합뉴스가 보도했다`. */
  cited: RegExp;
}

const VERB = "report(?:s|ed)?|said|says|quoted|cited|announced";
const OPEN = "[(（\\[【〔/=—–|-]";
const CLOSE = "[)）\\]】〕/=—–|-]";
const SOURCE = "(?:source|출처|자료|제공|出典|出所|来源|來源|источник|via|by|with)";
const RIGHTS = "(?:©|ⓒ|\\(c\\)|copyright|저작권자)(?: ?\\(c\\)| ?©| ?ⓒ)?(?: ?(?:19|20)\\d\\d)?[ ,.]*(?:by )?(?:the )?";
/** What ends a name: no letter of its own alphabet follows. */
const END = "(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])";
const START = "(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])";

const patterns: Patterns[] = AGENCIES.map((one) => ({
  agency: one.agency,
  credit: written(one, (names) => [
    `${OPEN}\\s?(?:${names})\\s?(?:${CLOSE}|$)`,
    `[—–-]\\s?(?:${names})\\s?[.。]?\\s*$`,
    `${START}${SOURCE}[:： ]+(?:${names})${END}`,
    `${RIGHTS}(?:${names})${END}`,
  ]),
  dateline: [
    ...written(one, (names) => [
      `^[^.。!?]{0,${DATELINE}}?(?:${names})\\s?(?:—|–|--|-\\s)`,
      `^[^.。!?]{2,${DATELINE}}?\\.?\\s[—–-]\\s?(?:${names})[.。]`,
      `^.{0,12}(?:${names})[^，。,.]{1,20}[电電]`,
    ]),
    bracketed(one),
  ],
  byline: written(one, (names) => [`${START}(?:${names})${END}`]),
  cited: new RegExp(
    `(?<!\\p{L})(?:${one.names})(?: news agency)?,? (?:has |have |had )?(?:${VERB})(?!\\p{L})|` +
      `(?:according to|citing|quoted by|seen by|told|report by|reported by)(?: \\p{L}+){0,4} (?:${one.names})(?!\\p{L})|` +
      `[:—–-] ?(?:${one.names})\\s*$|(?:${one.names})(?:이|가|은|는|에 따르면|を通じて|が|によると)[^.。]{0,60}(?:보도|전했|밝혔|報じ|伝え)|` +
      `(?:${one.names})에 따르면|(?:${one.names})(?:報|报道|報道)`,
    "iu",
  ),
}));

/** The patterns for an agency's names in any case, and for its short names in capitals. */
function written({ names, capitals }: Agency, patternsOf: (names: string) => string[]): RegExp[] {
  const any = patternsOf(names).map((pattern) => new RegExp(pattern, "iu"));
  if (capitals === undefined) return any;
  // The case of the words around a credit does not matter either; that of the short name does.
  return [...any, ...patternsOf(capitals).map((pattern) => new RegExp(pattern, "u"))];
}

/** `(서울=연합뉴스)`, `[ソウル 8日 ロイター]`, `【平壌共同】`: place, day and agency in brackets at the beginning. */
function bracketed({ names, inDateline }: Agency): RegExp {
  const all = inDateline === undefined ? names : `${names}|${inDateline}`;
  return new RegExp(
    `^\\s?[(（\\[【〔][^)）\\]】〕]{1,16}(?:${all})[^)）\\]】〕\\p{Script=Latin}]{0,8}[)）\\]】〕]`,
    "iu",
  );
}

/** An agency as a publisher: the name alone, or its short form in feeds. */
const whole = AGENCIES.map(({ agency, names }) => ({
  agency,
  name: new RegExp(
    `^(?:${names}|${agency}${agency === "yonhap" ? "|yna" : ""})(?: (?:world|english|korean|news))?$`,
    "iu",
  ),
}));

/** The agency whose copy this is, by its byline or a credit line at the head or the end; null when none is credited. */
export function creditOf(text: string, byline: string | null = null): string | null {
  const plain = withoutMarkup(text).trim();
  const head = plain.slice(0, HEAD);
  const ends = [head, plain.length > HEAD ? plain.slice(-TAIL) : ""];
  const author = byline?.slice(0, BYLINE) ?? "";
  const found = patterns.find(
    ({ credit, dateline, byline: named }) =>
      named.some((pattern) => pattern.test(author)) ||
      dateline.some((pattern) => pattern.test(head)) ||
      ends.some((end) => credit.some((pattern) => pattern.test(end))),
  );
  return found?.agency ?? null;
}

/** The agency or paper that a report says it has its news from, in its title or lead; null when it names none. */
export function citedBy(title: string, text: string): string | null {
  const lead = withoutMarkup(text).slice(0, HEAD * 2);
  return patterns.find(({ cited }) => cited.test(title) || cited.test(lead))?.agency ?? null;
}

/** The agency that a publisher is; null for other publishers. */
export function agencyNamed(publisher: string | null): string | null {
  if (publisher === null) return null;
  return whole.find(({ name }) => name.test(publisher.trim()))?.agency ?? null;
}
