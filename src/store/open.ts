/** Opens the store: SQLite in one file, or PostgreSQL when an address is given. */
import type { Clock, Log, Store } from "../ports.js";
import { createActStore } from "./acts.js";
import { createChangeStore } from "./changes.js";
import type { Database } from "./database.js";
import { createDeliveryStore } from "./deliveries.js";
import { createFeedbackStore } from "./feedback.js";
import { createFeedStore } from "./feeds.js";
import { freeClaims, shiftBackSinceLastRun } from "./instants.js";
import { createItemStore } from "./kept-items.js";
import { createLeaseStore } from "./leases.js";
import { migrate } from "./migrate.js";
import { openPostgres } from "./postgres.js";
import { createQueryStore } from "./queries.js";
import { createReadingStore } from "./readings.js";
import { createRegroupingStore } from "./regroupings.js";
import type { Db } from "./schema.js";
import { openSqlite } from "./sqlite.js";
import { createStoryStore } from "./stories.js";
import { createWatchStore } from "./watch-memory.js";

export interface StoreOptions {
  /** `postgres://...`; null means SQLite. */
  url: string | null;
  /** SQLite's file (`:memory:` keeps nothing); ignored when `url` is given. */
  path: string;
  /** The store's time on SQLite; PostgreSQL uses its own. */
  clock: Clock;
  log?: Log;
  /**
   * A bot makes and upgrades the schema, and is alone on its SQLite file (any number may share a PostgreSQL). A reader
   * is a command beside the bot. Default: bot.
   */
  mode?: "bot" | "reader";
}

/** Opens the store with its schema up to date. Throws `store` or `busy`, with a hint. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const mode = options.mode ?? "bot";
  const database = options.url
    ? await openPostgres(options.url, options.log)
    : await openSqlite(options.path, options.clock, mode);
  try {
    await migrate(database, mode);
    if (database.dialect === "sqlite" && mode === "bot") await database.write(takeOver);
  } catch (error) {
    await database.close();
    throw error;
  }
  return storeOn(database);
}

/** Alone on its file, a bot mends what the last one left: its claims, and the times of a clock that was fast. */
async function takeOver(tx: Db, now: number): Promise<void> {
  await freeClaims(tx);
  await shiftBackSinceLastRun(tx, now);
}

function storeOn(database: Database): Store {
  return {
    feeds: createFeedStore(database),
    readings: createReadingStore(database),
    stories: createStoryStore(database),
    deliveries: createDeliveryStore(database),
    leases: createLeaseStore(database),
    changes: createChangeStore(database),
    regroupings: createRegroupingStore(database),
    queries: createQueryStore(database),
    items: createItemStore(database),
    feedback: createFeedbackStore(database),
    acts: createActStore(database),
    watches: createWatchStore(database),
    now: () => database.now(),
    close: () => database.close(),
  };
}
