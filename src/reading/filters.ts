/** Takes out of an article's blocks what is not its text. */
import type { Block } from "./blocks.js";
import { isByline, isDateLine } from "./dates-and-names.js";
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
 * @param title the page's title: a block that only repeats it is no text
 * @returns the blocks that are left, in order
 */
export function articleBlocks(all: readonly Block[], title: string | null): Block[] {
  const blocks = untilTerminal(all);
  const headline = fold(title ?? "");
  let related = false;
  return blocks.filter((block, at) => {
    if (leadsElsewhere(block)) {
      related = true;
      return false;
    }
    // A heading that leads elsewhere takes the linked lines under it with it.
    if (related && block.linked >= LINKED) return false;
    related = false;
    if (isSlot(block.text, headline)) return false;
    if (isLinkList(blocks, at)) return false;
    return !(blocks.length - at <= LAST_BLOCKS && isClosing(block.text));
  });
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
function isSlot(text: string, headline: string): boolean {
  const size = text.length;
  if (size <= LONGEST_LABEL && LABEL.test(text)) return true;
  if (isDateLine(text) || isByline(text)) return true;
  if (size <= LONGEST_CREDIT && CREDIT.test(text)) return true;
  if (size <= LONGEST_CAPTION && CREDIT_END.test(text) && !/[.!?]\s[^.!?]+[.!?]\s/u.test(text)) return true;
  if (size <= LONGEST_SIGN_UP && SIGN_UP.test(text)) return true;
  const own = fold(text);
  return own.length >= headline.length * HEADLINE_SHARE && own !== "" && headline.startsWith(own);
}

function isClosing(text: string): boolean {
  if (text.length <= LONGEST_LEGAL && LEGAL.test(text)) return true;
  if (text.length <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(text)) return true;
  return text.length <= LONGEST_BIOGRAPHY && BIOGRAPHY.test(text);
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
