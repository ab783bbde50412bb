/**
 * Folding: what counts as the same letter, told for each UTF-16 unit alone, so that offsets need no second text.
 * Case, full and half width, Latin accents and the forms of a Chinese character are one; soft joints (space, hyphen)
 * are one symbol; apostrophes inside words vanish.
 */
import { HAN_FORMS } from "./han-forms.js";

/** What a unit is for word boundaries. */
export const Kind = { other: 0, word: 1, digit: 2, hangul: 3, han: 4, kana: 5, unspaced: 6 } as const;
export type KindOf = (typeof Kind)[keyof typeof Kind];

/** Symbols that are no letters. A folded letter is its own unit, which is always above these. */
export const Mark = { hard: 1, skip: 2, soft: 3, dot: 4, apostrophe: 5, composing: 6 } as const;

export interface Folding {
  /** Unit -> symbol: one of Mark, or the folded unit. */
  symbol: Uint16Array;
  /** Unit -> Kind. */
  kind: Uint8Array;
}

const UNITS = 65536;
/** Spaces, hyphens, the middle dots of Korean and Japanese compounds, the underscore of a slug. */
const SOFT = /[\s\u00a0\-\u2010-\u2013\u2212\u00b7\u30fb\u318d\uff0d_]/u;
const APOSTROPHE = /['\u2018\u2019\u02bc\u02bb\u0060\u00b4\uff07]/u;
/** Invisible: soft hyphen, zero-width marks, byte order mark, variation selectors. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]|[\ufe00-\ufe0f]/u;
/** Needs its neighbours: combining marks, single jamo, half-width kana, compatibility ideographs. */
const COMPOSING = /[\u0300-\u036f\u1100-\u11ff\u3099\u309a\uff61-\uff9f\uffa0-\uffdc\uf900-\ufaff]/u;
const HANGUL = /\p{Script=Hangul}/u;
const HAN = /[\p{Script=Han}\u3005\u3007]/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u;
/** Scripts written without spaces besides the above. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ACCENTED = /[\p{Script=Latin}\p{Script=Greek}\u0401\u0451]/u;

let made: Folding | null = null;

/** The folding tables; made once, on first use (some 40 ms). */
export function folding(): Folding {
  made ??= make();
  return made;
}

function make(): Folding {
  const symbol = new Uint16Array(UNITS);
  const kind = new Uint8Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    const char = String.fromCharCode(unit);
    kind[unit] = kindOf(unit, char);
    symbol[unit] = symbolOf(unit, char, kind[unit] as KindOf);
  }
  for (const forms of HAN_FORMS.split(" ")) {
    const plain = forms.charCodeAt(0);
    for (const form of forms.slice(1)) symbol[form.charCodeAt(0)] = plain;
  }
  return { symbol, kind };
}

function kindOf(unit: number, char: string): KindOf {
  if (unit < 0x80) return /[a-z]/i.test(char) ? Kind.word : /[0-9]/.test(char) ? Kind.digit : Kind.other;
  if (unit >= 0xd800 && unit <= 0xdfff) return Kind.other;
  if (unit >= 0xff01 && unit <= 0xff5e) return kindOf(unit - 0xfee0, String.fromCharCode(unit - 0xfee0));
  if (HANGUL.test(char)) return Kind.hangul;
  if (HAN.test(char)) return Kind.han;
  if (KANA.test(char)) return Kind.kana;
  if (UNSPACED.test(char)) return Kind.unspaced;
  if (/\p{Nd}/u.test(char)) return Kind.digit;
  return /[\p{L}\p{M}\p{N}]/u.test(char) ? Kind.word : Kind.other;
}

function symbolOf(unit: number, char: string, kind: KindOf): number {
  if (unit >= 0xff01 && unit <= 0xff5e) {
    const narrow = unit - 0xfee0;
    return symbolOf(narrow, String.fromCharCode(narrow), kind);
  }
  if (char === ".") return Mark.dot;
  if (APOSTROPHE.test(char)) return Mark.apostrophe;
  if (INVISIBLE.test(char)) return Mark.skip;
  if (COMPOSING.test(char)) return Mark.composing;
  if (SOFT.test(char)) return Mark.soft;
  if (kind === Kind.other) return Mark.hard;
  return plain(unit, char);
}

/** Lower case, without accents (Latin and Greek; Cyrillic keeps its letters but for ё). */
function plain(unit: number, char: string): number {
  let lower = char.toLowerCase();
  if (ACCENTED.test(char)) lower = lower.normalize("NFD");
  const first = lower.charCodeAt(0);
  return Number.isNaN(first) || first <= Mark.composing ? unit : first;
}

/** Whether a full stop or apostrophe at `at` follows a single letter: an initial ("N. Korea", "d'ICBM"). */
export function afterInitial(text: string, at: number, kind: Uint8Array): boolean {
  const before = at > 0 ? kind[text.charCodeAt(at - 1)] : Kind.other;
  if (before !== Kind.word && before !== Kind.digit) return false;
  const earlier = at > 1 ? kind[text.charCodeAt(at - 2)] : Kind.other;
  return earlier !== Kind.word && earlier !== Kind.digit;
}

/** The symbol at `at` as matching sees it: initials' marks are soft, other full stops hard, other apostrophes nothing. */
export function symbolAt(text: string, at: number, { symbol, kind }: Folding): number {
  const found = symbol[text.charCodeAt(at)]!;
  if (found === Mark.dot) return afterInitial(text, at, kind) ? Mark.soft : Mark.hard;
  if (found === Mark.apostrophe) return afterInitial(text, at, kind) ? Mark.soft : Mark.skip;
  return found === Mark.composing ? Mark.skip : found;
}

/** A text as its symbols, runs of soft ones as one; what names are made into. */
export function fold(text: string): number[] {
  const table = folding();
  const symbols: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const found = symbolAt(text, at, table);
    if (found === Mark.skip) continue;
    if (found === Mark.soft && symbols.at(-1) === Mark.soft) continue;
    symbols.push(found);
  }
  while (symbols[0] === Mark.soft) symbols.shift();
  while (symbols.at(-1) === Mark.soft || symbols.at(-1) === Mark.hard) symbols.pop();
  return symbols;
}
