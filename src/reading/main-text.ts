/** The main text of a page: Readability finds the region, the marks and filters take out what is not text. */
import { Readability } from "@mozilla/readability";
import { type Block, blocksOf } from "./blocks.js";
import { isDeeperThan, type PageDocument, type PageElement } from "./dom.js";
import { articleBlocks } from "./filters.js";
import { isApparatus, isCaption } from "./marks.js";
import { missed, paragraphRegion, standfirst } from "./region.js";

/** Elements a page may have; Readability's work grows with them. */
const MAX_ELEMENTS = 60_000;
/** Readability's time grows with the square of the nesting and more; real pages stay under a hundred. */
const MAX_DEPTH = 150;

/** Regions that hold no article on any page; taking them out first helps Readability to the right region. */
const NEVER_TEXT = "noscript,form nav,body > nav,body > footer,body > header nav,[role=navigation],[role=dialog]";

/** What the page's metadata says of its text. */
export interface Hints {
  /** Left out where the text only repeats it. */
  title: string | null;
  /** Helps to find the standfirst. */
  description: string | null;
}

/** The blocks of the article, and of the whole page. Changes the document: read its metadata first. */
export function mainBlocks(document: PageDocument, { title, description }: Hints): { blocks: Block[]; page: Block[] } {
  for (const element of document.querySelectorAll(NEVER_TEXT)) element.remove();
  keepQuotedMessages(document);
  // Readability folds elements into each other and so loses the marks of some.
  if (document.body !== null) removeApparatus(document.body);
  // Readability takes the document apart, so the second look comes first.
  const page = document.body === null ? [] : textBlocks(document.body);
  const region = paragraphRegion(page);
  const content = readable(document);
  const found = content === null ? [] : articleBlocks(textBlocks(content), title);
  const article = region !== null && missed(region, found) ? articleBlocks(region, title) : found;
  const lead = standfirst(page, article, description);
  return { blocks: lead === null ? article : [lead, ...article], page };
}

function removeApparatus(body: PageElement): void {
  const whole = (body.textContent ?? "").length;
  for (const element of [...body.querySelectorAll("div,section,aside,p,ul,span")]) {
    if (isApparatus(element, whole)) element.remove();
  }
}

function textBlocks(root: PageElement): Block[] {
  const whole = (root.textContent ?? "").length;
  return blocksOf(root, (element) => isApparatus(element, whole) || isCaption(element));
}

function readable(document: PageDocument): PageElement | null {
  if (document.body === null || isDeeperThan(document.body, MAX_DEPTH)) return null;
  const reader = new Readability<PageElement>(document as never, {
    serializer: (node) => node as unknown as PageElement,
    keepClasses: true,
    maxElemsToParse: MAX_ELEMENTS,
  });
  try {
    return reader.parse()?.content ?? null;
  } catch {
    return null;
  }
}

/** Messages quoted from social networks are text of the article, though their class says "social" or "twitter". */
function keepQuotedMessages(document: PageDocument): void {
  for (const quote of document.querySelectorAll("blockquote[class*=twitter],blockquote[class*=instagram]")) {
    quote.setAttribute("class", "quote");
  }
}
