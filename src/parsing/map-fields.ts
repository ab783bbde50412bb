/** rss-parser as the mapper from elements to fields. */
import Parser from "rss-parser";
import { WatchdeskError } from "../errors.js";
import type { RawDocument, RawFields } from "./raw.js";
import { wellFormed, writtenName } from "./well-formed.js";

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
  const parser = new Parser<MappedFields, MappedFields>({
    customFields: { feed: namesIn([document.feed]) as never[], item: namesIn(document.items) as never[] },
  });
  try {
    const { items, ...feed } = await parser.parseString(wellFormed(document));
    return { feed, items };
  } catch (cause) {
    throw new WatchdeskError("internal", "parse: the fields of the document could not be mapped", { cause });
  }
}

/** Pairs of the name in the document written for it and the name that the field has here. */
function namesIn(list: RawFields[]): [string, string][] {
  const names = new Set(list.flatMap((fields) => [...fields.keys()]));
  return [...names].map((name) => [writtenName(name), name]);
}
