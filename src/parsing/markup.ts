/**
 * The marks of XML as they really come: tags whose quotes do not close, attributes without quotes, elements without an
 * end. Every function reads forward only and remembers what was not found, so that no document costs more than a few
 * passes over its text.
 */

/** Attributes of one tag that are read; more are ignored. */
const MAX_ATTRIBUTES = 50;
/** A tag longer than this, or whose quotes do not close within it, ends at its first bracket. */
const MAX_TAG_CHARS = 20_000;
/** Names of elements whose end tags are remembered; those beyond are taken as never closed, which costs tolerance. */
const MAX_NAMES = 200;

/** Index of the next occurrence at or after `from`, or -1. */
export type Needle = (from: number) => number;

/** `indexOf` that never searches the same stretch twice, for calls with growing `from`. */
function createNeedle(text: string, needle: string): Needle {
  let known = text.indexOf(needle);
  return (from) => {
    if (known !== -1 && known < from) known = text.indexOf(needle, from);
    return known;
  };
}

/** The marks of one document, each sought once. */
export interface Marks {
  open: Needle;
  close: Needle;
  cdata: Needle;
  cdataEnd: Needle;
  commentEnd: Needle;
  /** The end tag of an element of that name. */
  endTag(rawName: string, from: number): number;
  /** The next start or end tag of an item. */
  itemEdge: Needle;
  /** Sets the raw name that items have in this document. */
  nameItems(rawName: string): void;
}

export function createMarks(text: string): Marks {
  const endTags = new Map<string, Needle>();
  let itemStart: Needle = () => -1;
  let itemEnd: Needle = () => -1;
  return {
    open: createNeedle(text, "<"),
    close: createNeedle(text, ">"),
    cdata: createNeedle(text, "<![CDATA["),
    cdataEnd: createNeedle(text, "]]>"),
    commentEnd: createNeedle(text, "-->"),
    endTag(rawName, from) {
      let needle = endTags.get(rawName);
      if (needle === undefined) {
        if (endTags.size >= MAX_NAMES) return -1;
        needle = createTagNeedle(text, `</${rawName}`);
        endTags.set(rawName, needle);
      }
      return needle(from);
    },
    itemEdge(from) {
      const start = itemStart(from);
      const end = itemEnd(from);
      return start === -1 || (end !== -1 && end < start) ? end : start;
    },
    nameItems(rawName) {
      itemStart = createTagNeedle(text, `<${rawName}`);
      itemEnd = createTagNeedle(text, `</${rawName}`);
    },
  };
}

/** Finds a tag, not the beginning of a longer name. */
function createTagNeedle(text: string, tag: string): Needle {
  const find = createNeedle(text, tag);
  return (from) => {
    let at = find(from);
    while (at !== -1 && !endsName(text.charCodeAt(at + tag.length))) at = find(at + tag.length);
    return at;
  };
}

/** White space, `>`, `/`, `<` or the end of the text. */
function endsName(code: number): boolean {
  return code <= 32 || code === 62 || code === 47 || code === 60 || Number.isNaN(code);
}

/** Index of the `>` that ends the tag whose name begins at `from`, brackets inside quotes passed over; -1 if none. */
export function tagEnd(text: string, from: number, close: Needle): number {
  const first = close(from);
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

/** By name in lower case; values are as written, references not resolved. */
export type Attributes = ReadonlyMap<string, string>;

/** Most tags have none. */
export const NO_ATTRIBUTES: Attributes = new Map();

const ATTRIBUTE = /([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** The first attribute of a name counts. */
export function attributesOf(tag: string): Attributes {
  if (!tag.includes("=")) return NO_ATTRIBUTES;
  const attributes = new Map<string, string>();
  const within = tag.slice(0, MAX_TAG_CHARS);
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(within); match !== null; match = ATTRIBUTE.exec(within)) {
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
