/** Whether a sentence holds a watched name. */
import { literalPattern } from "../patterns.js";

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/u;

/** Most names looked for; a hit with more is well described by the first of them. */
const MOST_NAMES = 40;
/** One letter names nothing. */
const LEAST_NAME_CHARS = 2;

/** Where names stand in a sentence. */
export interface NameFinder {
  /** How many different names the text holds. */
  count(text: string): number;
  /** Offset of the first name, or -1. */
  first(text: string): number;
}

/**
 * Looks for names as whole words without regard to case. Where a name ends in Korean, Chinese or Japanese letters,
 * anything may follow (particles); where it begins with them, anything may stand before.
 */
export function nameFinder(names: readonly string[]): NameFinder {
  const patterns = names
    .map((name) => name.trim())
    .filter((name) => name.length >= LEAST_NAME_CHARS)
    .slice(0, MOST_NAMES)
    .map((name) => {
      const before = CJK.test(name[0]!) ? "" : "(?<![\\p{L}\\p{N}])";
      const after = CJK.test(name.at(-1)!) ? "" : "(?![\\p{L}\\p{N}])";
      return new RegExp(before + literalPattern(name).replace(/\s+/g, "\\s+") + after, "iu");
    });
  return {
    count: (text) => patterns.reduce((sum, pattern) => sum + (pattern.test(text) ? 1 : 0), 0),
    first(text) {
      const places = patterns.map((pattern) => text.search(pattern)).filter((place) => place >= 0);
      return places.length === 0 ? -1 : Math.min(...places);
    },
  };
}
