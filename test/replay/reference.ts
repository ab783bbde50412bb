/**
 * Which items a recorded feed holds, found without the project's parser or its rules: a plain walk over the text of
 * `<item>` and `<entry>`. The publisher's own id counts, and the address where it gives none.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Expected {
  key: string;
  /** Every address under which it stood, in any document. */
  urls: Set<string>;
  titles: Set<string>;
  /** Documents in which it stood. */
  times: number;
}

/** The distinct items of these documents, by key. */
export function expectedItems(folder: string, names = readdirSync(folder)): Map<string, Expected> {
  const items = new Map<string, Expected>();
  for (const name of names.toSorted()) {
    for (const [markup] of readFileSync(join(folder, name), "utf8").matchAll(ITEM)) {
      const url = element(markup, "link");
      const key = element(markup, "guid") || element(markup, "id") || url;
      const item = items.get(key) ?? { key, urls: new Set(), titles: new Set(), times: 0 };
      item.urls.add(addressOf(url));
      item.titles.add(bare(element(markup, "title")));
      item.times += 1;
      items.set(key, item);
    }
  }
  return items;
}

const ITEM = /<(item|entry)[\s>][\s\S]*?<\/\1>/g;

/** Host and path: what a reader would call the same page. */
export function addressOf(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, "").replace(/[#?].*$|\/$/g, "");
}

/** A title without marks and spaces. */
export function bare(title: string): string {
  return title.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "");
}

function element(markup: string, name: string): string {
  const inner = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(markup)?.[1]?.trim() ?? "";
  const raw = /^<!\[CDATA\[([\s\S]*?)\]\]>$/.exec(inner)?.[1] ?? inner;
  return raw
    .replace(/&#x([0-9a-f]+);/gi, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_all, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_all, entity: string) => ENTITIES[entity] ?? "")
    .trim();
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
