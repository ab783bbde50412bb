/** Finds the watched names in a sentence, so that each platform can mark them. Pure. */
import { absenceOf, foldCase, literalPattern } from "../patterns.js";

export interface Part {
  text: string;
  marked: boolean;
}

/** Names looked for in one sentence, and the marks it gets: more would mark everything and so nothing. */
const MAX_TERMS = 40;
const MAX_TERM_CHARS = 80;
/** One letter names nothing, and would mark half of every word. */
const LEAST_TERM_CHARS = 2;
export const MAX_MARKS = 6;

/** Scripts whose words stand side by side, or take particles: a name may be followed by anything. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * The text cut at the names that stand in it, whatever their case; joined, the parts are the text again. A name of a
 * script with spaces is marked only where it stands as whole words.
 */
export function partsOf(text: string, terms: readonly string[]): Part[] {
  const pattern = patternOf(terms, foldCase(text));
  if (pattern === null) return text === "" ? [] : [{ text, marked: false }];
  const parts: Part[] = [];
  let at = 0;
  let marks = 0;
  const add = (piece: string, marked: boolean) => {
    const last = parts.at(-1);
    if (piece === "") return;
    if (last?.marked === marked) last.text += piece;
    else parts.push({ text: piece, marked });
  };
  for (const match of text.matchAll(pattern)) {
    if (marks === MAX_MARKS) break;
    add(text.slice(at, match.index), false);
    add(match[0], true);
    at = match.index + match[0].length;
    marks += 1;
  }
  add(text.slice(at), false);
  return parts;
}

/**
 * The names that may stand in the text, the longest first, so that `Sohae Station` is one mark and not `Sohae` alone.
 * @param folded the text by `foldCase`
 */
function patternOf(terms: readonly string[], folded: string): RegExp | null {
  const known = [...new Set(terms.map((term) => term.trim()))]
    .filter((term) => term.length >= LEAST_TERM_CHARS && term.length <= MAX_TERM_CHARS && !/\p{Surrogate}/u.test(term))
    .slice(0, MAX_TERMS)
    .filter((term) => !absenceOf(term)(folded))
    .sort((a, b) => b.length - a.length);
  return known.length === 0 ? null : new RegExp(known.map(wholeWords).join("|"), "giu");
}

function wholeWords(term: string): string {
  const [first = "", last = ""] = [[...term][0], [...term].at(-1)];
  const before = /[\p{L}\p{N}]/u.test(first) && !UNSPACED.test(first) ? "(?<![\\p{L}\\p{N}])" : "";
  const after =
    /[\p{L}\p{N}]/u.test(last) && !UNSPACED.test(last) ? "(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}])" : "";
  return `${before}${literalPattern(term).replace(/\s+/g, "\\s+")}${after}`;
}
