import { createHash } from "node:crypto";
import type { StoryItem } from "../model.js";
import { isTracking } from "../tracking.js";
import { urlOf } from "../url.js";

/** Shortest title, in letters and digits, that may stand for its item: shorter ones ("Live", "속보") recur. */
const MIN_TITLE_CHARS = 12;

/** Characters of a story or origin id after its letter: 48 bits, a collision in 10^7 ids has odds of 1 in 6. */
const ID_CHARS = 12;

/**
 * A short id that depends on the opening item alone, so that every process gives the same one.
 * @param kind letter in front: `s` for a story, `o` for an origin
 */
export function idFrom(kind: "s" | "o", item: string): string {
  return kind + createHash("sha256").update(`${kind} ${item}`).digest("hex").slice(0, ID_CHARS);
}

/** The address without what does not name the page (scheme, www, tracking, fragment); null when it is none. */
export function canonicalAddress(url: string | null): string | null {
  const [, host, plainPath] = (url === null ? null : PLAIN_ADDRESS.exec(url)) ?? [];
  if (host !== undefined) return nameOf(host, plainPath ?? "", "");
  const parsed = url === null ? null : urlOf(url);
  if (parsed === null) return null;
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return null;
  const kept = parsed.search === "" ? [] : [...parsed.searchParams].filter(([name]) => !isTracking(name)).sort(byName);
  const query = kept.map(([name, value]) => `${name}=${value}`).join("&");
  return nameOf(parsed.host, parsed.pathname, query);
}

/**
 * An address that is its own canonical form, as most are: what a URL's parser would change (case, ports, numeric and
 * international hosts, dot segments, escapes, queries) does not match. To have it parsed takes ten times as long.
 */
const PLAIN_ADDRESS = /^https?:\/\/((?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,})(\/(?:[\w~/-]|(?<=\w)\.(?=\w))*)?$/;

function nameOf(host: string, pathname: string, query: string): string | null {
  const path = pathname.replace(/\/+$/, "");
  if (path === "" && query === "") return null; // a front page names no item
  return `${host.replace(/^(www|m|amp)\./, "")}${path}${query === "" ? "" : `?${query}`}`;
}

/** Letters and digits of a title in one case, or null when it is too short to know an item by. */
export function titleKey(title: string): string | null {
  const bare = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
  return bare.length < MIN_TITLE_CHARS ? null : bare;
}

/** Everything by which the same report may be known again: its id, its address, its publisher's title. */
export function identitiesOf(item: StoryItem): string[] {
  const address = canonicalAddress(item.url);
  const title = titleKey(item.title);
  const keys = [`id ${item.id}`];
  if (address !== null) keys.push(`url ${address}`);
  if (title !== null && item.publisher !== null) keys.push(`title ${item.publisher} ${title}`);
  return keys;
}

/**
 * The words that an address spells out ("/2026/05/fire-at-the-plant.html"): publishers put the whole headline there
 * that a feed cuts short. Empty when the path is made of numbers.
 */
export function wordsOfAddress(url: string | null): string {
  const parsed = url === null ? null : urlOf(url);
  if (parsed === null) return "";
  const parts = decoded(parsed.pathname).split("/");
  const spelled = parts.filter((part) => (part.match(/[-_]/g)?.length ?? 0) >= 2 || /[^\x20-\x7e]/.test(part));
  return spelled.map(spaced).join(" ");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray percent sign
  }
}

function spaced(part: string): string {
  return part
    .replace(/\.\w{2,5}$/, "")
    .replace(/[-_+]/g, " ")
    .replace(/\b(?:article)?[0-9a-f]*\d[0-9a-f]{4,}\b/gi, " ")
    .replace(/\b\d+\b/g, " "); // a date or a number of the page: when and which, not what
}

function byName(a: [string, string], b: [string, string]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
