/** The little of the DOM that reading needs, and how a page becomes one. */
import { parse, serialize } from "parse5";
import { WatchdeskError } from "../errors.js";
import { leanDocument } from "./lean-dom.js";
import { withoutSilent } from "./silent.js";

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
  /** As it was written or made: small in what is parsed, capitals or small in what Readability makes. */
  readonly localName: string;
  readonly firstElementChild: PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  remove(): void;
}

export interface PageDocument {
  readonly documentElement: PageElement | null;
  readonly firstElementChild: PageElement | null;
  readonly body: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
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
  if (document !== null && (document.body?.textContent ?? "").trim().length >= BODY_CHARS) return document;
  const repaired = leanDocument(serialize(parse(markup)));
  if (repaired === null) throw new WatchdeskError("input", "read: the page is not HTML");
  return repaired;
}

/** Names of elements for `elementsNamed`, in either case. */
export function tagNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => [name.toLowerCase(), name.toUpperCase()]));
}

/**
 * The elements with one of these names under a root, in document order, by one walk without recursion: a selector is
 * compiled and tried on every node each time it is asked. What is in a template is no part of the page.
 */
export function elementsNamed(root: PageElement | PageDocument | null, names: ReadonlySet<string>): PageElement[] {
  const found: PageElement[] = [];
  let node: PageNode | null = root?.firstElementChild ?? null;
  while (node !== null && node !== root) {
    if (node.nodeType === ELEMENT_NODE) {
      const { localName } = node as PageElement;
      if (names.has(localName)) found.push(node as PageElement);
      const inner: PageNode | null = localName === "template" ? null : node.firstChild;
      if (inner !== null) {
        node = inner;
        continue;
      }
    }
    let next: PageNode | null = node.nextSibling;
    while (next === null) {
      node = node.parentElement;
      if (node === null || node === root) return found;
      next = node.nextSibling;
    }
    node = next;
  }
  return found;
}

/** Does any element lie deeper than `limit` under the root? Walks without recursion. */
export function isDeeperThan(root: PageElement, limit: number): boolean {
  let depth = 0;
  let node: PageNode | null = root;
  while (node !== null) {
    if (node.nodeType === ELEMENT_NODE && node.firstChild !== null) {
      if (++depth > limit) return true;
      node = node.firstChild;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentElement;
      depth--;
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
  return false;
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
