/** From an element's content to the text that it stands for. */
import { decodeHTMLStrict } from "entities";
import { cleanText, htmlToText } from "./plain-text.js";
import { type Piece, piecesOf } from "./slice.js";

/** How an element's content is written: RSS and escaped HTML, Atom's plain text, inline XHTML, base64 of HTML. */
export type Writing = "html" | "text" | "xhtml" | "base64";

export interface Reading {
  /** Entities that the document defines. */
  entities: Map<string, string>;
  maxChars: number;
}

/** An escaped tag, by which content with real tags is known to be HTML that was escaped in part. */
const ESCAPED_TAG = /&lt;[/a-z]/i;
/** What plain text is unlikely to mean literally: markup of titles that feeds declare as plain by mistake. */
const TITLE_TAG = /<\/?(?:b|i|em|strong|span|br|p|sup|sub|a|u|font|div)(?:\s[^<>]*)?\/?>/i;
/** Longest content read, as a multiple of the text kept: markup may be several times its text. */
const MARKUP_SHARE = 10;

/** Content for readers: plain text, cut at the cap. */
export function readerText(content: string, writing: Writing, reading: Reading): string {
  const within = content.slice(0, reading.maxChars * MARKUP_SHARE);
  return cut(toText(within, writing, reading), reading.maxChars);
}

function toText(content: string, writing: Writing, reading: Reading): string {
  if (writing === "base64")
    return htmlToText(Buffer.from(content.replace(/[^\w+/=-]/g, ""), "base64").toString("utf8"));
  const pieces = piecesOf(content);
  const naked = pieces.some((piece) => !piece.literal && piece.text.includes("<"));
  if (naked && (writing === "xhtml" || !ESCAPED_TAG.test(content))) return htmlToText(inlineMarkup(pieces, reading));
  const once = resolved(pieces, reading);
  if (writing === "text" && !TITLE_TAG.test(once)) return cleanText(once.includes("&") ? decodeHTMLStrict(once) : once);
  return htmlToText(once);
}

/** Markup that stands in the document itself: its text is escaped once only. */
function inlineMarkup(pieces: Piece[], reading: Reading): string {
  return pieces.map(({ text, literal }) => (literal ? text : ownEntities(text, reading))).join("");
}

function resolved(pieces: Piece[], reading: Reading): string {
  let text = "";
  for (const piece of pieces) text += piece.literal ? piece.text : decodeReferences(piece.text, reading);
  return text;
}

/** Content for machines (ids, addresses, dates): references resolved, nothing folded but the ends. */
export function machineText(content: string, reading: Reading): string {
  const pieces = piecesOf(content.slice(0, reading.maxChars * MARKUP_SHARE));
  return cut(cleanText(resolved(pieces, reading)), reading.maxChars);
}

/** An attribute's value: references resolved where they end in a semicolon, since addresses hold `&copy=`. */
export function attributeText(value: string, reading: Reading): string {
  return cut(cleanText(decodeReferences(value, reading)), reading.maxChars);
}

function decodeReferences(text: string, reading: Reading): string {
  return text.includes("&") ? decodeHTMLStrict(ownEntities(text, reading)) : text;
}

function ownEntities(text: string, { entities }: Reading): string {
  if (entities.size === 0) return text;
  return text.replace(/&([\w.-]{1,40});/g, (whole, name) => entities.get(name) ?? whole);
}

function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const last = text.charCodeAt(maxChars - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxChars - 1 : maxChars).trimEnd();
}
