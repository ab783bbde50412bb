/** Feeds in the composition root: those in force in a running bot, and what the commands about feeds work with. */
import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import type { FeedDesk } from "../commands/feeds-desk.js";
import { feedsInForce } from "../commands/feeds-in-force.js";
import type { Config } from "../config/load.js";
import { WatchdeskError } from "../errors.js";
import type { Feed } from "../model.js";
import { createFeedParser, createParsePool } from "../parsing/feed-parser.js";
import { startOffset } from "../pipeline/interval.js";
import type { Clock, Fetcher, Matcher, Store } from "../ports.js";
import { openStore } from "../store/open.js";
import { findFeeds } from "../web/discovery.js";
import { readOpml, writeOpml } from "../web/opml.js";
import { searchFeeds } from "../web/searches.js";

/** First polls lie within this share of the interval: spread, yet a new user sees something soon. */
const FIRST_SPREAD = 0.1;
/** A handful of feeds that come while the bot runs are polled at once; more are spread as at a start. */
const AT_ONCE = 16;

export interface FeedsInForce {
  byId(): Map<string, Feed>;
  /** Takes up what commands have changed since; cheap when nothing has. */
  refresh(): Promise<void>;
  /** Other feeds of the files; in force with the next `refresh`. */
  take(files: Feed[]): void;
  /** Makes every enabled feed due now. */
  pollAll(): Promise<void>;
}

/** The feeds of the files with the store's changes over them; the store's rows follow. */
export async function openFeedsInForce(config: Config, store: Store): Promise<FeedsInForce> {
  let seen = -1;
  let feeds = new Map<string, Feed>();
  let files = config.feeds;
  let taken = false;
  async function refresh(): Promise<void> {
    const newest = await store.changes.newest();
    if (newest === seen && !taken) return;
    taken = false;
    const before = feeds;
    const next = await effectiveFeeds({ ...config, feeds: files }, store);
    const fresh = next.filter((feed) => feed.enabled && !before.get(feed.id)?.enabled);
    const atOnce = !config.polling.spread || (seen >= 0 && fresh.length <= AT_ONCE);
    await store.feeds.sync(next.map((feed) => dueRow(config, feed, atOnce ? 0 : FIRST_SPREAD)));
    feeds = new Map(next.map((feed) => [feed.id, feed]));
    seen = newest;
  }
  await refresh();
  return {
    byId: () => feeds,
    refresh,
    take(next) {
      files = next;
      taken = true;
    },
    async pollAll() {
      // A feed that comes back is due anew.
      await store.feeds.sync([]);
      await store.feeds.sync([...feeds.values()].map((feed) => dueRow(config, feed, 0)));
    },
  };
}

/** New feeds begin spread over a share of their interval, so that a start is no burst. */
function dueRow(config: Config, { id, enabled, every, url }: Feed, share: number) {
  const everyMs = typeof every === "number" ? every : config.polling.every;
  // A digest, since an address may hold a password.
  const address = hash("sha256", url, "hex").slice(0, 32);
  const within = typeof every === "number" ? { withinMs: every } : {};
  return { id, enabled, address, ...within, dueInMs: Math.round(startOffset(id, everyMs) * share) };
}

export async function effectiveFeeds(config: Config, store: Store): Promise<Feed[]> {
  return feedsInForce(config.feeds, await store.changes.inForce("feed"), config.polling.every);
}

export interface DeskOptions {
  config: Config;
  clock: Clock;
  who: string;
  fetcher: Fetcher;
  openMatcher(): Matcher;
  /** Nothing is to be kept: where there is no store yet none is made. */
  readOnly?: boolean;
}

/** What commands about feeds work with, beside a bot that runs or without one; a store to keep changes in is made when there is none. */
export async function openFeedDesk(options: DeskOptions): Promise<{ desk: FeedDesk; close(): Promise<void> }> {
  const { config, clock, who, fetcher } = options;
  const store = await openBeside(config, clock, options.readOnly ?? false);
  const parser = createFeedParser(createParsePool());
  let matcher: Matcher | undefined;
  const desk: FeedDesk = {
    store,
    who,
    feeds: await effectiveFeeds(config, store),
    watchFiles: config.watchFiles,
    polling: config.polling,
    fetcher,
    parser,
    matcher: () => (matcher ??= options.openMatcher()),
    findFeeds: (url) => findFeeds(fetcher, url),
    readOpml,
    writeOpml,
    searchFeeds,
  };
  const close = async () => {
    await parser.close();
    await fetcher.close();
    await store.close();
  };
  return { desk, close };
}

/** As a reader beside the bot; where no bot has made or upgraded the store yet, as the bot that does. */
async function openBeside(config: Config, clock: Clock, readOnly: boolean): Promise<Store> {
  const { databaseUrl: url = null, path } = config.store;
  if (readOnly && url === null && !existsSync(path)) return openStore({ url, path: ":memory:", clock });
  const where = { url, path, clock };
  try {
    return await openStore({ ...where, mode: "reader" });
  } catch (error) {
    if (!(error instanceof WatchdeskError) || error.code !== "store") throw error;
    return openStore({ ...where, mode: "bot" });
  }
}
