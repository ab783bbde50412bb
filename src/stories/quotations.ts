/** Words of a quotation from which on it is a speaker's own: whoever reports the speech has them alike. */
const QUOTED_WORDS = 6;
/** The same in letters, in scripts that set no spaces. */
const QUOTED_LETTERS = 18;
/** Longest quotation that is looked for, in UTF-16 units; one that a cut text leaves open runs to its end. */
const MOST = 800;

/** ASCII and single marks count where a word's border stands outside them: `it's` opens none. */
const QUOTATIONS = new RegExp(
  [
    `“[^”]{0,${MOST}}(?:”|$)`,
    `«[^»]{0,${MOST}}(?:»|$)`,
    `「[^」]{0,${MOST}}(?:」|$)`,
    `『[^』]{0,${MOST}}(?:』|$)`,
    `(?<![\\p{L}\\p{N}])"[^"]{0,${MOST}}(?:"(?![\\p{L}\\p{N}])|$)`,
    `(?<![\\p{L}\\p{N}])‘[^’]{0,${MOST}}(?:’(?![\\p{L}\\p{N}])|$)`,
    `(?<![\\p{L}\\p{N}])'[^']{0,${MOST}}'(?![\\p{L}\\p{N}])`,
  ].join("|"),
  "gu",
);
const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** The text cut at its long quotations, without them; the few words that a writer picked and marked stay. */
export function unquoted(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(QUOTATIONS)) {
    if (!isSpeech(match[0])) continue;
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part.trim() !== "");
}

function isSpeech(quotation: string): boolean {
  const letters = quotation.match(CJK)?.length ?? 0;
  if (letters * 2 > quotation.length) return letters >= QUOTED_LETTERS;
  return (quotation.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0) >= QUOTED_WORDS;
}
