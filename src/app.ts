/**
 * The composition root: one straight line that builds everything and closes it in reverse; the only importer of
 * adapters. Nothing here decides; read it top-down to see what the bot is made of.
 */
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Writable } from "node:stream";
import { type Account, openAccounts } from "./app-chat.js";
import { openFeedsInForce } from "./app-feeds.js";
import { noteInForce, rulesOf, watchNames } from "./app-in-force.js";
import { openSummariser } from "./app-summary.js";
import { createTerminalNotifier } from "./channels/terminal.js";
import { createWebhookNotifier } from "./channels/webhook.js";
import type { CommandContext } from "./commands/command.js";
import type { Config } from "./config/load.js";
import { operatorsOf } from "./config/routes.js";
import type { ChannelConfig } from "./config/schema.js";
import { WatchdeskError } from "./errors.js";
import { createFeedParser, createParsePool } from "./parsing/feed-parser.js";
import type { Cadence } from "./pipeline/cadence.js";
import { createFeedCadence } from "./pipeline/feed-cadence.js";
import { createOutage } from "./pipeline/outage.js";
import { createPipeline, type Pipeline } from "./pipeline/run.js";
import type { Chat, Clock, Fetcher, Log, Matcher, Notifier, Random, Reader, Store, StoryIndex } from "./ports.js";
import { createPageReader, createReadPool } from "./reading/page-reader.js";
import { createPoliteReader } from "./reading/polite-reader.js";
import { nextCronRun } from "./schedule/cron.js";
import { openStore } from "./store/open.js";
import { createStoryIndex } from "./stories/story-index.js";
import { createFetcher } from "./web/fetcher.js";
import { MAX_QUEUE_MS } from "./web/hosts.js";
import { createRobots } from "./web/robots.js";
import { SEARCH_PACES } from "./web/searches.js";

export interface AppOptions {
  config: Config;
  clock: Clock;
  /** Time of the network, where `clock` is a simulated one: requests time out in real time. */
  wallClock?: Clock;
  random: Random;
  log: Log;
  /** Names this process in claims; no two alike. */
  owner: string;
  /** Where the terminal channel writes, and whether colours and links may be used there. */
  terminal: { output: Writable; rich: boolean; timeZone: string };
  version: string;
  /** In place of the real ones: replay brings its own, tests of faults a store that fails when it is told. */
  store?: Store;
  parser?: ReturnType<typeof createFeedParser>;
  fetcher?: Fetcher;
  cadence?: Cadence;
}

export interface App {
  store: Store;
  pipeline: Pipeline;
  /** Opens the connections through which people ask. */
  startChats(): Promise<void>;
  /** Makes every enabled feed due now. */
  pollAll(): Promise<void>;
  /** Makes what the pipeline does stop soon: no new work, sends in flight are cut off after a grace. */
  close(): Promise<void>;
}

/** Two requests at once and a short pause: what a publisher's server takes without noticing. */
const PER_HOST = { connections: 2, minIntervalMs: 0, paces: SEARCH_PACES };
/** Stories older than this take no further items. */
const STORY_MEMORY_MS = 30 * 86_400_000;
/** Placements learned at once on start. */
const LEARN_BATCH = 1_000;
/** On closing, sends in flight may end within this time. */
const CLOSE_GRACE_MS = 5_000;

