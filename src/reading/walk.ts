/** Walks through a page without recursion, so that no nesting ends one. */
import { ELEMENT_NODE, type PageDocument, type PageElement, type PageNode, TEXT_NODE } from "./dom.js";

type Root = PageElement | PageDocument | null;

/** The elements with one of these names (in capitals) under a root, in document order. */
export function elementsNamed(root: Root, names: ReadonlySet<string>): PageElement[] {
  return elementsWhere(root, ({ tagName }) => names.has(tagName));
}

/**
 * The elements under a root of which something is true, in document order. A selector is compiled each time it is asked,
 * and takes several times as long. What is in a template is no part of the page.
 */
export function elementsWhere(root: Root, isWanted: (element: PageElement) => boolean): PageElement[] {
  const found: PageElement[] = [];
  let node: PageNode | null = root?.firstElementChild ?? null;
  while (node !== null) {
    const element = node.nodeType === ELEMENT_NODE ? (node as PageElement) : null;
    if (element !== null && isWanted(element)) found.push(element);
    const inner: PageNode | null = element === null || element.tagName === "TEMPLATE" ? null : element.firstChild;
    node = inner ?? after(node, root);
  }
  return found;
}

/** Has an element at least so many characters of text, white space around it not counted? */
export function hasText(root: PageElement, chars: number): boolean {
  let text = "";
  let node: PageNode | null = root.firstChild;
  while (node !== null) {
    if (node.nodeType === TEXT_NODE) {
      text += node.nodeValue ?? "";
      if (text.length >= chars && text.trim().length >= chars) return true;
    }
    node = (node.nodeType === ELEMENT_NODE ? node.firstChild : null) ?? after(node, root);
  }
  return false;
}

/** Are there more elements under a root than `most`, or does one lie deeper than `deepest`? */
export function isBeyond(root: PageElement, { most, deepest }: { most: number; deepest: number }): boolean {
  let elements = 0;
  let depth = 0;
  let node: PageNode | null = root;
  while (node !== null) {
    if (node.nodeType === ELEMENT_NODE && ++elements > most) return true;
    if (node.nodeType === ELEMENT_NODE && node.firstChild !== null) {
      if (++depth > deepest) return true;
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

/** The node that follows on a node and all that is in it, under a root; null at the end. */
function after(node: PageNode, root: Root): PageNode | null {
  for (let at: PageNode | null = node; at !== null && at !== root; at = at.parentElement) {
    const next = at.nextSibling;
    if (next !== null) return next;
  }
  return null;
}
