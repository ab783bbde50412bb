/**
 * Stretches of a text in which a sentence does not end: brackets and, in Korean and Japanese, quotations that the
 * sentence around them goes on from.
 */

const PAIRS: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "（": "）",
  "「": "」",
  "『": "』",
  "《": "》",
  "〈": "〉",
};
const QUOTES: Readonly<Record<string, string>> = { "“": "”", "‘": "’", '"': '"', "'": "'", "<": ">" };

/** A bracket longer than this is a block of its own, in characters. */
const LONGEST_BRACKET = 400;
/** A quotation longer than this is taken apart even in Korean. */
const LONGEST_QUOTE = 300;

/** Half-open ranges, in order of their beginning. */
export type Range = readonly [start: number, end: number];

/**
 * The stretches that stay whole. Brackets count when something of the sentence stands before them. Quotations count
 * in Korean and Japanese; the sentence goes on after one when a letter follows at once (a particle: “…”고, 「…」と).
 */
export function wholeStretches(text: string, language: string): Range[] {
  const ranges: Range[] = [];
  const quoting = language === "ko" || language === "ja";
  for (let at = 0; at < text.length; at++) {
    const open = text[at]!;
    const bracket = PAIRS[open];
    const close = bracket ?? (quoting ? QUOTES[open] : undefined);
    if (close === undefined || (open === close && !/^[\s([“‘=]?$/u.test(text[at - 1] ?? ""))) continue;
    const longest = bracket === undefined ? LONGEST_QUOTE : LONGEST_BRACKET;
    const end = closing(text, at, open, close, longest);
    if (end === -1) continue;
    const quotes = bracket === undefined || "「『《〈".includes(open);
    // One past the mark when the sentence goes on: the place right after it is no end either.
    if (quotes) ranges.push([at, goesOn(text, end) ? end + 2 : end + 1]);
    else if (opensInside(text, at)) ranges.push([at, /\p{L}/u.test(text[end + 1] ?? "") ? end + 2 : end + 1]);
    if (quotes || ranges.at(-1)?.[0] === at) at = end;
  }
  return ranges;
}

function closing(text: string, start: number, open: string, close: string, longest: number): number {
  let depth = 0;
  const stop = Math.min(text.length, start + longest);
  for (let at = start; at < stop; at++) {
    const character = text[at]!;
    if (character === "\n" && text[at + 1] === "\n") return -1;
    if (character === close && (open !== close || at > start)) {
      depth--;
      if (open === close || depth === 0) return at;
    } else if (character === open) depth++;
  }
  return -1;
}

/** Korean verbs and particles of quoting that a space may part from the quotation. */
const QUOTING = /^\s(하며|하면서|하고|하는|라고|라는|라며|라면서|이라고|이라는|이라며)/u;

function goesOn(text: string, close: number): boolean {
  if (QUOTING.test(text.slice(close + 1, close + 8))) return true;
  return /^[\p{L},]/u.test(text.slice(close + 1, close + 3));
}

function opensInside(text: string, open: number): boolean {
  return /[\p{L}\p{N},"”’)%]\s*$/u.test(text.slice(Math.max(0, open - 3), open));
}
