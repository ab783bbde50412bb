import { normalise } from "./tokens.js";

/** Words in a row that make one shingle; in scripts without spaces, letters. Broder (1997) took ten for whole pages. */
const WORDS = 4;
const LETTERS = 9;
/** Longest text that is cut into shingles, in UTF-16 units. */
const WITHIN = 3_000;

const TOKEN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu;
const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The overlapping runs of words of a text; two texts that share many were not written apart. */
export function shinglesOf(text: string): Set<string> {
  const tokens = normalise(text.slice(0, WITHIN)).match(TOKEN) ?? [];
  const letters = tokens.filter((token) => CJK.test(token)).length;
  const width = letters * 2 > tokens.length ? LETTERS : WORDS;
  const shingles = new Set<string>();
  for (let i = 0; i + width <= tokens.length; i++) shingles.add(tokens.slice(i, i + width).join(" "));
  return shingles;
}

/** Shingles in common, and their share of the smaller text's. */
export function overlap(a: Set<string>, b: Set<string>): { shared: number; share: number } {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  return { shared, share: small.size === 0 ? 0 : shared / small.size };
}
