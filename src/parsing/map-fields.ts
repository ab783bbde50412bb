/**
 * rss-parser as the mapper from elements to fields. It is handed the elements themselves, as its own XML parser would
 * read them from a small Atom document, and not that document: to write it and to have it read again took nine tenths
 * of the time. What it does with a value that is wild (its snippets take quadratic time, a bad date rejects the
 * whole feed) cannot happen, since only the fields that it maps as they are keep their names; the others get short ones
 * of the document's own.
 */
import Parser from "rss-parser";
import { WatchdeskError } from "../errors.js";
import type { RawDocument, RawFields } from "./raw.js";

/** Fields by their qualified names; what an element lacks is absent. Values are not yet known to be strings. */
export type MappedFields = Record<string, unknown>;

export interface MappedDocument {
  feed: MappedFields;
  items: MappedFields[];
}

/** An element's children as rss-parser's XML parser gives them: by name, the text of each child of that name. */
type Children = Record<string, string[]>;

/** The step of rss-parser that follows its XML parser; its types tell of the way as a whole only. */
interface AtomMapper {
  buildAtomFeed(document: { feed: Children & { entry: Children[] } }): MappedFields & { items: MappedFields[] };
}

/** Names that rss-parser maps without making more of them. */
const PLAIN = new Set(["title", "id"]);

/**
 * Each document has a mapper of its own that is told of the names which the document has, since it looks for every name
 * that it knows in every item. Of its mappers Atom's is the one that looks for few names besides.
 *
 * @throws WatchdeskError `internal` when rss-parser fails, as none of the documents known makes it
 */
export function mapFields(document: RawDocument): MappedDocument {
  const elements = new Map<string, string>();
  const channel = childrenOf(document.feed, elements);
  const entry = document.items.map((item) => childrenOf(item, elements));
  const names = [...elements].map(([name, element]) => [element, name]) as never[];
  try {
    const mapper: unknown = new Parser({ customFields: { feed: names, item: names } });
    const { items, ...feed } = (mapper as AtomMapper).buildAtomFeed({ feed: Object.assign(channel, { entry }) });
    return { feed, items };
  } catch (cause) {
    throw new WatchdeskError("internal", "parse: the fields of the document could not be mapped", { cause });
  }
}

/** @param elements name of each field and of the element that stands for it, added to */
function childrenOf(fields: RawFields, elements: Map<string, string>): Children {
  const children: Children = {};
  for (const [name, value] of fields) {
    if (name.startsWith("%") || (name === "@permalink" && fields.has("link"))) continue;
    children[elements.get(name) ?? addElement(name, elements)] = [value];
  }
  return children;
}

function addElement(name: string, elements: Map<string, string>): string {
  const element = PLAIN.has(name) ? name : `x${elements.size}`;
  elements.set(name, element);
  return element;
}
