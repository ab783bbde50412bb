/** Takes out of an article's blocks what is not its text. */
import type { Block } from "./blocks.js";
import { isByline, isDateLine } from "./dates-and-names.js";
import type { NoteLeftOut } from "./left-out.js";
import { ATTRIBUTION, BIOGRAPHY, CREDIT, CREDIT_END, LABEL, LEGAL, RELATED, SIGN_UP, TERMINAL } from "./phrases.js";

/** Lengths in characters over which a block is a paragraph whatever it resembles. */
const LONGEST_LABEL = 60;
const LONGEST_CREDIT = 160;
const LONGEST_CAPTION = 260;
const LONGEST_RELATED = 200;
const LONGEST_SIGN_UP = 320;
const LONGEST_LEGAL = 240;
const LONGEST_ATTRIBUTION = 300;
const LONGEST_BIOGRAPHY = 600;
/** A title may hold the site's name behind the headline; the headline is at least so much of it. */
const HEADLINE_SHARE = 0.5;
/** Share of the text that comes before a heading that can end it. */
const ENDS_AFTER = 0.5;
/** A block of which so much is links leads elsewhere when its neighbours do too. */
const LINKED = 0.85;
/** Attributions and biographies stand among the last blocks. */
const LAST_BLOCKS = 8;

/**
 * @param titles the page's title and its first heading: a block that only repeats one is no text
 * @param note is told what is taken out
 * @returns the blocks that are left, in order
 */
export function articleBlocks(all: readonly Block[], titles: readonly (string | null)[], note?: NoteLeftOut): Block[] {
  const blocks = untilTerminal(all);
  for (const { text } of all.slice(blocks.length)) note?.("after the article's end", text);
  const headlines = titles.map((title) => fold(title ?? "")).filter(Boolean);
  let related = false;
  return blocks.filter((block, at) => {
    const why = whyOut(blocks, at, headlines, related);
    // A heading that leads elsewhere takes the linked lines under it with it.
    related = why === ELSEWHERE;
    if (why !== null) note?.(why, block.text);
    return why === null;
  });
}
const ELSEWHERE = "leads to other pages";

/** Why a block is no text of the article, or null. `related`: the block before it led elsewhere. */
function whyOut(blocks: readonly Block[], at: number, headlines: readonly string[], related: boolean): string | null {
  const block = blocks[at]!;
  if (leadsElsewhere(block) || (related && block.linked >= LINKED)) return ELSEWHERE;
  const slot = slotOf(block.text, headlines);
  if (slot !== null) return slot;
  if (isLinkList(blocks, at)) return "list of links";
  return blocks.length - at <= LAST_BLOCKS ? closingOf(block.text) : null;
}

/** The blocks before a heading that ends the article, where most of the text is before it. */
function untilTerminal(blocks: readonly Block[]): readonly Block[] {
  const whole = blocks.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  for (const [at, { text }] of blocks.entries()) {
    if (text.length <= LONGEST_LABEL && TERMINAL.test(text) && before >= whole * ENDS_AFTER) return blocks.slice(0, at);
    before += text.length;
  }
  return blocks;
}

function leadsElsewhere({ text, linked }: Block): boolean {
  return RELATED.test(text) && text.length <= LONGEST_RELATED && (linked > 0.3 || text.length <= LONGEST_LABEL);
}

/** Labels, dates, bylines, credits, sign-ups: anything short that a template puts between paragraphs. */
function slotOf(text: string, headlines: readonly string[]): string | null {
  const size = text.length;
  if (size <= LONGEST_LABEL && LABEL.test(text)) return "label";
  if (isDateLine(text)) return "date";
  if (isByline(text)) return "byline";
  if (size <= LONGEST_CREDIT && CREDIT.test(text)) return "credit of a picture";
  if (size <= LONGEST_CAPTION && CREDIT_END.test(text) && !/[.!?]\s[^.!?]+[.!?]\s/u.test(text)) return "caption";
  if (size <= LONGEST_SIGN_UP && SIGN_UP.test(text)) return "sign-up";
  const own = fold(text);
  const repeats =
    own !== "" && headlines.some((one) => own.length >= one.length * HEADLINE_SHARE && one.startsWith(own));
  return repeats ? "the headline again" : null;
}

function closingOf(text: string): string | null {
  if (text.length <= LONGEST_LEGAL && LEGAL.test(text)) return "terms of use";
  if (text.length <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(text)) return "who wrote or edited it";
  return text.length <= LONGEST_BIOGRAPHY && BIOGRAPHY.test(text) ? "about the author" : null;
}

/** A line in capitals that is one link, or one of several list items that are nothing but links. */
function isLinkList(blocks: readonly Block[], at: number): boolean {
  const { text, linked, element } = blocks[at]!;
  if (linked < LINKED || text.length > LONGEST_RELATED) return false;
  if (/\p{Lu}{2}/u.test(text) && text === text.toUpperCase()) return true;
  if (!/^(?:LI|UL|OL|DIV|H[2-6]|TD)$/.test(element.tagName)) return false;
  return (blocks[at - 1]?.linked ?? 0) >= LINKED || (blocks[at + 1]?.linked ?? 0) >= LINKED;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
