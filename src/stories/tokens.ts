import { stem } from "./stem.js";

/** Longest text looked at, in UTF-16 units: what follows is background in any news text. */
export const MAX_TEXT_CHARS = 2_000;

/** Words so common in English that they carry nothing even before frequencies are known. */
const STOP = new Set(
  (
    "a an the and or but if of to in on at by for with from as is are was were be been being it its this that these " +
    "those he she they them his her their him we our you your i my me not no nor so than then too very can could " +
    "will would shall should may might must do does did done has have had having about after before over under again " +
    "into out up down off more most other some such only own same just also now new say said tell told u via per amid " +
    "among between while during against who whom which what when where why how all any both each few there here " +
    "because until through since get got ll ve re d s t m don"
  ).split(" "),
);

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", rsquo: "'" };
const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const RUN =
  /\p{Script=Hangul}+|\p{Script=Han}+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|[\p{L}\p{M}]+|\d[\d.,]*/gu;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['.,][\p{L}\p{N}]+)*/gu;

/** Text without tags and character references, for feeds that hand on their markup. */
export function withoutMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return text
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi, (_, name: string) => reference(name))
    .replace(/<[^>]{0,2000}>/g, " ")
    .replace(/&[a-z]{2,8};/gi, " ");
}

/** One case, one width, one apostrophe; initials and the two country names that look like words made safe. */
export function normalise(text: string): string {
  return withoutMarkup(text)
    .normalize("NFKC")
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/\b([A-Z])\.(?=[A-Z]\.?)/g, "$1")
    .replace(/\bUS\b/g, "usa")
    .toLowerCase();
}

/**
 * The terms of a text in order: stems of words in alphabetic scripts, overlapping pairs of letters in Hangul, Han and
 * Kana (which need no dictionary to find word boundaries), numbers without thousands separators. Stop words are left out.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [word] of normalise(text).matchAll(WORD)) {
    if (CJK.test(word)) pushCjk(word, terms);
    else if (/^\d/.test(word)) terms.push(word.replaceAll(",", ""));
    else for (const part of word.split(/[.,]/)) pushWord(part, terms);
  }
  return terms;
}

function pushWord(part: string, terms: string[]): void {
  const bare = part.replace(/'s$/, "").replaceAll("'", "").normalize("NFKD").replace(/\p{M}/gu, "");
  if (bare.length < 2 && !/\d/.test(bare)) return;
  if (!STOP.has(bare)) terms.push(stem(bare));
}

function pushCjk(word: string, terms: string[]): void {
  for (const [run] of word.matchAll(RUN)) {
    if (!CJK.test(run)) terms.push(run);
    else if (run.length === 1 && /\p{Script=Han}/u.test(run)) terms.push(run);
    else for (let i = 0; i + 2 <= run.length; i++) terms.push(run.slice(i, i + 2));
  }
}

function reference(name: string): string {
  if (name[0] !== "#") return ENTITIES[name.toLowerCase()] ?? " ";
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}
