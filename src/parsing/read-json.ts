/** JSON Feed 1.0 and 1.1 (jsonfeed.org), read into the names that the other formats use. */
import { z } from "zod";
import { WatchdeskError } from "../errors.js";
import { resolveAddress } from "./addresses.js";
import type { ParseLimits } from "./limits.js";
import { keepAddress } from "./pictures.js";
import { cleanText, htmlToText } from "./plain-text.js";
import type { RawDocument, RawFields } from "./raw.js";
import { keepText } from "./texts.js";

/** Publishers write numbers as ids and null for what they lack; anything else that is no string is as good as absent. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const author = z.object({ name: text }).catch({ name: undefined });

const jsonItem = z
  .object({
    id: text,
    url: text,
    external_url: text,
    title: text,
    content_html: text,
    content_text: text,
    summary: text,
    image: text,
    banner_image: text,
    date_published: text,
    date_modified: text,
    language: text,
    author: author.optional(),
    authors: z.array(author).optional().catch(undefined),
  })
  .catch({
    id: undefined,
    url: undefined,
    external_url: undefined,
    title: undefined,
    content_html: undefined,
    content_text: undefined,
    summary: undefined,
    image: undefined,
    banner_image: undefined,
    date_published: undefined,
    date_modified: undefined,
    language: undefined,
  });

const jsonFeed = z.object({
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  language: text,
  items: z.array(z.unknown()).optional().catch(undefined),
});

/** Does the text look like JSON at all? */
export function looksLikeJson(text: string): boolean {
  return /^\s{0,1000}\{/.test(text);
}

/** @throws WatchdeskError `input` when it is no JSON Feed, `limit` beyond the items */
export function readJson(source: string, url: string | null, limits: ParseLimits): RawDocument {
  const feed = jsonFeed.safeParse(parseJson(source));
  if (!feed.success || (feed.data.items === undefined && !/jsonfeed/i.test(feed.data.version ?? ""))) {
    throw new WatchdeskError("input", "parse: the document is JSON but no JSON Feed");
  }
  const { version, title, home_page_url: home, feed_url: self, language, items = [] } = feed.data;
  if (items.length > limits.maxItems) {
    throw new WatchdeskError("limit", `parse: the document has more than ${limits.maxItems} items`);
  }
  const base = resolveAddress(self ?? "", url) ?? resolveAddress(home ?? "", url) ?? url;
  return {
    format: `JSON Feed ${/version\/(\d\.?\d?)/.exec(version ?? "")?.[1]?.padEnd(3, ".0") ?? "1.1"}`,
    feed: fieldsOf([
      ["title", title === undefined ? undefined : cleanText(title).slice(0, limits.maxFieldChars)],
      ["link", resolveAddress(home ?? "", base) ?? undefined],
      ["language", language],
    ]),
    items: items.map((item) => itemFields(jsonItem.parse(item), base, limits)),
  };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new WatchdeskError("input", "parse: the document begins as JSON but is broken", { cause });
  }
}

function itemFields(item: z.infer<typeof jsonItem>, base: string | null, limits: ParseLimits): RawFields {
  const short = (value: string | undefined) => value?.slice(0, limits.maxFieldChars);
  const cut = (value: string) => value.slice(0, limits.maxTextChars);
  const html = item.content_html === undefined ? undefined : htmlToText(item.content_html);
  const fields = fieldsOf([
    ["id", short(item.id)],
    ["link", resolveAddress(item.url ?? item.external_url ?? "", base) ?? undefined],
    ["title", short(item.title === undefined ? undefined : cleanText(item.title))],
    ["published", short(item.date_published)],
    ["updated", short(item.date_modified)],
    ["@language", short(item.language)],
    ["author", short([...(item.authors ?? []), ...(item.author ? [item.author] : [])].find((one) => one.name)?.name)],
  ]);
  const picture = resolveAddress(item.image ?? item.banner_image ?? "", base);
  if (picture !== null) keepAddress(fields, picture);
  const text = html ?? (item.content_text === undefined ? undefined : cleanText(item.content_text));
  if (text !== undefined) keepText(fields, "content", cut(text));
  if (item.summary !== undefined) keepText(fields, "summary", cut(cleanText(item.summary)));
  return fields;
}

function fieldsOf(pairs: [string, string | undefined][]): RawFields {
  return new Map(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
