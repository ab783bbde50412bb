/**
 * How a name is written in a pack, and the patterns it stands for.
 *
 *   missil*      anything may follow           "*미사일"   anything may precede (quote it: YAML reads * as an alias)
 *   =NADA        in this case only
 *
 * A joint (space, hyphen, full stop of an initial) may be there or not: Hwasong-17 is Hwasong 17 and Hwasong17.
 */

import { literalPattern } from "../patterns.js";
import { fold, folding, Kind, type KindOf, Mark, symbolAt } from "./fold.js";

export interface Name {
  /** As written in the pack, without marks. */
  label: string;
  openLeft: boolean;
  openRight: boolean;
  /** Letters as they must stand, or null when case does not matter. */
  exact: string | null;
  /** A plural or possessive ending may follow. */
  inflects: boolean;
  /** Languages in which alone it counts, or null for all. */
  language: string | null;
  /** What must follow the symbols, for a name with a star or a sign inside (`nuclear weapon* test`, AT&T): from the end of its beginning. */
  tail: RegExp | null;
  /** Symbols to look for; one that starts with a soft mark starts at a word's beginning. */
  patterns: number[][];
}

/** Longest name, in characters; it bounds the memory of one pattern. */
export const MAX_NAME_CHARS = 120;
/** Joints up to which every combination of present and absent is made. */
const MAX_FREE_JOINTS = 3;
/** Hangul names from so many syllables on are plain enough that a compound may follow (동창리발사장). */
const OPEN_SYLLABLES = 3;
/** Shorter Latin names take no plural. */
const MIN_INFLECTED_CHARS = 4;
/** Endings of Korean places that are written joined or apart: Sanumdong, Sanum-dong. */
const PLACE_ENDING = /^(\p{Ll}{3,})(dong|ri|ni)$/u;
/** Aspirates of the two romanisations in use: Sinpho, Sinpo; Nampho, Nampo. */
const ASPIRATE = /(?<=\p{L})([pkt])h(?=[aeiouy])/giu;

/** McCune and Reischauer's mark of a first letter, which else reads as an initial's: P'unggye-ri, T'aep'odong. */
const FIRST_ASPIRATE = /^([ptk])(?=[aeiouy])/iu;

/** The name that a written form stands for; `romanised` names come with their other romanisations. Null when nothing of it can be looked for. */
export function parseName(written: string, language: string | null = null, romanised = false): Name | null {
  let label = written.trim().normalize("NFC");
  const exactCase = label.startsWith("=");
  if (exactCase) label = label.slice(1).trim();
  const starLeft = label.startsWith("*");
  if (starLeft) label = label.slice(1).trim();
  const starRight = label.endsWith("*");
  if (starRight) label = label.slice(0, -1).trim();
  const whole = label;
  label = label.replace(OUTER_SIGNS, "");
  const cut = cutOf(label);
  const tail = cut < 0 ? null : tailOf(label.slice(cut), starRight, exactCase);
  if (tail) label = label.slice(0, cut).trim();
  const symbols = fold(label);
  if (symbols.length === 0) return null;
  const { kind } = folding();
  const letters = symbols.filter((symbol) => symbol > Mark.composing);
  const first = kind[symbols[0]!] as KindOf;
  const last = kind[symbols.at(-1)!] as KindOf;
  const atWordStart = !starLeft && (first === Kind.word || first === Kind.digit);
  return {
    label: whole,
    tail,
    openLeft: starLeft || first !== Kind.hangul,
    openRight:
      tail !== null || starRight || (last === Kind.hangul ? letters.length >= OPEN_SYLLABLES : last > Kind.hangul),
    exact: exactCase ? lettersOf(label) : null,
    inflects: last === Kind.word && letters.length >= MIN_INFLECTED_CHARS,
    language,
    patterns: spellings(label, romanised).map((one) => (atWordStart ? [Mark.soft, ...one] : one)),
  };
}

/** Letters and digits of a text as given, for names whose case counts. */
export function lettersOf(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
}

/** Letters that a star inside a name stands for, at most. */
const STAR = "[\\p{L}\\p{M}]{0,12}";
/** Longest piece of text that the rest of a name with a star inside is looked for in. */
export const MAX_TAIL_CHARS = 2 * MAX_NAME_CHARS;

/** Signs that end a sentence or open a bracket are no part of a name; what stands at its end else is (C++, 50%). */
const OUTER_SIGNS = /^[^\p{L}\p{M}\p{N}*]+|[\s.,;:!?…()[\]{}"'“”‘’«»‹›„·\-–—]+$/gu;

/**
 * Where the part of a name ends that the automaton can look for: at a star inside, or at a sign that ends words (AT&T,
 * Procter & Gamble, 10.5) with the space before it. -1 where all of it can be looked for.
 */
function cutOf(label: string): number {
  const table = folding();
  for (let at = 0; at < label.length; at++) {
    if (label[at] === "*" || symbolAt(label, at, table) === Mark.hard) return label.slice(0, at).trimEnd().length;
  }
  return -1;
}

/** The rest of a name from there on, as an expression that stands where its beginning ended. */
function tailOf(rest: string, open: boolean, exactCase: boolean): RegExp {
  const parts = rest
    .normalize("NFC")
    .split(/\*+/)
    .map((part) => {
      const words = part.split(/[\s-]+/).map((word) => literalPattern(word).replace(/[её]/giu, "[её]"));
      return words.join("[\\s\\-]{1,3}");
    });
  return new RegExp(`^${parts.join(STAR)}${open ? "" : "(?![\\p{L}\\p{N}])"}`, exactCase ? "u" : "iu");
}

function spellings(label: string, romanised: boolean): number[][] {
  const forms = [label];
  const place = PLACE_ENDING.exec(label.toLowerCase());
  if (place) forms.push(`${place[1]} ${place[2]}`);
  if (romanised) {
    forms.push(...forms.map((form) => form.replace(ASPIRATE, "$1")));
    forms.push(...forms.map((form) => form.replace(FIRST_ASPIRATE, "$1'")));
  }
  const found = new Map<string, number[]>();
  for (const form of forms) {
    for (const symbols of joinings(fold(form))) found.set(symbols.join(), symbols);
  }
  return [...found.values()];
}

/** The ways of writing soft joints: each there or not, for up to MAX_FREE_JOINTS; beyond that all or none. */
function joinings(symbols: number[]): number[][] {
  const joints = symbols.flatMap((symbol, at) => (symbol === Mark.soft ? [at] : []));
  const masks =
    joints.length <= MAX_FREE_JOINTS ? Array.from({ length: 1 << joints.length }, (_, mask) => mask) : [0, -1];
  return masks.map((mask) =>
    symbols.filter((_, at) => !joints.includes(at) || ((mask >> joints.indexOf(at)) & 1) === 0),
  );
}
