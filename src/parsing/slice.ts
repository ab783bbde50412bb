/** The content of one element of a feed as a stretch of the document, found without trusting that it is well-formed. */
import type { Finder } from "./markup.js";

export interface Slice {
  /** End of the content. */
  end: number;
  /** Where reading goes on. */
  next: number;
}

const CDATA = "<![CDATA[";
const CDATA_END = "]]>";
/** Where an element that was never closed must end at the latest; names with any prefix. */
const SIBLING =
  /<\/?(?:[a-z0-9_]{1,20}:)?(?:item|entry|channel|feed|rss|rdf|title|link|guid|id|pubdate|description|content|summary|updated|published|author|category)[\s>/]/gi;

/**
 * Content of the element `name` that begins at `from`: up to its own end tag outside CDATA; where that is missing, or
 * lies beyond the item's end, up to the next element that a feed would have there.
 */
export function sliceOf(text: string, name: string, from: number, find: Finder): Slice {
  let at = from;
  for (;;) {
    const close = closingTag(text, name, at, find);
    const cdata = find(CDATA, at);
    const edge = itemEdge(at, find);
    if (cdata !== -1 && (close === -1 || cdata < close) && (edge === -1 || cdata < edge)) {
      const end = find(CDATA_END, cdata + CDATA.length);
      if (end !== -1) {
        at = end + CDATA_END.length;
        continue;
      }
      // Never closed: the element ends where its end tag is, or with the document.
      return { end: close === -1 ? text.length : close, next: close === -1 ? text.length : close };
    }
    if (close !== -1 && (edge === -1 || close < edge)) return { end: close, next: afterTag(text, close, find) };
    return unclosed(text, at);
  }
}

function unclosed(text: string, from: number): Slice {
  SIBLING.lastIndex = from;
  const end = SIBLING.exec(text)?.index ?? text.length;
  return { end, next: end };
}

/** Next `</name` that is not the beginning of a longer name. */
function closingTag(text: string, name: string, from: number, find: Finder): number {
  const needle = `</${name}`;
  let at = find(needle, from);
  while (at !== -1 && !endsName(text.charCodeAt(at + needle.length))) at = find(needle, at + needle.length);
  return at;
}

function endsName(code: number): boolean {
  return code === 62 || code === 60 || Number.isNaN(code) || code <= 32;
}

/** The next beginning or end of an item, as most feeds write them. */
function itemEdge(from: number, find: Finder): number {
  let edge = -1;
  for (const needle of ["<item>", "<item ", "</item>", "<entry>", "<entry ", "</entry>"]) {
    const found = find(needle, from);
    if (found !== -1 && (edge === -1 || found < edge)) edge = found;
  }
  return edge;
}

function afterTag(text: string, close: number, find: Finder): number {
  const end = find(">", close);
  return end === -1 ? text.length : end + 1;
}

/** The stretches of a content: CDATA as it is, everything else still with references. */
export function piecesOf(content: string): { text: string; literal: boolean }[] {
  if (!content.includes(CDATA)) return [{ text: content, literal: false }];
  const pieces: { text: string; literal: boolean }[] = [];
  for (let at = 0; at < content.length; ) {
    const open = content.indexOf(CDATA, at);
    if (open === -1) {
      pieces.push({ text: content.slice(at), literal: false });
      break;
    }
    if (open > at) pieces.push({ text: content.slice(at, open), literal: false });
    const close = content.indexOf(CDATA_END, open);
    const end = close === -1 ? content.length : close;
    pieces.push({ text: content.slice(open + CDATA.length, end), literal: true });
    at = end + CDATA_END.length;
  }
  return pieces;
}
