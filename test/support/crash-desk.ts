/** Everything around a bot process that a fault test needs: publishers, a receiver, a store and a configuration. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { stringify } from "yaml";
import { type CrashFeeds, startCrashFeeds } from "./crash-feeds.js";
import { type BotProcess, type BotStart, startBot } from "./crash-process.js";
import { createDatabase } from "./postgres.js";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.js";

export type StoreKind = "sqlite" | "postgres";
export const STORE_KINDS: StoreKind[] = ["sqlite", "postgres"];

export interface Desk {
  folder: string;
  storePath: string;
  config: string;
  feeds: CrashFeeds;
  receiver: WebhookReceiver;
  start(options?: Partial<BotStart>): BotProcess;
  /**
   * Ends the claims of processes that are dead. On PostgreSQL claims last a minute or two, which no test waits for; on
   * SQLite the next start does it by itself.
   */
  expireClaims(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  kind?: StoreKind;
  feeds: string[];
  /** Replaces parts of the configuration. */
  config?: Record<string, unknown>;
  storePath?: string;
}

export async function openDesk({ kind = "sqlite", feeds: ids, config = {}, storePath }: DeskOptions): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "watchdesk-crash-"));
  const feeds = await startCrashFeeds(ids, Date.now);
  const receiver = await startWebhookReceiver();
  const url = kind === "postgres" ? await createDatabase(inject("postgresUrl"), `crash-${randomUUID()}`) : null;
  const client = url === null ? null : new pg.Client({ connectionString: url });
  await client?.connect();
  const desk = {
    store: { path: storePath ?? join(folder, "store.db") },
    polling: { every: "1s", floor: "1s", timeout: "5s", spread: false, allow: ["127.0.0.1"] },
    // The feed's own text serves: these publishers have no pages. A reading is claimed and committed all the same.
    reading: { enabled: false },
    include: { watches: [], feeds: [] },
    watches: ["missile"],
    feeds: ids.map((id) => ({ id, url: `${feeds.base}/${id}`, publisher: `Publisher ${id}` })),
    channels: { hook: { kind: "webhook", url: receiver.url } },
    ...config,
  };
  const file = join(folder, "watchdesk.yaml");
  writeFileSync(file, stringify(desk));
  return {
    folder,
    storePath: desk.store.path,
    config: file,
    feeds,
    receiver,
    start: (options = {}) => startBot({ config: file, ...options, env: { ...databaseOf(url), ...options.env } }),
    async expireClaims() {
      for (const table of ["feed", "reading", "channel"]) await client?.query(`update ${table} set claimed_until = 0`);
    },
    async close() {
      await client?.end();
      await feeds.close();
      await receiver.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function databaseOf(url: string | null): Record<string, string> {
  return url === null ? {} : { DATABASE_URL: url };
}

/** Chance that gives the same numbers for the same seed: xorshift32 (G. Marsaglia, "Xorshift RNGs", 2003). */
export function seeded(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
