/** Which elements of a feed and of its items are kept, by their names after namespaces are resolved. */

/** Read for people (markup removed), for machines (exact), from attributes, or by own rules. */
export type FieldKind =
  | "title"
  | "text"
  | "exact"
  | "date"
  | "link"
  | "person"
  | "hours"
  | "days"
  | "source"
  | "picture";

export const FEED_FIELDS = new Map<string, FieldKind>([
  ["title", "title"],
  ["dc:title", "title"],
  ["link", "link"],
  ["atom:link", "link"],
  ["id", "exact"],
  ["language", "exact"],
  ["dc:language", "exact"],
  ["generator", "exact"],
  ["ttl", "exact"],
  ["sy:updateperiod", "exact"],
  ["sy:updatefrequency", "exact"],
  ["skiphours", "hours"],
  ["skipdays", "days"],
]);

export const ITEM_FIELDS = new Map<string, FieldKind>([
  ["title", "title"],
  ["dc:title", "title"],
  ["media:title", "title"],
  ["itunes:title", "title"],
  ["atom:title", "title"],
  ["link", "link"],
  ["atom:link", "link"],
  ["guid", "exact"],
  ["id", "exact"],
  ["atom:id", "exact"],
  ["dc:identifier", "exact"],
  ["description", "text"],
  ["dc:description", "text"],
  ["content:encoded", "text"],
  ["content", "text"],
  ["atom:content", "text"],
  ["summary", "text"],
  ["atom:summary", "text"],
  ["itunes:summary", "text"],
  ["media:description", "text"],
  ["fullitem", "text"],
  ["body", "text"],
  ["xhtml:body", "text"],
  ["abstract", "text"],
  ["pubdate", "date"],
  ["published", "date"],
  ["issued", "date"],
  ["created", "date"],
  ["updated", "date"],
  ["modified", "date"],
  ["date", "date"],
  ["dc:date", "date"],
  ["dcterms:issued", "date"],
  ["dcterms:created", "date"],
  ["dcterms:available", "date"],
  ["dcterms:modified", "date"],
  ["atom:published", "date"],
  ["atom:updated", "date"],
  ["author", "person"],
  ["dc:creator", "person"],
  ["dc:author", "person"],
  ["atom:author", "person"],
  ["itunes:author", "person"],
  ["language", "exact"],
  ["dc:language", "exact"],
  ["source", "source"],
  ["?source", "source"],
  ["enclosure", "picture"],
  ["media:thumbnail", "picture"],
  ["media:rating", "exact"],
]);

/** Elements without a meaning of their own whose children count as the item's. */
export const TRANSPARENT = new Set(["media:group", "media:content"]);

export const ITEM_NAMES = new Set(["item", "entry"]);
export const ROOT_NAMES = new Set(["rss", "rdf", "feed", "channel"]);