/** Builds everything; when a part fails to open, what stands already is closed again. */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, clock, random, log, owner } = options;
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { databaseUrl: url = null, path } = config.store;
    const store = options.store ?? (await openStore({ url, path, clock, log }));
    closers.push(() => store.close());

    const fetcher = options.fetcher ?? openFetcher(options);
    closers.push(() => fetcher.close());

    const parser = options.parser ?? createFeedParser(createParsePool());
    closers.push(() => parser.close());

    const reader = openReader(options, fetcher);
    closers.push(() => reader.close());

    const feeds = await openFeedsInForce(config, store);
    const inForce = rulesOf(config);
    await noteInForce(store, inForce);
    const summariser = await openSummariser(config, clock, log);
    const chats: Chat[] = [];
    const context = (): CommandContext => ({
      store,
      feeds: [...feeds.byId().values()],
      watches: watchNames(inForce),
      connections: chats.map((chat) => chat.health()),
      asker: null,
      matcher: inForce.matcher,
      watchFiles: inForce.watchFiles,
      readPage: (url, signal) => reader.read({ url, language: null }, signal),
    });
    const accounts = openAccounts({ config, store, clock, random, log, owner, context });
    for (const account of accounts.values()) {
      closers.push(() => account.close());
      if (account.chat) chats.push(account.chat);
    }
    const notifiers = openNotifiers(options, accounts);
    const { index, forgotten } = await openIndex(store);

    await store.deliveries.syncChannels(channelRows(config));

    const ending = new AbortController();
    // Every poll that waits for its turn at a host listens to it: more than the ten that Node takes for a leak.
    setMaxListeners(0, ending.signal);
    const common = { store, clock, log, owner };
    const operators = operatorsOf(config);
    const pipeline = createPipeline({
      ...common,
      channels: [...notifiers.keys()],
      concurrency: config.polling.concurrency,
      feedLeaseMs: MAX_QUEUE_MS + config.polling.timeout * 2 + 60_000,
      poll: {
        ...common,
        fetcher,
        parser,
        matcher: () => inForce.matcher,
        feeds: () => feeds.byId(),
        routes: () => inForce.routes,
        cadence: options.cadence ?? createFeedCadence({ floorMs: config.polling.floor, random, nextRun: nextCronRun }),
        signal: ending.signal,
        operators,
        outage: createOutage(),
        limits: {
          maxBytes: config.polling.maxBytes,
          timeoutMs: config.polling.timeout,
          lookBackMs: config.polling.lookBack,
          readingDeadlineMs: config.reading.deadline,
        },
      },
      place: {
        ...common,
        reader,
        matcher: () => inForce.matcher,
        index,
        routes: () => inForce.routes,
        watches: () => inForce.rules.watches,
        forgotten,
      },
      deliver: {
        ...common,
        notifiers,
        summariser,
        summaryLimits: { maxSentences: config.summary.maxSentences, maxChars: config.summary.maxChars },
        random,
        operators,
        signal: ending.signal,
      },
    });
    closers.push(async () => {
      const grace = new AbortController();
      const late = clock.sleep(CLOSE_GRACE_MS, grace.signal).then(() => ending.abort());
      await pipeline.stop();
      grace.abort();
      await late;
    });

    const startChats = async () => {
      for (const chat of chats) {
        closers.push(() => chat.stop());
        await chat.start();
      }
    };
    return { store, pipeline: refreshed(feeds.refresh, pipeline), pollAll: feeds.pollAll, startChats, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What commands have changed is in force before the next work is claimed. */
function refreshed(refresh: () => Promise<void>, pipeline: Pipeline): Pipeline {
  return {
    ...pipeline,
    async beat() {
      await refresh();
      await pipeline.beat();
    },
    async settle(progress) {
      await refresh();
      await pipeline.settle(progress);
    },
  };
}

/** The rules of a configuration, ready to match. Throws WatchdeskError (`config`). */
export function openMatcher(config: Config): Matcher {
  return rulesOf(config).matcher;
}

/** The feed's own text serves: replay has no pages, and a configuration may turn reading off. */
const feedTextOnly: Reader = {
  read: async () => ({ kind: "unread", why: "reading pages is turned off" }),
  close: async () => {},
};

/** The name by which robots.txt addresses us. */
const PRODUCT = "Watchdesk";

/** Reads pages as the configuration allows. */
export function openReader(options: Pick<AppOptions, "config" | "clock" | "wallClock">, fetcher: Fetcher): Reader {
  const { config, clock, wallClock } = options;
  if (!config.reading.enabled) return feedTextOnly;
  return createPoliteReader({
    fetcher,
    robots: createRobots({ fetcher, clock: wallClock ?? clock, product: PRODUCT }),
    pages: createPageReader(createReadPool()),
    timeoutMs: config.reading.deadline,
  });
}

/** The client for feeds and pages, with the configuration's manners. */
export function openFetcher(
  options: Pick<AppOptions, "config" | "clock" | "wallClock" | "random" | "version">,
): Fetcher {
  const { config, clock, wallClock, random, version } = options;
  return createFetcher({
    userAgent: userAgentOf(config, version),
    allow: config.polling.allow,
    proxy: config.proxy,
    perHost: PER_HOST,
    clock: wallClock ?? clock,
    random,
  });
}

/** Honest: the program, its version and whom to write to. */
function userAgentOf(config: Config, version: string): string {
  const contact = config.polling.contact;
  return contact ? `${PRODUCT}/${version} (+${contact})` : `${PRODUCT}/${version}`;
}

/** One notifier a channel, by its id. */
function openNotifiers(options: AppOptions, accounts: Map<string, Account>): Map<string, Notifier> {
  const { channels } = options.config;
  return new Map(Object.entries(channels).map(([id, channel]) => [id, openNotifier(options, channel, accounts)]));
}

function openNotifier(options: AppOptions, channel: ChannelConfig, accounts: Map<string, Account>): Notifier {
  const { clock, config, terminal, version } = options;
  switch (channel.kind) {
    case "terminal":
      return createTerminalNotifier(terminal);
    case "webhook":
      return createWebhookNotifier({
        url: channel.url,
        secret: channel.secret ?? null,
        userAgent: userAgentOf(config, version),
        clock,
      });
    case "slack":
    case "discord": {
      const account = accounts.get(channel.account);
      if (!account) throw new WatchdeskError("config", `no account "${channel.account}"`);
      return account.notifier(channel.channel);
    }
  }
}

/** The index with the recent placements learned, so that a restarted bot goes on where it stopped. */
async function openIndex(store: Store): Promise<{ index: StoryIndex; forgotten: number }> {
  const index = createStoryIndex();
  const forgotten = await store.stories.arrivalBefore(STORY_MEMORY_MS);
  for (let from = forgotten; ; from = index.seen) {
    const batch = await store.stories.placementsSince(from, LEARN_BATCH);
    for (const placed of batch) index.learn(placed);
    if (batch.length < LEARN_BATCH) return { index, forgotten };
  }
}

function channelRows(config: Config) {
  return Object.entries(config.channels).map(([id, channel]) => ({
    id,
    account: "account" in channel ? channel.account : null,
    settings: createHash("sha256").update(JSON.stringify(channel)).digest("hex"),
  }));
}
