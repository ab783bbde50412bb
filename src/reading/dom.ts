/** The little of the DOM that reading needs, and how a page becomes one. */
import { parse, serialize } from "parse5";
import { WatchdeskError } from "../errors.js";
import { leanDocument } from "./lean-dom.js";
import { withoutSilent } from "./silent.js";
import { hasText } from "./walk.js";

export interface PageNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentElement: PageElement | null;
  textContent: string | null;
}

export interface PageElement extends PageNode {
  /** In capitals. */
  readonly tagName: string;
  readonly firstElementChild: PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
}

export interface PageDocument {
  readonly documentElement: PageElement | null;
  readonly firstElementChild: PageElement | null;
  readonly body: PageElement | null;
}

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** Longest markup parsed, in characters; the rest of a longer page is not looked at. */
export const MAX_MARKUP_CHARS = 4_000_000;
/** A body with less text than this was probably misread by the fast parser. */
const BODY_CHARS = 200;

/**
 * Parses a page. linkedom is fast and forgiving but sometimes finds no body in broken markup; parse5 follows the
 * standard's repair rules, so such a page is put in order by it first.
 *
 * @throws WatchdeskError `input` when not even that gives a document
 */
export function parsePage(html: string): PageDocument {
  const markup = withoutSilent(html.slice(0, MAX_MARKUP_CHARS));
  const document = leanDocument(markup);
  if (document?.body && hasText(document.body, BODY_CHARS)) return document;
  const repaired = leanDocument(serialize(parse(markup)));
  if (repaired === null) throw new WatchdeskError("input", "read: the page is not HTML");
  return repaired;
}

/** The words of class and id, in lower case, parted where authors part them ("post-authorBio" -> post author bio). */
export function marksOf(element: PageElement): string {
  const name = element.getAttribute("class");
  const id = element.getAttribute("id");
  // Most elements have neither, and every one is asked several times.
  if (!name && !id) return "";
  const written = `${name ?? ""} ${id ?? ""}`;
  const known = parted.get(written);
  if (known !== undefined) return known;
  const marks = written
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .replace(/[^A-Za-z]+/g, " ")
    .toLowerCase()
    .trim();
  if (parted.size >= MOST_PARTED) parted.clear();
  parted.set(written, marks);
  return marks;
}
/** Templates repeat themselves, and every element is asked for its marks several times. */
const parted = new Map<string, string>();
const MOST_PARTED = 2_000;
