/** rss-parser as the mapper from elements to fields. */
import Parser from "rss-parser";
import { WatchdeskError } from "../errors.js";
import type { RawDocument } from "./raw.js";
import { wellFormed } from "./well-formed.js";

/** Fields by their qualified names; what an element lacks is absent. Values are not yet known to be strings. */
export type MappedFields = Record<string, unknown>;

export interface MappedDocument {
  feed: MappedFields;
  items: MappedFields[];
}

/**
 * Each document has a parser of its own: an instance that has met one bad document silently accepts the next. It is
 * told of the names that the document has, since it looks for every name that it knows in every item.
 */
export async function mapFields(document: RawDocument): Promise<MappedDocument> {
  const { xml, elements } = wellFormed(document);
  const names = [...elements].map(([name, element]) => [element, name]) as never[];
  const parser = new Parser<MappedFields, MappedFields>({ customFields: { feed: names, item: names } });
  try {
    const { items, ...feed } = await parser.parseString(xml);
    return { feed, items };
  } catch (cause) {
    throw new WatchdeskError("internal", "parse: the fields of the document could not be mapped", { cause });
  }
}
