/**
 * A document's fields as a small, well-formed RSS 2.0 document, which is all that rss-parser is ever shown. Whatever
 * its own names do with a value that is wild (its snippets take quadratic time, a bad date rejects the whole feed)
 * cannot happen, since only the fields that it maps as they are keep their names; the others stand under `x:`.
 */
import type { RawDocument, RawFields } from "./raw.js";

/** Names that rss-parser maps without making more of them. */
const PLAIN = new Map([
  ["title", "title"],
  ["link", "link"],
  ["guid", "guid"],
  ["language", "language"],
  ["generator", "generator"],
  ["ttl", "ttl"],
]);

/** Name under which a field is written and mapped: `dc:date` becomes `x:dc.date`. */
export function writtenName(name: string): string {
  return PLAIN.get(name) ?? `x:${name.replace(":", ".").replace("@", "_")}`;
}

export function wellFormed(document: RawDocument): string {
  const items = document.items.map((item) => `<item>${elements(item)}</item>`).join("");
  return `<rss version="2.0"><channel>${elements(document.feed)}${items}</channel></rss>`;
}

function elements(fields: RawFields): string {
  let xml = "";
  for (const [name, value] of fields) {
    if (name.startsWith("%")) continue;
    const tag = writtenName(name);
    xml += `<${tag}>${escapeText(value)}</${tag}>`;
  }
  return xml;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ESCAPES[mark]!);
}
