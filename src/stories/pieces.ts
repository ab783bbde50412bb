import type { Named } from "./glossary.js";
import { normalise, termsOf } from "./tokens.js";

/** Letters of a run of Han that stand for one thing at most: Chinese sets no spaces. */
const HAN_LETTERS = 6;

const WORDS =
  /\p{Script=Hangul}+|\p{Script=Han}+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|[^\s\p{Script=Hangul}\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]+/gu;
const HAN = /^\p{Script=Han}/u;

/**
 * To which piece of the text each term belongs. The pairs of letters of one word, the parts of `Punggye-ri`, and all
 * words of a name that the glossary knows are one piece: two texts that share them share one thing, not many.
 * @param named the names that the glossary finds in the texts
 */
export function piecesOf(texts: string[], named: Named[]): Map<string, string> {
  const pieces = new Map<string, string>();
  for (const { concept, terms } of named) {
    for (const term of [concept, ...terms]) if (!pieces.has(term)) pieces.set(term, concept);
  }
  for (const text of texts) {
    for (const [word] of normalise(text).matchAll(WORDS)) {
      for (const part of HAN.test(word) ? cut(word) : [word]) {
        for (const term of termsOf(part)) if (!pieces.has(term)) pieces.set(term, part);
      }
    }
  }
  return pieces;
}

/** Overlapping by one letter, so that no pair of letters is lost. */
function cut(word: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at === 0 || at + 1 < word.length; at += HAN_LETTERS)
    parts.push(word.slice(at, at + HAN_LETTERS + 1));
  return parts;
}
