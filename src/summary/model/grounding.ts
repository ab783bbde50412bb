/** Whether a sentence that a model wrote stands in the sentences it cites. */
import { STARTERS } from "../abbreviations.js";
import { terms } from "../tokens.js";
import { strangeNames } from "./caseless.js";
import { numbersOf } from "./figures.js";

/** Why a sentence was dropped; null when it stands. */
export type Fault = "empty" | "address" | "number" | "quotation" | "name" | "wording" | null;

/** Share of a sentence's counted words that its sources must have; the rest may be the model's own joining words. */
const SUPPORTED = 0.6;

/** Addresses and calls of channels have no place in a summary, whatever the source says. */
const ADDRESS = /(?:https?:|www\.)\S|\b\S+@\S+\.\S|[<@](?:!|here|channel|everyone)|<[@#!]/iu;
const QUOTATION = /["“„「『«]([^"”“」』»]{2,})["”“」』»]/gu;

/**
 * @param sentence what the model wrote, in the language of its sources
 * @param sources the text of the sentences it cites, joined
 */
export function faultOf(sentence: string, sources: string): Fault {
  const strict = figuresFault(sentence, sources);
  if (strict !== null) return strict;
  const folded = fold(sources);
  for (const [, quoted] of sentence.matchAll(QUOTATION)) if (!folded.includes(fold(quoted!))) return "quotation";
  if (namesOf(sentence).some((name) => !folded.includes(stemOf(fold(name))))) return "name";
  if (openingsOf(sentence).some((word) => !folded.includes(headOf(fold(word))))) return "name";
  if (strangeNames(sentence, folded).length > 0) return "name";
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

/** The writing of languages that do not use Latin letters; of others it is not known here. */
const WRITING: Record<string, RegExp> = {
  ko: /\p{Script=Hangul}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  zh: /\p{Script=Han}/u,
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
};
const LATIN = new Set("en fr de es it pt nl sv no da fi pl cs tr vi id".split(" "));
/** A translation may be so many times as long as the original, between scripts with short and with long words. */
const LONGEST_RATIO = 4;
const SPARE_CHARS = 40;

/**
 * Can this be a translation? Its figures are the source's, it is in the writing of its language and not much longer: what
 * else it says cannot be checked without another model.
 *
 * @param language BCP 47, or null where none was asked for
 */
export function translates(translation: string, original: string, sources: string, language: string | null): boolean {
  if (figuresFault(translation, sources) !== null) return false;
  if (translation.length > original.length * LONGEST_RATIO + SPARE_CHARS) return false;
  const own = language?.slice(0, 2).toLowerCase() ?? "";
  const writing = WRITING[own] ?? (LATIN.has(own) ? /\p{Script=Latin}/u : null);
  return writing === null || writing.test(translation);
}

const CAPITALISED = /\p{Lu}[\p{L}\p{M}\p{N}’'-]*/gu;

function capitalsOf(sentence: string): { word: string; opens: boolean }[] {
  return [...sentence.matchAll(CAPITALISED)].flatMap(({ 0: whole, index }) => {
    const word = whole.replace(/[’']s?$/u, "");
    const opens = /(?:^|[.!?:]\s|["“«(])\s*$/u.test(sentence.slice(0, index));
    return word.length > 1 && !(opens && STARTERS.has(word.toLowerCase())) ? [{ word, opens }] : [];
  });
}

const isPlain = (word: string) => /^\p{Lu}\p{Ll}+$/u.test(word);

/** Words with a capital that a sentence's beginning does not explain. */
function namesOf(sentence: string): string[] {
  return capitalsOf(sentence).flatMap(({ word, opens }) => (opens && isPlain(word) ? [] : [word]));
}

/** Words that open a sentence may be names like all others. */
function openingsOf(sentence: string): string[] {
  return capitalsOf(sentence).flatMap(({ word, opens }) => (opens && isPlain(word) ? [word] : []));
}

/** Of a word that may be none of a name its beginning will do: "Images" stand on "imagery". */
function headOf(word: string): string {
  return word.slice(0, Math.max(SHORTEST_STEM, word.length - LONGEST_SUFFIX));
}
const LONGEST_SUFFIX = 4;

/** Russian bends its names: "Пхеньяне" is "Пхеньян". */
function stemOf(name: string): string {
  const isBent = /^\p{Script=Cyrillic}{5,}$/u.test(name);
  return isBent ? name.slice(0, Math.max(SHORTEST_STEM, name.length - LONGEST_ENDING)) : name;
}
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 2;

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
