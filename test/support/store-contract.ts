/**
 * The contract that every store keeps. Each part is a function that takes the kind of store; `onEveryStore` runs it on
 * SQLite in a file and on PostgreSQL, always on both.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, inject } from "vitest";
import type { Clock, Store } from "../../src/ports.js";
import { openStore } from "../../src/store/open.js";
import { createDatabase } from "./postgres.js";

/** A clock that stands until it is moved. */
export interface SteppingClock extends Clock {
  step(ms: number): void;
}

export const START = Date.UTC(2019, 2, 8, 6, 0, 0);

export function steppingClock(start = START): SteppingClock {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    step: (ms) => {
      now += ms;
    },
  };
}

export interface StoreUnderTest {
  readonly kind: "sqlite" | "postgres";
  readonly store: Store;
  /** A second store on the same data, as another process has it (on SQLite a reader). Closed with the first. */
  beside(): Promise<Store>;
  /** Moves the store's time: the clock's on SQLite, by ageing every row on PostgreSQL. */
  elapse(ms: number): Promise<void>;
  /** SQL of the test's own, to look behind the interface. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

/** Columns that hold instants which the store compares with its time. */
const INSTANTS: Record<string, string[]> = {
  feed: ["next_due_at", "claimed_until"],
  item: ["first_seen_at"],
  hit: ["seen_at"],
  capture: ["seen_at"],
  feedback: ["judged_at"],
  watch: ["since"],
  reading: ["deadline_at", "next_try_at", "claimed_until"],
  story: ["opened_at", "updated_at"],
  story_watch: ["updated_at"],
  placement: ["placed_at"],
  delivery: ["not_before", "next_try_at", "trying_since", "unsettled_since", "sent_at"],
  channel: ["claimed_until", "claimed_at", "next_send_at", "last_sent_at"],
  account: ["next_send_at"],
  lease: ["until"],
  seen: ["seen_at"],
  change: ["changed_at"],
  story_state: ["until", "since"],
  act: ["until", "acted_at"],
};

/** Runs the part once a kind of store, each test on an empty one. */
export function onEveryStore(title: string, part: (at: () => StoreUnderTest) => void): void {
  for (const kind of ["sqlite", "postgres"] as const) {
    describe(`${title} (${kind})`, () => {
      const fixture = kind === "sqlite" ? sqliteFixture() : postgresFixture();
      let under: (StoreUnderTest & { close(): Promise<void> }) | undefined;
      beforeEach(async () => {
        under = await fixture.open();
      });
      afterEach(async () => {
        await under?.close();
      });
      afterAll(() => fixture.remove());
      part(() => {
        if (!under) throw new Error("the store is there only inside a test");
        return under;
      });
    });
  }
}

interface Fixture {
  open(): Promise<StoreUnderTest & { close(): Promise<void> }>;
  remove(): Promise<void>;
}

function sqliteFixture(): Fixture {
  const folder = mkdtempSync(join(tmpdir(), "watchdesk-store-"));
  return {
    open: async () => {
      const clock = steppingClock();
      const path = join(folder, `${randomUUID()}.db`);
      const store = await openStore({ url: null, path, clock });
      const opened = [store];
      const look = new Libsql(path, { timeout: 5000 } as object);
      return {
        kind: "sqlite",
        store,
        beside: async () => keep(opened, await openStore({ url: null, path, clock, mode: "reader" })),
        elapse: async (ms) => clock.step(ms),
        rows: async (sql) => look.prepare(sql).all() as Record<string, unknown>[],
        close: async () => {
          look.close();
          for (const one of opened.reverse()) await one.close();
        },
      };
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One database and one open store for all tests of a part; each test finds the tables empty. */
function postgresFixture(): Fixture {
  const clock = steppingClock();
  const opened: Store[] = [];
  let ready: Promise<{ url: string; store: Store; look: pg.Client }> | undefined;
  const prepare = async () => {
    const url = await createDatabase(inject("postgresUrl"), `contract-${randomUUID()}`);
    const look = new pg.Client({ connectionString: url });
    await look.connect();
    return { url, look, store: await openStore({ url, path: "", clock }) };
  };
  return {
    open: async () => {
      ready ??= prepare();
      const { url, store, look } = await ready;
      await look.query(`truncate ${Object.keys(INSTANTS).join(", ")}, named_value, search_doc cascade`);
      return {
        kind: "postgres",
        store,
        beside: async () => keep(opened, await openStore({ url, path: "", clock })),
        elapse: async (ms) => {
          const updates = Object.entries(INSTANTS).map(([table, columns]) => {
            const set = columns.map((column) => `${column} = ${column} - ${Math.trunc(ms)}`);
            return `update ${table} set ${set.join(", ")}`;
          });
          await look.query(updates.join(";"));
        },
        rows: async (sql) => (await look.query(sql)).rows as Record<string, unknown>[],
        close: async () => {
          for (const one of opened.splice(0)) await one.close();
        },
      };
    },
    remove: async () => {
      const made = await ready;
      await made?.look.end();
      await made?.store.close();
    },
  };
}

function keep(opened: Store[], store: Store): Store {
  opened.push(store);
  return store;
}
