/** Pages that show something else than their text: consent, subscription, log-in, checks for robots. */
import type { Block } from "./blocks.js";
import { WALL_SIGNS, WALL_TITLES, type Wall } from "./wall-signs.js";

export type { Wall };

/** Sizes are counted in letters: those of Chinese, Japanese and Korean say as much as so many of an alphabet. */
const WIDE_LETTERS = 2.5;
/** A wall's words count on a page with less text than this. */
const WALLED_LETTERS = 1_500;
/** With the publisher's own word for it, a text of this size may still be the free beginning. */
const TEASER_LETTERS = 2_500;
/** So little text is none: a line of the site, a word of waiting. */
const STUB_LETTERS = 160;
/** A page is its wall when so much of the little text is about it. */
const ABOUT_SHARE = 0.5;
/** A line of so many letters is a paragraph and ends in a stop. */
const PARAGRAPH_LETTERS = 120;
/** Signs are sought in so much of the page. */
const WALL_SEARCHED_CHARS = 100_000;

export interface Seen {
  /** The main text that was found, paragraphs parted by empty lines. */
  text: string;
  title: string | null;
  /** The blocks of the whole page. */
  page: readonly Block[];
  /** All words of the page, those in bars and boxes too. */
  words: string;
  /** The publisher's own word in its metadata. */
  subscribersOnly: boolean;
}

/**
 * What stands between the reader and the text, or null. A short report is a text too: a bar about cookies beside it, or
 * a box to log in below, is no wall.
 */
export function wallOf({ text, title, page, words, subscribersOnly }: Seen): Wall | null {
  const size = lettersOf(text);
  if (subscribersOnly && size < TEASER_LETTERS) return "subscription";
  if (size >= WALLED_LETTERS) return null;
  const titled = WALL_TITLES.find(([, named]) => named.test(title ?? ""));
  if (titled !== undefined) return titled[0];
  const shown = page.map((block) => block.text).join("\n");
  const searched = (size < STUB_LETTERS ? `${shown}\n${words}` : shown).slice(0, WALL_SEARCHED_CHARS);
  const found = WALL_SIGNS.find(
    ({ wall, sure, sign }) =>
      sure.test(searched) ||
      (size < STUB_LETTERS && sign.test(searched)) ||
      isAbout(text, sign) ||
      (wall === "subscription" && isCutOff(text, sign) && sign.test(searched)),
  );
  return found?.wall ?? null;
}

/** Do the paragraphs that bear the sign make most of the text? */
function isAbout(text: string, sign: RegExp): boolean {
  const signed = text.split("\n\n").filter((paragraph) => sign.test(paragraph));
  return signed.length > 0 && signed.join("").length >= text.length * ABOUT_SHARE;
}

/** A beginning that is shown for free ends in the middle of what it says; a line without a stop may be a caption. */
function isCutOff(text: string, sign: RegExp): boolean {
  const last = text.split("\n").findLast((line) => line !== "" && !sign.test(line)) ?? "";
  return /(?:…|\.\.\.)$/u.test(last) || (lettersOf(last) >= PARAGRAPH_LETTERS && /[\p{L}\p{N},]$/u.test(last));
}

function lettersOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0) * (WIDE_LETTERS - 1);
}
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/gu;
