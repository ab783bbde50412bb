/** rss-parser as the mapper from elements to fields. */
import Parser from "rss-parser";
import { WatchdeskError } from "../errors.js";
import { FEED_FIELDS, ITEM_FIELDS } from "./fields.js";
import { writtenName } from "./well-formed.js";

/** Fields by their qualified names; what an element lacks is absent. Values are not yet known to be strings. */
export type MappedFields = Record<string, unknown>;

export interface MappedDocument {
  feed: MappedFields;
  items: MappedFields[];
}

/** Names that readers of documents add to the elements' own. */
const ADDED = ["@language", "@link-rank", "@permalink", "@base", "@rdf:about", "@href", "@lastmod"];

const FEED_NAMES = namesOf(FEED_FIELDS);
const ITEM_NAMES = namesOf(ITEM_FIELDS);

function namesOf(fields: Map<string, unknown>): [string, string][] {
  return [...fields.keys(), ...ADDED].map((name) => [writtenName(name), name]);
}

/**
 * Each document has a parser of its own: an instance that has met one bad document silently accepts the next.
 * @param xml what `wellFormed` wrote
 */
export async function mapFields(xml: string): Promise<MappedDocument> {
  const parser = new Parser<MappedFields, MappedFields>({
    customFields: { feed: FEED_NAMES as never[], item: ITEM_NAMES as never[] },
  });
  try {
    const { items, ...feed } = await parser.parseString(xml);
    return { feed, items };
  } catch (cause) {
    throw new WatchdeskError("internal", "parse: the fields of the document could not be mapped", { cause });
  }
}
