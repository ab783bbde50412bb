/** linkedom without what its nodes do for programs that nobody runs here. */
// The build in one file: loading the other, of 170 files, takes longer than reading two pages.
import { Document, Element, Node, parseHTML } from "linkedom/worker";
import type { PageDocument, PageElement } from "./dom.js";
import { elementsNamed } from "./walk.js";

/**
 * Parses markup with linkedom.
 *
 * @returns null where the markup has no root or linkedom fails on it
 */
export function leanDocument(markup: string): PageDocument | null {
  makeLean();
  try {
    const document = parseHTML(markup).document as PageDocument;
    // The getter itself fails where there is no root.
    return document.body === null ? null : document;
  } catch {
    return null;
  }
}

interface Attribute {
  value: string;
}

interface Selecting {
  querySelectorAll(selector: string): Iterable<PageElement>;
}

interface LinkedElement extends PageElement, Selecting {
  readonly localName: string;
  readonly ownerDocument: { createAttribute(name: string): Attribute };
  className: string;
  readonly style: { display?: string; visibility?: string };
  getAttributeNode(name: string): Attribute | null;
  setAttributeNode(attribute: Attribute): void;
}

let isLean = false;

/**
 * Changes linkedom's own prototypes, once. Every node, attributes too, is given a table of listeners in one weak map;
 * half of the time of reading a page went into filling it and into collecting garbage around it. The other changes
 * give what linkedom gives, for less.
 */
function makeLean(): void {
  if (isLean) return;
  isLean = true;
  // What linkedom exports under the name inherits from the real one, whose parent is then a plain object.
  Object.setPrototypeOf(Object.getPrototypeOf(Node), Object);
  const element = Element.prototype as unknown as LinkedElement;
  plainNames(element);
  plainClasses(element);
  plainStyle(element);
  plainSelectors(element);
  plainSelectors(Document.prototype as unknown as Selecting);
}

/** A name in capitals, made once a name and not each time that it is asked for. */
function plainNames(element: LinkedElement): void {
  const capitals = new Map<string, string>();
  Object.defineProperty(element, "tagName", {
    get(this: LinkedElement) {
      const { localName } = this;
      const known = capitals.get(localName);
      if (known !== undefined) return known;
      const made = localName.toUpperCase();
      if (localName.length <= LONGEST_NAME && capitals.size < MOST_NAMES) capitals.set(localName, made);
      return made;
    },
  });
}
/** HTML's own have ten letters at most. A longer name would hold on to the whole markup that it was cut out of. */
const LONGEST_NAME = 10;
/** Pages may make up names. */
const MOST_NAMES = 1_000;

/** The class as its attribute says it, without the set of tokens behind it. */
function plainClasses(element: LinkedElement): void {
  Object.defineProperty(element, "className", {
    get(this: LinkedElement) {
      return this.getAttributeNode("class")?.value ?? "";
    },
    set(this: LinkedElement, value: string) {
      const tokens = /\s/.test(value) ? [...new Set(value.split(/\s+/))].filter(Boolean).join(" ") : value;
      const known = this.getAttributeNode("class");
      const attribute = known ?? this.ownerDocument.createAttribute("class");
      attribute.value = tokens;
      if (known === null) this.setAttributeNode(attribute);
    },
  });
}

/** Most elements have no style of their own, and each is asked for it several times. */
function plainStyle(element: LinkedElement): void {
  const none = Object.freeze({ display: "", visibility: "" });
  const own = Object.getOwnPropertyDescriptor(element, "style")!.get!;
  Object.defineProperty(element, "style", {
    get(this: LinkedElement) {
      return this.getAttributeNode("style") === null ? none : own.call(this);
    },
  });
}

const TAG_NAMES = /^[a-z][a-z\d]*(?:,[a-z][a-z\d]*)*$/;

/** Selectors that only name elements, as nearly all of Readability's do, need no compiling. */
function plainSelectors(node: Selecting): void {
  const select = node.querySelectorAll;
  const known = new Map<string, ReadonlySet<string>>();
  node.querySelectorAll = function (this: PageElement | PageDocument, selector) {
    if (!TAG_NAMES.test(selector)) return select.call(this, selector);
    const names = known.get(selector) ?? new Set(selector.toUpperCase().split(","));
    known.set(selector, names);
    return elementsNamed(this, names);
  };
}
