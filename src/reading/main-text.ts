/** The main text of a page: Readability finds the region, the marks and filters take out what is not text. */
import { Readability } from "@mozilla/readability";
import { type Block, blocksOf } from "./blocks.js";
import { elementsNamed, isDeeperThan, type PageDocument, type PageElement, tagNames } from "./dom.js";
import { articleBlocks } from "./filters.js";
import { type NoteLeftOut, takeOut } from "./left-out.js";
import { type Disbelieved, disbelieved, isAmbiguous, isApparatus, isCaption, namedMark } from "./marks.js";
import { ownArticle, strays } from "./own-article.js";
import { missed, paragraphRegion, standfirst } from "./region.js";
import { removeTeasers } from "./teasers.js";

/** Elements a page may have; Readability's work grows with them. */
const MAX_ELEMENTS = 60_000;
/** Readability's time grows with the square of the nesting and more; real pages stay under a hundred. */
const MAX_DEPTH = 150;

/** Regions that hold no article on any page; taking them out first helps Readability to the right region. */
const NEVER_TEXT = "noscript,form nav,body > nav,body > footer,body > header nav,[role=navigation],[role=dialog]";

/** What may be apparatus as a whole. */
const HOLDERS = tagNames(["div", "section", "aside", "p", "ul", "span"]);
const BLOCKQUOTE = tagNames(["blockquote"]);
const NONE: Disbelieved = new Set();
/** Ambiguous marks that would take less of a page's text are believed unseen. */
const DOUBTFUL_SHARE = 0.25;

/** What the page's metadata says of its text. */
export interface Hints {
  /** Left out where the text only repeats it. */
  title: string | null;
  /** The page's first heading, left out likewise; the title is often another, for searches. */
  heading: string | null;
  /** Helps to find the standfirst. */
  description: string | null;
}

export interface MainBlocks {
  blocks: Block[];
  /** Of the whole page. */
  page: Block[];
  /** All words of the page in one, its bars and boxes included. */
  words: string;
}

/**
 * The blocks of the article, and of the whole page. Changes the document: read its metadata first.
 *
 * @param note is told what is taken out of the page
 */
export function mainBlocks(
  document: PageDocument,
  { title, heading, description }: Hints,
  note?: NoteLeftOut,
): MainBlocks {
  for (const element of document.querySelectorAll(NEVER_TEXT)) takeOut(element, () => "navigation", note);
  keepQuotedMessages(document);
  if (document.body !== null) removeTeasers(document.body, note);
  // Readability folds elements into each other and so loses the marks of some.
  const titles = [title, heading];
  const words = document.body?.textContent ?? "";
  const except = document.body === null ? NONE : removeApparatus(document.body, words.length, note);
  // Readability takes the document apart, so the second look comes first.
  const page = document.body === null ? [] : textBlocks(document.body, except, note);
  const region = paragraphRegion(page);
  const own = ownArticle(document, page);
  const content = readable(document);
  const readableBlocks = content === null ? [] : textBlocks(content, except);
  const found = articleBlocks(readableBlocks, titles);
  const strayed = own !== null && strays(own, readableBlocks);
  const other = strayed ? own : region !== null && missed(region, found) ? region : null;
  const regionBlocks = other ?? readableBlocks;
  const article = other !== null || note ? articleBlocks(regionBlocks, titles, note) : found;
  const lead = standfirst(page, article, description);
  const blocks = lead === null ? article : [lead, ...article];
  if (note) noteOutside(page, [...regionBlocks, ...blocks], note);
  return { blocks, page, words };
}

/** What stands on the page beside the article. */
function noteOutside(page: readonly Block[], inside: readonly Block[], note: NoteLeftOut): void {
  const known = new Set(inside.map(({ text }) => text));
  for (const { text } of page) if (!known.has(text)) note("outside the article", text);
}

/** @returns the words of marks that are not to be believed on this page */
function removeApparatus(body: PageElement, whole: number, note: NoteLeftOut | undefined): Disbelieved {
  const found = elementsNamed(body, HOLDERS).filter((one) => isApparatus(one, whole));
  const doubtful = found.reduce((sum, one) => sum + (isAmbiguous(one) ? (one.textContent ?? "").length : 0), 0);
  const except = doubtful > whole * DOUBTFUL_SHARE ? disbelieved(body) : NONE;
  for (const element of found) {
    if (except.size === 0 || isApparatus(element, whole, except)) takeOut(element, namedMark, note);
  }
  return except;
}

function textBlocks(root: PageElement, except: Disbelieved, note?: NoteLeftOut): Block[] {
  const whole = (root.textContent ?? "").length;
  return blocksOf(root, (element) => {
    const isOut = isApparatus(element, whole, except);
    if (!isOut && !isCaption(element)) return false;
    note?.(isOut ? namedMark(element) : "caption", element.textContent ?? "");
    return true;
  });
}

function readable(document: PageDocument): PageElement | null {
  if (document.body === null || isDeeperThan(document.body, MAX_DEPTH)) return null;
  const reader = new Readability<PageElement>(document as never, {
    serializer: (node) => node as unknown as PageElement,
    keepClasses: true,
    maxElemsToParse: MAX_ELEMENTS,
    // Its metadata is read elsewhere.
    disableJSONLD: true,
  });
  try {
    return reader.parse()?.content ?? null;
  } catch {
    return null;
  }
}

/** Messages quoted from social networks are text of the article, though their class says "social" or "twitter". */
function keepQuotedMessages(document: PageDocument): void {
  for (const quote of elementsNamed(document.body, BLOCKQUOTE)) {
    if (/twitter|instagram/.test(quote.getAttribute("class") ?? "")) quote.setAttribute("class", "quote");
  }
}
