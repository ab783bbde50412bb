/** From what a document says to what is kept: an item's identity and its id. Pure. */
import { hash } from "node:crypto";
import type { Feed, NewItem, ParsedItem } from "../model.js";
import { withoutPublisher } from "../parsing/aggregators.js";
import { canonicalAddress } from "../stories/identity.js";

/** Longest text kept of an item, in UTF-16 units; what is over it no alert can show. */
const MAX_TEXT_CHARS = 100_000;
/**
 * Characters of an item's id, 64 bits in all. Those of its feed come first, so that what one poll brings lies side by
 * side in every index by item; at 300,000 items each row would else be a page of its own to write.
 */
const FEED_CHARS = 4;
const ITEM_CHARS = 12;
/** How much of an undated item's text tells it from another one of the same title. */
const TEXT_KEY_CHARS = 200;

/** What an item takes over from its feed. */
export type ItemsFeed = Pick<Feed, "id" | "publisher" | "family" | "kind" | "language">;

/**
 * The items of one document as new items, first occurrence first; what stands twice in the document comes once.
 * A guid or address that several items with different titles share identifies none of them: some publishers give
 * every item the address of their front page.
 */
export function identifyItems(feed: ItemsFeed, parsed: ParsedItem[]): NewItem[] {
  const keyed = parsed.map((one) => ({ one, keys: identitiesOf(one) }));
  const shared = sharedKeys(keyed);
  const prefix = digest(feed.id).slice(0, FEED_CHARS);
  const seen = new Set<string>();
  const items: NewItem[] = [];
  for (const { one, keys } of keyed) {
    const identities = keys.filter((key) => !shared.has(key));
    const first = identities[0];
    if (first === undefined || identities.some((key) => seen.has(key))) continue;
    for (const key of identities) seen.add(key);
    items.push(toItem(feed, prefix, one, identities, first));
  }
  return items;
}

function toItem(feed: ItemsFeed, prefix: string, one: ParsedItem, identities: string[], first: string): NewItem {
  return {
    id: prefix + digest(`${feed.id} ${first}`).slice(0, ITEM_CHARS),
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
    ...(one.picture ? { picture: one.picture } : {}),
  };
}

/** Strongest first: guid, canonical address, title with date (or, undated, with the beginning of the text). */
function identitiesOf(one: ParsedItem): string[] {
  const keys: string[] = [];
  if (one.guid) keys.push(`guid ${one.guid.length > 200 ? digest(one.guid) : one.guid}`);
  const address = addressIdentity(one.url);
  if (address !== null) keys.push(address);
  const title = titleIdentity(one);
  if (title !== null) keys.push(title);
  return keys;
}

function titleIdentity(one: ParsedItem): string | null {
  const title = signed(bare(one.title ?? ""), one);
  // Most have both, and their text need not be looked at.
  const text = title !== "" && one.publishedAt !== null ? "" : bare((one.text ?? "").slice(0, TEXT_KEY_CHARS));
  if (title === "" && text === "") return null;
  return `title ${digest(`${title} ${one.publishedAt ?? text}`).slice(0, 24)}`;
}

/** Papers that an engine lists with one agency's headline, of the same minute, are told apart by who they are. */
function signed(title: string, { publisher }: ParsedItem): string {
  if (!publisher || title === "" || title.endsWith(bare(publisher))) return title;
  return `${title} ${bare(publisher)}`;
}

/** The identity that an address gives an item; null for none and for front pages. */
export function addressIdentity(url: string | null): string | null {
  const address = canonicalAddress(url);
  return address === null ? null : `url ${address.length > 300 ? digest(address) : address}`;
}

function sharedKeys(keyed: { one: ParsedItem; keys: string[] }[]): Set<string> {
  const titles = new Map<string, string>();
  const shared = new Set<string>();
  for (const { one, keys } of keyed) {
    const title = one.title ?? one.text ?? "";
    for (const key of keys) {
      const other = titles.get(key);
      // Only what is named twice is compared.
      if (other !== undefined && other !== title && bare(other) !== bare(title)) shared.add(key);
      else titles.set(key, title);
    }
  }
  return shared;
}

/** Spaces as bare texts have them; most need no more than this look. */
const UNEVEN = /[^\x20-\x7e]| {2}|^ | $/;

function bare(text: string): string {
  if (!UNEVEN.test(text)) return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

function digest(text: string): string {
  return hash("sha256", text, "hex");
}

function instant(iso: string | null): number | null {
  const ms = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isFinite(ms) ? ms : null;
}
