/** Ids of items: the publisher's own, else one that stays the same as long as the item does. */
import { createHash } from "node:crypto";
import { isTracking } from "../tracking.js";
import { urlOf } from "../url.js";
import { isRelative, resolveAddress } from "./addresses.js";
import type { MappedFields } from "./map-fields.js";

const OWN = ["guid", "id", "atom:id", "@rdf:about", "dc:identifier"];

/**
 * guid, atom:id, rdf:about, else the canonical link, else a hash of title and date; null only for an item with nothing
 * of these.
 */
export function itemId(
  fields: MappedFields,
  url: string | null,
  title: string | null,
  publishedAt: string | null,
): string | null {
  for (const name of OWN) {
    const own = fields[name];
    if (typeof own === "string" && own !== "") return absoluteId(own, fields["@base"]);
  }
  if (url !== null) return bareAddress(url);
  if (!title && publishedAt === null) return null;
  return `hash:${createHash("sha256")
    .update(`${title ?? ""}\n${publishedAt ?? ""}`)
    .digest("hex")
    .slice(0, 32)}`;
}

/** An Atom id is an address; a relative one is resolved where the document itself sets a base. */
function absoluteId(id: string, base: unknown): string {
  return typeof base === "string" && isRelative(id) ? (resolveAddress(id, base) ?? id) : id;
}

/** An address that can still be opened, without what does not change the page: scheme's and host's case, default port, fragment, tracking. */
export function bareAddress(address: string): string {
  const url = urlOf(address);
  if (url === null) return address;
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) if (isTracking(name)) url.searchParams.delete(name);
  return url.href;
}
