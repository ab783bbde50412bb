/** The main text of a page: Readability finds the region, the marks and filters take out what is not text. */
import { Readability } from "@mozilla/readability";
import { type Block, blocksOf } from "./blocks.js";
import type { PageDocument, PageElement } from "./dom.js";
import { articleBlocks } from "./filters.js";
import { type NoteLeftOut, takeOut } from "./left-out.js";
import { type Disbelieved, disbelieved, isAmbiguous, isApparatus, isCaption, namedMark } from "./marks.js";
import { ownArticle, strays } from "./own-article.js";
import { missed, paragraphRegion, standfirst } from "./region.js";
import { removeTeasers } from "./teasers.js";
import { elementsNamed, elementsWhere, isBeyond } from "./walk.js";

/**
 * Elements that Readability is given, its work grows with them, and how deep they may be nested: its time grows with the
 * square of that and more; real pages stay under a hundred.
 */
const BOUNDS = { most: 60_000, deepest: 150 };

/** What may be apparatus as a whole. */
const HOLDERS = new Set(["DIV", "SECTION", "ASIDE", "P", "UL", "SPAN"]);
const BLOCKQUOTE = new Set(["BLOCKQUOTE"]);
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
  for (const element of elementsWhere(document, isNeverText)) takeOut(element, () => "navigation", note);
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

/** A region that holds no article on any page; taking these out first helps Readability to the right region. */
function isNeverText(element: PageElement): boolean {
  const name = element.tagName;
  const role = element.getAttribute("role");
  if (name === "NOSCRIPT" || role === "navigation" || role === "dialog") return true;
  if (name !== "NAV" && name !== "FOOTER") return false;
  return element.parentElement?.tagName === "BODY" || (name === "NAV" && isInFormOrHead(element));
}

/** Is it part of a form, or of the page's own header? */
function isInFormOrHead(element: PageElement): boolean {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (at.tagName === "FORM" || (at.tagName === "HEADER" && at.parentElement?.tagName === "BODY")) return true;
  }
  return false;
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
  if (document.body === null || isBeyond(document.body, BOUNDS)) return null;
  const reader = new Readability<PageElement>(document as never, {
    serializer: (node) => node as unknown as PageElement,
    keepClasses: true,
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
