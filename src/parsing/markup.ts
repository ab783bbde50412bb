/**
 * The marks of XML as they really come: tags whose quotes do not close, attributes without quotes, elements without an
 * end. Every function reads forward only and remembers what was not found, so that no document costs more than a few
 * passes over its text.
 */

/** Attributes of one tag that are read; more are ignored. */
const MAX_ATTRIBUTES = 50;
/** A tag longer than this, or whose quotes do not close within it, ends at its first bracket. */
const MAX_TAG_CHARS = 20_000;
/** Needles remembered by one finder; for others "not found" is answered, which only costs tolerance. */
const MAX_NEEDLES = 200;

export type Finder = (needle: string, from: number) => number;

/** `indexOf` that never searches the same stretch twice for one needle, for calls with growing `from`. */
export function createFinder(text: string): Finder {
  const next = new Map<string, number>();
  return (needle, from) => {
    const known = next.get(needle);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    if (known === undefined && next.size >= MAX_NEEDLES) return -1;
    const found = text.indexOf(needle, from);
    next.set(needle, found);
    return found;
  };
}

/** Index of the `>` that ends the tag whose name begins at `from`, brackets inside quotes passed over; -1 if none. */
export function tagEnd(text: string, from: number, find: Finder): number {
  const first = find(">", from);
  if (first === -1 || !text.slice(from, first).includes("=")) return first;
  const tag = text.slice(from, from + MAX_TAG_CHARS);
  for (let at = 0; at < tag.length; at++) {
    const code = tag.charCodeAt(at);
    if (code === 62) return from + at;
    if (code !== 61) continue;
    while (isSpace(tag.charCodeAt(at + 1))) at++;
    const quote = tag[at + 1];
    if (quote !== '"' && quote !== "'") continue;
    at = tag.indexOf(quote, at + 2);
    if (at === -1) return first;
  }
  return first;
}

const ATTRIBUTE = /([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** Attributes by name in lower case; the first of a name counts. Values are as written, references not resolved. */
export function attributesOf(tag: string): Map<string, string> {
  const attributes = new Map<string, string>();
  if (!tag.includes("=")) return attributes;
  for (const match of tag.slice(0, MAX_TAG_CHARS).matchAll(ATTRIBUTE)) {
    if (attributes.size >= MAX_ATTRIBUTES) break;
    const name = match[1]!.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? "");
  }
  return attributes;
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** May this code unit begin the name of an element? */
export function startsName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 0xc0;
}

/** Index just after the name that begins at `from`. */
export function nameEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === 62 || code === 47 || code === 60) break;
  }
  return at;
}
