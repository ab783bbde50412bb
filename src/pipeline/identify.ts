/** From what a document says to what is kept: an item's identity and its id. Pure. */
import { createHash } from "node:crypto";
import type { Feed, NewItem, ParsedItem } from "../model.js";
import { withoutPublisher } from "../parsing/aggregators.js";
import { canonicalAddress } from "../stories/identity.js";

/** Longest text kept of an item, in UTF-16 units; what is over it no alert can show. */
const MAX_TEXT_CHARS = 100_000;
/** How much of an undated item's text tells it from another one of the same title. */
const TEXT_KEY_CHARS = 200;

/**
 * The items of one document as new items, first occurrence first; what stands twice in the document comes once.
 * A guid or address that several items with different titles share identifies none of them: some publishers give
 * every item the address of their front page.
 */
export function identifyItems(feed: Feed, parsed: ParsedItem[]): NewItem[] {
  const shared = sharedKeys(parsed);
  const seen = new Set<string>();
  const items: NewItem[] = [];
  for (const one of parsed) {
    const identities = identitiesOf(one).filter((key) => !shared.has(key));
    const first = identities[0];
    if (first === undefined || identities.some((key) => seen.has(key))) continue;
    for (const key of identities) seen.add(key);
    items.push(toItem(feed, one, identities, first));
  }
  return items;
}

function toItem(feed: Feed, one: ParsedItem, identities: string[], first: string): NewItem {
  return {
    id: digest(`${feed.id} ${first}`).slice(0, 16),
    feed: feed.id,
    publisher: one.publisher ?? feed.publisher,
    family: feed.family,
    kind: feed.kind,
    identities,
    guid: one.guid,
    url: one.url,
    title: one.publisher ? withoutPublisher(one.title ?? "", one.publisher) : (one.title ?? ""),
    text: (one.text ?? "").slice(0, MAX_TEXT_CHARS),
    author: one.author,
    language: one.language ?? feed.language,
    publishedAt: instant(one.publishedAt),
    updatedAt: instant(one.updatedAt),
  };
}

/** Strongest first: guid, canonical address, title with date (or, undated, with the beginning of the text). */
function identitiesOf(one: ParsedItem): string[] {
  const keys: string[] = [];
  if (one.guid) keys.push(`guid ${one.guid.length > 200 ? digest(one.guid) : one.guid}`);
  const address = addressIdentity(one.url);
  if (address !== null) keys.push(address);
  const title = bare(one.title ?? "");
  const text = bare((one.text ?? "").slice(0, TEXT_KEY_CHARS));
  if (title !== "" || text !== "") keys.push(`title ${digest(`${title} ${one.publishedAt ?? text}`).slice(0, 24)}`);
  return keys;
}

/** The identity that an address gives an item; null for none and for front pages. */
export function addressIdentity(url: string | null): string | null {
  const address = canonicalAddress(url);
  return address === null ? null : `url ${address.length > 300 ? digest(address) : address}`;
}

function sharedKeys(parsed: ParsedItem[]): Set<string> {
  const titles = new Map<string, string>();
  const shared = new Set<string>();
  for (const one of parsed) {
    const title = bare(one.title ?? one.text ?? "");
    for (const key of identitiesOf(one)) {
      const other = titles.get(key);
      if (other !== undefined && other !== title) shared.add(key);
      else titles.set(key, title);
    }
  }
  return shared;
}

function bare(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function instant(iso: string | null): number | null {
  const ms = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isFinite(ms) ? ms : null;
}
