/** From mapped fields to what the rest of the bot reads: one text, one address, one id, instants. */
import type { ParsedDocument, ParsedFeed, ParsedItem } from "../model.js";
import { isRelative, resolveAddress } from "./addresses.js";
import { type Aggregator, aggregatorOf, behindClick, publisherOf } from "./aggregators.js";
import type { DateReader } from "./dates.js";
import { pollHints } from "./hints.js";
import { itemId } from "./identity.js";
import type { MappedDocument, MappedFields } from "./map-fields.js";
import { pictureOf } from "./pictures.js";

export interface Origin {
  format: string;
  url: string | null;
  timeZone: string;
  dates: DateReader;
}

const TITLES = ["title", "atom:title", "dc:title", "itunes:title", "media:title"];
const AUTHORS = ["author", "dc:creator", "atom:author", "dc:author", "itunes:author"];
const PUBLISHED = [
  "pubdate",
  "published",
  "issued",
  "atom:published",
  "dcterms:issued",
  "dcterms:available",
  "dc:date",
  "date",
  "created",
  "dcterms:created",
];
/** Bing's stands in a namespace that is named after the query, another one each time. */
const SOURCES = ["source", "?source"];
const UPDATED = ["updated", "modified", "atom:updated", "dcterms:modified", "@lastmod"];

/** `document` as `ParsedDocument`; values are strings, but not yet checked. */
export function normalise(document: MappedDocument, origin: Origin): ParsedDocument {
  const feed = normaliseFeed(document.feed, origin);
  const aggregator = aggregatorOf([origin.url, feed.url], first(document.feed, ["generator"]));
  return {
    feed,
    items: document.items.map((item) => normaliseItem(item, feed.url, aggregator, origin)),
    hints: pollHints(document.feed),
  };
}

function normaliseFeed(fields: MappedFields, { format }: Origin): ParsedFeed {
  return {
    title: first(fields, ["title", "dc:title"]),
    url: first(fields, ["link"]),
    language: first(fields, ["language", "dc:language", "@language"]),
    format,
  };
}

function normaliseItem(
  fields: MappedFields,
  site: string | null,
  aggregator: Aggregator | null,
  origin: Origin,
): ParsedItem {
  const instant = (names: string[]) => firstDate(fields, names, origin);
  const updated = instant(UPDATED);
  const published = instant(PUBLISHED) ?? updated;
  const written = first(fields, TITLES);
  const url = behindClick(addressOf(fields, origin.url ?? site));
  const source = first(fields, SOURCES);
  const publisher = aggregator === null ? null : publisherOf(aggregator, { title: written, source, url });
  const picture = pictureOf(fields);
  const publishedAt = published === null ? null : new Date(published).toISOString();
  return {
    guid: itemId(fields, url, written, publishedAt),
    url,
    title: written,
    text: first(fields, ["text"]),
    author: first(fields, AUTHORS) || null,
    publishedAt,
    updatedAt: updated === null ? null : new Date(updated).toISOString(),
    language: first(fields, ["@language", "language", "dc:language"]),
    ...(publisher === null ? {} : { publisher }),
    ...(picture === null ? {} : { picture }),
  };
}

/** The item's link; else the guid where it is one. */
function addressOf(fields: MappedFields, base: string | null): string | null {
  const link = first(fields, ["link", "@href"]);
  if (link) return resolveAddress(link, base) ?? (isRelative(link) ? link : null);
  const guid = first(fields, ["guid"]);
  if (guid && fields["@permalink"] !== "false") {
    const address = resolveAddress(guid, null);
    if (address !== null) return address;
  }
  const about = first(fields, ["@rdf:about", "id", "atom:id"]);
  return about ? resolveAddress(about, null) : null;
}

/** The first field with something in it; an empty one if all are empty; null if none is there. */
function first(fields: MappedFields, names: string[]): string | null {
  let found: string | null = null;
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string" && (found === null || found === "")) found = value;
  }
  return found;
}

function firstDate(fields: MappedFields, names: string[], { dates, timeZone }: Origin): number | null {
  for (const name of names) {
    const value = fields[name];
    const instant = typeof value === "string" ? dates.read(value, timeZone) : null;
    if (instant !== null) return instant;
  }
  return null;
}
