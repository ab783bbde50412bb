/** The content of one element of a feed as a stretch of the document, found without trusting that it is well-formed. */
import type { Marks } from "./markup.js";

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
export function sliceOf(text: string, name: string, from: number, marks: Marks): Slice {
  let at = from;
  for (;;) {
    const close = marks.endTag(name, at);
    const cdata = marks.cdata(at);
    const edge = marks.itemEdge(at);
    if (cdata !== -1 && (close === -1 || cdata < close) && (edge === -1 || cdata < edge)) {
      const end = marks.cdataEnd(cdata + CDATA.length);
      if (end !== -1) {
        at = end + CDATA_END.length;
        continue;
      }
      // Never closed: the element ends where its end tag is, or with the document.
      return { end: close === -1 ? text.length : close, next: close === -1 ? text.length : close };
    }
    if (close === -1 || (edge !== -1 && edge < close)) return unclosed(text, at);
    const end = marks.close(close);
    return { end: close, next: end === -1 ? text.length : end + 1 };
  }
}

function unclosed(text: string, from: number): Slice {
  SIBLING.lastIndex = from;
  const end = SIBLING.exec(text)?.index ?? text.length;
  return { end, next: end };
}

/** A stretch of a content: CDATA as it is (literal), everything else still with references. */
export interface Piece {
  text: string;
  literal: boolean;
}

export function piecesOf(content: string): Piece[] {
  if (!content.includes(CDATA)) return [{ text: content, literal: false }];
  const pieces: Piece[] = [];
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
