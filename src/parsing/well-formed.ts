/**
 * A document's fields as a small, well-formed RSS 2.0 document, which is all that rss-parser is ever shown. What it does
 * with a value that is wild (its snippets take quadratic time, a bad date rejects the whole feed) cannot happen, since
 * only the fields that it maps as they are keep their names; the others get short ones of the document's own.
 */
import type { RawDocument, RawFields } from "./raw.js";

export interface WellFormed {
  xml: string;
  /** Name of each field and of the element that stands for it in `xml`. */
  elements: Map<string, string>;
}

/** Names that rss-parser maps without making more of them. */
const PLAIN = new Set(["title", "link", "guid", "language", "generator", "ttl"]);

export function wellFormed(document: RawDocument): WellFormed {
  const elements = new Map<string, string>();
  const feed = written(document.feed, elements);
  const items = document.items.map((item) => `<item>${written(item, elements)}</item>`).join("");
  return { xml: `<rss version="2.0"><channel>${feed}${items}</channel></rss>`, elements };
}

function written(fields: RawFields, elements: Map<string, string>): string {
  let xml = "";
  for (const [name, value] of fields) {
    if (name.startsWith("%") || (name === "@permalink" && fields.has("link"))) continue;
    const element = elements.get(name) ?? addElement(name, elements);
    xml += `<${element}>${ESCAPED.test(value) ? escapeText(value) : value}</${element}>`;
  }
  return xml;
}

function addElement(name: string, elements: Map<string, string>): string {
  const element = PLAIN.has(name) ? name : `x${elements.size}`;
  elements.set(name, element);
  return element;
}

const ESCAPED = /[&<>]/;
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ESCAPES[mark]!);
}
