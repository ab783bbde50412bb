/**
 * A small world in which bots die: two publishers and a broken one, a receiver that takes alerts, one that was revoked,
 * and a store that outlives each process. Everything between is the bot's own.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import pg from "pg";
import { inject } from "vitest";
import { stringify } from "yaml";
import { type App, openApp } from "../../src/app.js";
import type { Config } from "../../src/config/load.js";
import { createFeedParser } from "../../src/parsing/feed-parser.js";
import type { Log, Store } from "../../src/ports.js";
import { openStore } from "../../src/store/open.js";
import { configFrom } from "./app.js";
import type { StoreKind } from "./crash-desk.js";
import { type Boundary, type Breach, createMortalStore, type MortalStore } from "./crash-store.js";
import { createMemoryFetcher, type RssItem, rss } from "./memory-fetcher.js";
import { createDatabase } from "./postgres.js";
import { START, type SteppingClock, steppingClock } from "./store-contract.js";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.js";

export interface World {
  store: Store;
  clock: SteppingClock;
  desk: WebhookReceiver;
  /** Answers 410 to everything. */
  revoked: WebhookReceiver;
  /** Addresses of what was published. */
  published: string[];
  publish(feed: "wire" | "daily", guid: string, title: string): void;
  /** Lets the store's time pass. */
  elapse(ms: number): Promise<void>;
  boot(options?: { at?: Boundary | null; breach?: Breach; owner?: string }): Promise<LivingBot>;
  close(): Promise<void>;
}

export interface LivingBot {
  mortal: MortalStore;
  /** Null when it died while it started. */
  app: App | null;
  log: string[];
}

const MINUTE_MS = 60_000;
export const EVERY_MS = 5 * MINUTE_MS;
/** Longer than any claim of the bot lasts. */
export const PAST_CLAIMS_MS = 10 * MINUTE_MS;

export async function openWorld(kind: StoreKind): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "watchdesk-world-"));
  const [desk, revoked] = [await startWebhookReceiver(), await startWebhookReceiver()];
  revoked.answer = () => ({ status: 410 });
  const clock = steppingClock();
  const config = configOf(desk.url, revoked.url, folder);
  const { store, elapse, close } = await (kind === "sqlite" ? sqliteStore(clock) : postgresStore(clock));
  const items = new Map<string, RssItem[]>([
    ["wire", []],
    ["daily", []],
  ]);
  const published: string[] = [];
  let boots = 0;
  return {
    store,
    clock,
    desk,
    revoked,
    published,
    elapse,
    publish(feed, guid, title) {
      const link = `https://${feed}.example/${guid}`;
      items.get(feed)?.unshift({ guid: `${feed}-${guid}`, title, link, at: new Date(clock.now()).toISOString() });
      published.push(link);
    },
    async boot({ at = null, breach, owner = `bot-${++boots}` } = {}) {
      const mortal = createMortalStore(store, at);
      const log: string[] = [];
      const app = await openApp({
        config,
        clock,
        random: () => 0.5,
        log: logTo(log),
        owner,
        terminal: { output: new Writable(), rich: false, timeZone: "UTC" },
        version: "test",
        store: breach ? breach(mortal.store) : mortal.store,
        parser: createFeedParser(null),
        fetcher: publishers(items),
      }).catch((error) => {
        if (mortal.dead()) return null;
        throw error;
      });
      return { mortal, app, log };
    },
    async close() {
      await close();
      await desk.close();
      await revoked.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(desk: string, revoked: string, folder: string): Config {
  return configFrom(
    stringify({
      polling: { every: `${EVERY_MS / MINUTE_MS}m`, floor: "1m" },
      reading: { enabled: false },
      include: { watches: [], feeds: [] },
      watches: ["missile"],
      feeds: ["wire", "daily", "broken"].map((id) => ({ id, url: `https://${id}.example/feed`, publisher: id })),
      channels: { desk: { kind: "webhook", url: desk }, revoked: { kind: "webhook", url: revoked } },
      operators: ["desk"],
    }),
    folder,
  );
}

/** Feeds that answer 304 to who knows their newest state; the third has no feed to show. */
function publishers(items: Map<string, RssItem[]>) {
  const fetcher = createMemoryFetcher(
    new Map<string, string | (() => string)>([
      ...[...items].map(([id, its]) => [`https://${id}.example/feed`, () => rss(its)] as const),
      ["https://broken.example/feed", "This is no feed."],
    ]),
  );
  return {
    ...fetcher,
    async fetch(request: Parameters<typeof fetcher.fetch>[0]) {
      const id = new URL(request.url).hostname.split(".")[0] ?? "";
      const etag = `"${items.get(id)?.length}"`;
      const validators = { etag, lastModified: null };
      const freshForMs = null;
      if (request.validators?.etag === etag) return { kind: "unchanged" as const, validators, freshForMs };
      const result = await fetcher.fetch(request);
      return result.kind === "fetched" ? { ...result, validators } : result;
    },
  };
}

async function sqliteStore(clock: SteppingClock) {
  const store = await openStore({ url: null, path: ":memory:", clock });
  return { store, elapse: async (ms: number) => clock.step(ms), close: () => store.close() };
}

/** Columns up to which something waits, by table; what is past stays as it was, for messages show it. */
const WAITING = {
  feed: ["next_due_at", "claimed_until"],
  reading: ["deadline_at", "next_try_at", "claimed_until"],
  delivery: ["not_before", "next_try_at"],
  channel: ["next_send_at", "claimed_until"],
  account: ["next_send_at"],
  lease: ["until"],
};

let database: Promise<string> | undefined;

/** One database for all worlds of a test file, emptied for each. */
async function postgresStore(clock: SteppingClock) {
  database ??= createDatabase(inject("postgresUrl"), `world-${process.pid}-${START}`);
  const url = await database;
  const store = await openStore({ url, path: "", clock });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "truncate feed, item, capture, story, delivery, channel, account, lease, seen, named_value cascade",
  );
  return {
    store,
    async elapse(ms: number) {
      clock.step(ms);
      for (const [table, columns] of Object.entries(WAITING)) {
        const aged = columns.map((column) => `${column} = ${column} - ${Math.trunc(ms)}`);
        await client.query(`update ${table} set ${aged.join(", ")}`);
      }
    },
    async close() {
      await client.end();
      await store.close();
    },
  };
}

function logTo(lines: string[]): Log {
  const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: () => {}, info: write, warn: write, error: write };
}
