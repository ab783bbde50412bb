/**
 * Text as words to search by, alike for what is kept and what is asked. Scripts that write without spaces between
 * words, and Korean with its endings, are cut into pairs of letters: a query of two syllables is then one lookup.
 */

/** Scripts written without spaces, or with endings that hide the word. */
const PAIRED = ["Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"]
  .map((script) => `\\p{Script=${script}}`)
  .join("");
/** Runs of letters and digits; the long sign of Katakana belongs to no script. */
const RUNS = new RegExp(`(?<paired>(?:(?=[\\p{L}\\p{N}])[${PAIRED}ー])+)|(?:(?![${PAIRED}ー])[\\p{L}\\p{N}])+`, "gu");

/** Most texts need none of Unicode's rules, which take ten times as long: beside ASCII they hold dashes and quotes. */
const SIMPLE = /^[\0-\x7f\xa0\xab\xbb\u2010-\u205f]*$/;
/** And the rules for scripts that are paired cost most of that, with every run as an object. */
const A_PAIRED = new RegExp(`[${PAIRED}ー]`, "u");
const UNPAIRED_RUNS = /[\p{L}\p{N}]+/gu;

/** Further text of one document is not searched. */
const MAX_CHARS = 40_000;
/** Longer words are cut; nobody types them whole, and PostgreSQL takes 2,046 bytes at most. */
const MAX_WORD_CHARS = 64;
/** Words of one query. */
const MAX_QUERY_WORDS = 32;

/** Case, width, accents and vowel signs do not count; Hangul is put together again after they are taken off. */
function plain(text: string): string {
  return text
    .slice(0, MAX_CHARS)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC")
    .toLowerCase();
}

/** The distinct words of a document, pairs where the script asks for them. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  const cut = text.slice(0, MAX_CHARS);
  if (SIMPLE.test(cut)) addSimpleWords(cut.toLowerCase(), words);
  else addWords(plain(cut), words);
  return [...words];
}

/** The runs of small letters and digits, without an expression and its objects for each. */
function addSimpleWords(text: string, words: Set<string>): void {
  let from = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (from === -1) from = at;
    } else if (from !== -1) {
      words.add(text.slice(from, Math.min(at, from + MAX_WORD_CHARS)));
      from = -1;
    }
  }
}

function addWords(text: string, words: Set<string>): void {
  if (!A_PAIRED.test(text)) {
    for (const run of text.match(UNPAIRED_RUNS) ?? []) words.add(run.slice(0, MAX_WORD_CHARS));
    return;
  }
  for (const { 0: run, groups } of text.matchAll(RUNS)) {
    const letters = groups?.["paired"] === undefined ? [] : [...run];
    if (letters.length === 0) words.add(run.slice(0, MAX_WORD_CHARS));
    for (let at = 0; at < letters.length; at++) words.add(letters[at]! + (letters[at + 1] ?? ""));
  }
}

/** The words of an item as one text, as both dialects take them. */
export function itemWords({ title, text }: { title: string; text: string }): string {
  return wordsOf(`${title}\n${text}`).join(" ");
}

/** The words that a query asks for, each as the beginning of a word; a run of letters that is paired asks for pairs. */
export function queryWords(text: string): string[] {
  const words = new Set<string>();
  for (const { 0: run, groups } of plain(text).matchAll(RUNS)) {
    const letters = groups?.["paired"] === undefined ? [] : [...run];
    if (letters.length < 2) words.add(run.slice(0, MAX_WORD_CHARS));
    for (let at = 0; at + 1 < letters.length; at++) words.add(letters.slice(at, at + 2).join(""));
  }
  return [...words].slice(0, MAX_QUERY_WORDS);
}

const PAIR = new RegExp(`^[${PAIRED}ー]{2}$`, "u");

/** A pair stands in the text as it is; any other word of a query may be the beginning of one. */
export function isWhole(word: string): boolean {
  return PAIR.test(word);
}
