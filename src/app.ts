/**
 * The composition root: one straight line that builds everything and closes it in reverse. It and its parts (app/)
 * are the only importers of adapters. Nothing here decides; read it top-down to see what the bot is made of.
 */
import { setMaxListeners } from "node:events";
import type { Writable } from "node:stream";
import { actRules } from "./app/acts.js";
import { openChannels } from "./app/channels.js";
import type { Account, AccountDeps } from "./app/chat.js";
import { openEmbedder } from "./app/embedding.js";
import { openFeedsInForce } from "./app/feeds.js";
import { noteInForce, replaceable, rulesOf, tellProblems, watchNames } from "./app/in-force.js";
import { intakeOf, openIntake } from "./app/intake.js";
import { pipelineOptions } from "./app/pipeline.js";
import { openReload } from "./app/reload.js";
import { openIndex } from "./app/stories.js";
import { openSummariser } from "./app/summary.js";
import { openFetcher, openReader } from "./app/web.js";
import type { CommandContext } from "./commands/command.js";
import type { Config } from "./config/load.js";
import type { ConfigSource } from "./config/source.js";
import type { Cadence } from "./pipeline/cadence.js";
import { createPipeline, type Pipeline } from "./pipeline/run.js";
import type { Chat, Clock, Embedder, FeedParser, Fetcher, Log, Matcher, Random, Store } from "./ports.js";
import { openStore } from "./store/open.js";

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
  /** Where the configuration came from, where changes of it are to be taken up. */
  source?: ConfigSource;
  /** In place of the real ones: replay brings its own, tests of faults a store that fails when it is told. */
  store?: Store;
  parser?: FeedParser;
  fetcher?: Fetcher;
  cadence?: Cadence;
  embedder?: Embedder | null;
}

export interface App {
  store: Store;
  pipeline: Pipeline;
  /** Opens the connections through which people ask. */
  startChats(): Promise<void>;
  /** Looks whether the configuration's files have changed, and takes them up. Not to be called twice at once. */
  reload(): Promise<void>;
  /** Makes every enabled feed due now. */
  pollAll(): Promise<void>;
  /** Makes what the pipeline does stop soon: no new work, sends in flight are cut off after a grace. */
  close(): Promise<void>;
}

/** On closing, sends in flight may end within this time. */
const CLOSE_GRACE_MS = 5_000;

/** Builds everything; when a part fails to open, what stands already is closed again. */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, clock, random, log, owner } = options;
  const closers: Closer[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { databaseUrl: url = null, path } = config.store;
    const store = options.store ?? (await openStore({ url, path, clock, log }));
    closers.push(() => store.close());

    const fetcher = options.fetcher ?? openFetcher(options);
    closers.push(() => fetcher.close());

    const reader = openReader(options, fetcher);
    closers.push(() => reader.close());

    const feeds = await openFeedsInForce(config, store);
    const inForce = replaceable(rulesOf(config));
    await noteInForce(store, inForce);

    const intake = options.parser ? intakeOf(options.parser) : openIntake(() => inForce.watchFiles);
    closers.push(() => intake.close());

    const summariser = await openSummariser(config, clock, log, store.leases);
    const embedder =
      options.embedder === undefined ? await openEmbedder(config, clock, log, store.leases) : options.embedder;
    const chats: Chat[] = [];
    const context = (): CommandContext => ({
      store,
      feeds: [...feeds.byId().values()],
      watches: watchNames(inForce),
      connections: chats.map((chat) => chat.health()),
      asker: null,
      person: null,
      acts: actRules(config),
      matcher: inForce.matcher,
      watchFiles: inForce.watchFiles,
      routes: inForce.routes,
      traits: inForce.rules.watches,
      place: async (item) => index.decide(item),
      problems: inForce.problems,
      readPage: (url, signal) => reader.read({ url, language: null }, signal),
    });
    const accounts = await accountsOf({ config, store, clock, random, log, owner, context });
    for (const account of accounts.values()) {
      closers.push(() => account.close());
      if (account.chat) chats.push(account.chat);
    }
    const notifiers = await openChannels(options, store, accounts, closers);
    await tellProblems(config, store, log);

    const ending = new AbortController();
    // Every poll that waits for its turn at a host listens to it: more than the ten that Node takes for a leak.
    setMaxListeners(0, ending.signal);
    const index = await openIndex(store, config.watchFiles);
    const parts = { store, fetcher, intake, reader, embedder, feeds, inForce, summariser, notifiers, index, ending };
    const pipeline = createPipeline(pipelineOptions(options, parts));
    closers.push(() => stopWithin(clock, pipeline, ending));

    const startChats = () => startEach(chats, closers);
    const reload = options.source ? openReload(options.source, { ...options, ...parts }) : async () => {};
    const { pollAll, refresh } = feeds;
    return { store, pipeline: refreshed(refresh, pipeline), reload, pollAll, startChats, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Slack's and Discord's clients are large: only a bot with an account loads them. */
async function accountsOf(deps: AccountDeps): Promise<Map<string, Account>> {
  if (Object.keys(deps.config.accounts).length === 0) return new Map();
  return (await import("./app/chat.js")).openAccounts(deps);
}

type Closer = () => Promise<void> | void;

async function startEach(chats: Chat[], closers: Closer[]): Promise<void> {
  for (const chat of chats) {
    closers.push(() => chat.stop());
    await chat.start();
  }
}

/** Ends the pipeline; what still hangs after the grace is cut off. */
async function stopWithin(clock: Clock, pipeline: Pipeline, ending: AbortController): Promise<void> {
  const grace = new AbortController();
  const late = clock.sleep(CLOSE_GRACE_MS, grace.signal).then(() => ending.abort());
  await pipeline.stop();
  grace.abort();
  await late;
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
