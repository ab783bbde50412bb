import { stem } from "./stem.js";
import { normalise } from "./tokens.js";

/** Longest text whose numbers count, in UTF-16 units: further down they are background. */
const NUMBERS_WITHIN = 600;

const NUMBER = /(?<![\p{L}\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[\s-]?(\p{L}+))?/gu;
const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A number with what it counts, as far as the word behind it tells: `80` `kilometr`, `8` `년`. */
export interface Quantity {
  value: string;
  unit: string | null;
}

/** The numbers of a title and the head of its text, in order, each pair once. */
export function quantitiesIn(title: string, text: string): Quantity[] {
  const found = new Map<string, Quantity>();
  for (const [, digits, word] of normalise(`${title} . ${text.slice(0, NUMBERS_WITHIN)}`).matchAll(NUMBER)) {
    const value = digits!.replaceAll(",", "");
    const unit = unitOf(word);
    found.set(`${value} ${unit}`, { value, unit });
  }
  return [...found.values()];
}

function unitOf(word: string | undefined): string | null {
  if (word === undefined) return null;
  return CJK.test(word) ? word.slice(0, 1) : stem(word);
}
