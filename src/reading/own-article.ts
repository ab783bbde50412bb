/** What a page itself marks as its article, for pages on which Readability prefers a list of teasers. */
import type { Block } from "./blocks.js";
import type { PageDocument, PageElement } from "./dom.js";
import { isInside } from "./region.js";
import { elementsNamed, elementsWhere } from "./walk.js";

/** A marked article with less text says nothing of where the text is, in characters; those of Chinese count twice. */
const FEWEST_CHARS = 250;
/** Share of the found text that must lie outside before the page's mark is believed. */
const STRAYED = 0.6;
const ARTICLE = new Set(["ARTICLE"]);
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/gu;

/** The blocks of the page's only article, else of what is marked as an article's body; null where neither is plain. */
export function ownArticle(document: PageDocument, page: readonly Block[]): Block[] | null {
  const articles = elementsNamed(document.body, ARTICLE);
  const isBody = (element: PageElement) => element.getAttribute("itemprop") === "articleBody";
  const marked = articles.length === 1 ? articles[0] : elementsWhere(document, isBody)[0];
  return marked === undefined ? null : page.filter(({ element }) => isInside(element, marked));
}

/** Does the text that was found lie mostly outside the marked article, which has enough of its own? */
export function strays(own: readonly Block[], found: readonly Block[]): boolean {
  if (sizeOf(own.filter(({ linked }) => linked < 0.5)) < FEWEST_CHARS) return false;
  const known = new Set(own.map(({ text }) => text));
  const outside = found.filter(({ text }) => !known.has(text));
  return sizeOf(outside) > sizeOf(found) * STRAYED;
}

function sizeOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length + (text.match(WIDE)?.length ?? 0), 0);
}
