/** Whether a sentence that a model wrote stands in the sentences it cites. */
import { STARTERS } from "../abbreviations.js";
import { terms } from "../tokens.js";

/** Why a sentence was dropped; null when it stands. */
export type Fault = "empty" | "address" | "number" | "quotation" | "name" | "wording" | null;

/** Share of a sentence's counted words that its sources must have; the rest may be the model's own joining words. */
const SUPPORTED = 0.6;

/** Addresses and calls of channels have no place in a summary, whatever the source says. */
const ADDRESS = /(?:https?:|www\.)\S|\b\S+@\S+\.\S|[<@](?:!|here|channel|everyone)|<[@#!]/iu;
const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;
const QUOTATION = /["“「『]([^"”」』]{2,})["”」』]/gu;

const SPELLED = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/**
 * @param sentence what the model wrote, in the language of its sources
 * @param sources the text of the sentences it cites, joined
 */
export function faultOf(sentence: string, sources: string): Fault {
  const strict = figuresFault(sentence, sources);
  if (strict !== null) return strict;
  const folded = fold(sources);
  for (const [, quoted] of sentence.matchAll(QUOTATION)) if (!folded.includes(fold(quoted!))) return "quotation";
  for (const name of namesOf(sentence)) if (!folded.includes(fold(name))) return "name";
  const own = new Set(terms(sentence));
  const given = new Set(terms(sources));
  const supported = [...own].filter((word) => given.has(word)).length;
  return own.size > 0 && supported / own.size < SUPPORTED ? "wording" : null;
}

/** The part of the check that holds across languages: what a translation must keep too. */
export function figuresFault(sentence: string, sources: string): Fault {
  if (!/\p{L}/u.test(sentence)) return "empty";
  if (ADDRESS.test(sentence)) return "address";
  const known = new Set(numbersOf(sources));
  return numbersOf(sentence).every((number) => known.has(number)) ? null : "number";
}

/** Numbers without their separators of thousands; small ones also where they are spelled out. */
function numbersOf(text: string): string[] {
  const digits = [...text.normalize("NFKC").matchAll(NUMBER)].map(([number]) =>
    number.replace(/[,.](?=\p{N}{3}(?!\p{N}))/gu, "").replace(",", "."),
  );
  const spelled = (text.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => {
    const value = SPELLED.indexOf(word);
    return value > 1 ? [String(value)] : [];
  });
  return [...digits, ...spelled];
}

/** Words with a capital that a sentence's beginning does not explain. */
function namesOf(sentence: string): string[] {
  const names: string[] = [];
  for (const match of sentence.matchAll(/\p{Lu}[\p{L}\p{M}\p{N}’'-]*/gu)) {
    const word = match[0].replace(/[’']s?$/u, "");
    const opens = /(?:^|[.!?:]\s|["“(])\s*$/u.test(sentence.slice(0, match.index));
    if (word.length > 1 && !(opens && (STARTERS.has(word.toLowerCase()) || /^\p{Lu}\p{Ll}+$/u.test(word))))
      names.push(word);
  }
  return names;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
