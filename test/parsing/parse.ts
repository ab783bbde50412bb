/** What the tests of parsing share: a document from text to `ParsedDocument`, in this thread. */
import type { ParsedDocument, ParsedItem } from "../../src/model.js";
import { createParseDocument, type FeedDocument } from "../../src/parsing/parse-document.js";

const parse = createParseDocument();

export function parseText(text: string | Uint8Array, options: Partial<FeedDocument> = {}): Promise<ParsedDocument> {
  const body = typeof text === "string" ? Buffer.from(text) : text;
  return parse({ body, contentType: null, url: "https://paper.example/feed.xml", timeZone: "UTC", ...options });
}

export const rss = (items: string, channel = "<title>The Paper</title>", attributes = 'version="2.0"') =>
  `<?xml version="1.0" encoding="UTF-8"?><rss ${attributes}><channel>${channel}${items}</channel></rss>`;

export const atom = (entries: string, feed = "<title>The Journal</title>", attributes = "") =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}>${feed}${entries}</feed>`;

/** The only item of an RSS document that has this inside its item. */
export async function rssItem(inside: string, options: Partial<FeedDocument> = {}): Promise<ParsedItem> {
  return (await parseText(rss(`<item>${inside}</item>`), options)).items[0]!;
}

export async function atomItem(inside: string, options: Partial<FeedDocument> = {}): Promise<ParsedItem> {
  return (await parseText(atom(`<entry>${inside}</entry>`), options)).items[0]!;
}
