/** A page's bytes to its main text and what it says of itself. Pure: it fetches nothing and follows nothing. */
import { WatchdeskError } from "../errors.js";
import type { PageText } from "../model.js";
import { createDateReader } from "../parsing/dates.js";
import { decodeDocument } from "../parsing/decode.js";
import { cleanText } from "../parsing/plain-text.js";
import type { Block } from "./blocks.js";
import { parsePage } from "./dom.js";
import { createLeftOut, type LeftOut } from "./left-out.js";
import { mainBlocks } from "./main-text.js";
import { metadataOf } from "./metadata.js";
import { type Wall, wallOf } from "./walls.js";

export interface PageBytes {
  body: Uint8Array;
  /** The server's header, or null. */
  contentType: string | null;
  /** Where the page was found, after redirects. */
  url: string;
  /** Tell what is left out too; costs a little more. */
  explain?: boolean;
}

export interface ReadPage extends PageText {
  /** What stands between the reader and the text; the text is then a beginning at most. */
  wall: Wall | null;
  /** Another address that the page gives as its own, absolute; null when it is this one. */
  canonicalUrl: string | null;
  /** The page's light-weight twin. */
  ampUrl: string | null;
  /** What of the page is not its text, in the order in which it was found; absent where nobody asked. */
  leftOut?: LeftOut[];
}

/** Largest page in bytes. */
export const MAX_PAGE_BYTES = 8_000_000;
/** Longest text kept of a page, in characters. */
export const MAX_TEXT_CHARS = 200_000;
/** How far into a page its own word on its charset is sought, in bytes; HTML asks for it within 1024. */
const PROLOGUE_BYTES = 4_096;

/** Makes the reading of pages; what it holds is tables only, so it may be shared. */
export function createReadPage(): (page: PageBytes) => ReadPage {
  const dates = createDateReader();
  /**
   * Paragraphs are parted by an empty line. The text is empty when the page has none.
   *
   * @throws WatchdeskError `limit` for a body that is too large, `input` for what is no page
   */
  return ({ body, contentType, url, explain = false }) => {
    if (body.byteLength > MAX_PAGE_BYTES) {
      throw new WatchdeskError("limit", `read: the page has ${body.byteLength} bytes, over ${MAX_PAGE_BYTES}`);
    }
    refuseOther(contentType);
    const document = parsePage(decodeDocument(body, withDeclaredCharset(body, contentType)));
    const { description, heading, subscribersOnly, ...metadata } = metadataOf(document, url, dates);
    const left = explain ? createLeftOut() : null;
    const { title } = metadata;
    const { blocks, page, words } = mainBlocks(document, { title, heading, description }, left?.note);
    const text = textOf(blocks);
    const wall = wallOf({ text, title, page, words, subscribersOnly });
    return { url, ...metadata, text, wall, ...(left === null ? {} : { leftOut: left.list }) };
  };
}

function refuseOther(contentType: string | null): void {
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^(?:image|audio|video|font)\/|pdf$|zip$|octet-stream$|msword|officedocument/.test(type)) {
    throw new WatchdeskError("input", `read: ${type} is not a page`, { hint: "Only HTML pages are read." });
  }
}

/** The header with the charset of the page's own declaration where the header has none. */
function withDeclaredCharset(body: Uint8Array, contentType: string | null): string | null {
  if (/charset\s*=/i.test(contentType ?? "")) return contentType;
  const prologue = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, PROLOGUE_BYTES)).toString(
    "latin1",
  );
  const declared = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(prologue)?.[1];
  return declared === undefined ? contentType : `text/html; charset=${declared}`;
}

function textOf(blocks: readonly Block[]): string {
  const paragraphs = blocks.map(({ text }) => text.split("\n").map(cleanText).filter(Boolean).join("\n"));
  const text = paragraphs.filter(Boolean).join("\n\n");
  return text.length <= MAX_TEXT_CHARS ? text : text.slice(0, MAX_TEXT_CHARS);
}
