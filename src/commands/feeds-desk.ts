/** What commands about feeds work with, and the checks that they share. */
import { type FeedConfig, feedSchema } from "../config/feed-schema.js";
import type { WatchFile } from "../config/watch-schema.js";
import { WatchdeskError } from "../errors.js";
import type { Feed } from "../model.js";
import type { FeedParser, Fetcher, Matcher, Store } from "../ports.js";
import { urlOf } from "../url.js";
import { nearest } from "./command.js";

export interface FeedDesk {
  store: Store;
  /** Who asks, for the record. */
  who: string;
  /** The feeds in force. */
  feeds: Feed[];
  watchFiles: WatchFile[];
  polling: { every: number; floor: number; maxBytes: number; timeout: number; lookBack: number };
  fetcher: Fetcher;
  parser: FeedParser;
  matcher(): Matcher;
  /** The feeds that an address leads to, likeliest first. Never rejects. */
  findFeeds(url: string): Promise<{ url: string; title: string | null; by: string }[]>;
  readOpml(text: string): { feeds: ListedFeed[]; problems: { line: number; message: string }[] };
  writeOpml(list: { title: string; feeds: ListedFeed[] }): string;
  searchFeeds(watch: string, names: Record<string, string[]>, engine: SearchEngine): Feed[];
}

export interface ListedFeed {
  url: string;
  title: string | null;
  siteUrl: string | null;
  /** From the outermost in. */
  folder: string[];
}

export const SEARCH_ENGINES = ["google-news", "bing-news", "gdelt"] as const;
export type SearchEngine = (typeof SEARCH_ENGINES)[number];

/** A feed as people write it in YAML. */
export type WrittenFeed = { id: string; url: string } & Partial<Record<keyof FeedConfig, unknown>>;

/** Throws WatchdeskError (`config`) with a line for each thing that is wrong, `place` in front. */
export function checkFeed(desk: FeedDesk, written: WrittenFeed, place: string): FeedConfig {
  const checked = feedSchema.safeParse(written);
  if (!checked.success) {
    const lines = checked.error.issues.map(
      ({ path, message }) => `${place}: ${path.map(String).join(".")}: ${message}`,
    );
    throw new WatchdeskError("config", lines.join("\n"));
  }
  const { every } = checked.data;
  if (typeof every === "number" && every < desk.polling.floor) {
    const floor = desk.polling.floor / 1000;
    throw new WatchdeskError("config", `${place}: every: is under the floor of ${floor} s (polling.floor)`);
  }
  return checked.data;
}

/** The feed in force with this id. Throws WatchdeskError (`usage`) with the nearest id. */
export function feedById(desk: FeedDesk, id: string): Feed {
  const found = desk.feeds.find((feed) => feed.id === id);
  if (found) return found;
  const known = desk.feeds.map((feed) => feed.id);
  throw new WatchdeskError("usage", `there is no feed "${id}"${known.length > 0 ? nearest(id, known) : ""}`, {
    hint: `"watchdesk feeds list" shows what there is`,
  });
}

/** The feed in force that has this address, in whichever of http and https, with or without www. */
export function feedByUrl(desk: FeedDesk, url: string): Feed | undefined {
  const wanted = addressKey(url);
  return desk.feeds.find((feed) => addressKey(feed.url) === wanted);
}

function addressKey(url: string): string {
  const address = urlOf(url);
  if (address === null) return url;
  const { host, pathname, search } = address;
  return `${host.replace(/^www\./, "")}${pathname.replace(/\/$/, "")}${search}`;
}

/** A free id from a text: letters, digits and dashes, with a number behind it where it is taken. */
export function freeId(text: string, taken: ReadonlySet<string>): string {
  const base =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, MAX_ID_CHARS) || "feed";
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Ids may have 64; the rest is for the number. */
const MAX_ID_CHARS = 48;
