/** Whether a sentence holds a watched name. */
import { absenceOf, foldCase, literalPattern } from "../patterns.js";

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/u;

/** Most names looked for; a hit with more is well described by the first of them. */
const MOST_NAMES = 40;
/** One letter names nothing. */
const LEAST_NAME_CHARS = 2;

/** Where a name stands in a sentence. */
export interface NamePlace {
  start: number;
  /** A name goes on behind it: "Sonae" in "Sonae Harbour Gazette" is another thing's name. */
  inLonger: boolean;
}

export interface NameFinder {
  /** How many different names the text holds. */
  count(text: string): number;
  /** The first name, or null. */
  first(text: string): NamePlace | null;
}

const NAME_GOES_ON = /^ \p{Lu}[\p{L}\p{N}]/u;

/**
 * Looks for names as whole words without regard to case. Where a name ends in Korean, Chinese or Japanese letters,
 * anything may follow (particles); where it begins with them, anything may stand before.
 */
export function nameFinder(names: readonly string[]): NameFinder {
  const finders = names
    .map((name) => name.trim())
    .filter((name) => name.length >= LEAST_NAME_CHARS)
    .slice(0, MOST_NAMES)
    .map((name) => {
      const before = CJK.test(name[0]!) ? "" : "(?<![\\p{L}\\p{N}])";
      const after = CJK.test(name.at(-1)!) ? "" : "(?![\\p{L}\\p{N}])";
      const pattern = new RegExp(before + literalPattern(name).replace(/\s+/g, "\\s+") + after, "iu");
      return { pattern, isAbsent: absenceOf(name) };
    });
  const patternsFor = (text: string) => {
    const folded = foldCase(text);
    return finders.filter(({ isAbsent }) => !isAbsent(folded)).map(({ pattern }) => pattern);
  };
  return {
    count: (text) => patternsFor(text).filter((pattern) => pattern.test(text)).length,
    first(text) {
      let found: NamePlace | null = null;
      for (const pattern of patternsFor(text)) {
        const match = pattern.exec(text);
        if (match === null || (found !== null && match.index >= found.start)) continue;
        found = { start: match.index, inLonger: NAME_GOES_ON.test(text.slice(match.index + match[0].length)) };
      }
      return found;
    },
  };
}
