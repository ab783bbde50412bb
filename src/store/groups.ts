/**
 * Several writes in one transaction of SQLite: each stays all or nothing by a savepoint of its own, and none is
 * acknowledged before the commit that they share. A commit waits for the disk and writes the full-text index's pages,
 * which costs more than the rows of a poll; polls that end together pay it once.
 */
import { sql } from "kysely";
import type { Db } from "./schema.js";

type Work<T> = (tx: Db) => Promise<T>;

interface Waiting {
  work: Work<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Writes in one transaction: beyond this the time that other work waits for counts more than what is saved. */
const WRITES_AT_ONCE = 16;

export interface GroupsDeps {
  /** Runs a whole transaction. */
  transact(work: (tx: Db) => Promise<void>): Promise<void>;
  /** Lets what is ready meanwhile come in: without it a write that comes alone would begin at once. */
  gather(): Promise<void>;
}

/** A write that fails is rolled back alone; when the transaction itself fails, all its writes fail with its error. */
export function createGroups({ transact, gather }: GroupsDeps): <T>(work: Work<T>) => Promise<T> {
  const waiting: Waiting[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // As long as others come in they are waited for, and no longer.
      for (let before = 0; waiting.length > before && waiting.length < WRITES_AT_ONCE; ) {
        before = waiting.length;
        await gather();
      }
      await runGroup(waiting.splice(0, WRITES_AT_ONCE), transact);
    }
    running = false;
  }

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: (value) => resolve(value as T), reject });
      if (!running) void runAll();
    });
}

async function runGroup(group: Waiting[], transact: GroupsDeps["transact"]): Promise<void> {
  let outcomes: (() => void)[] = [];
  try {
    await transact(async (tx) => {
      outcomes = [];
      for (const one of group) outcomes.push(await attempt(tx, one, group.length === 1));
    });
  } catch (error) {
    for (const one of group) one.reject(error);
    return;
  }
  for (const tell of outcomes) tell();
}

/** What to tell the writer once the transaction is through. */
async function attempt(tx: Db, { work, resolve, reject }: Waiting, alone: boolean): Promise<() => void> {
  if (!alone) await SAVE.execute(tx);
  try {
    const value = await work(tx);
    if (!alone) await RELEASE.execute(tx);
    return () => resolve(value);
  } catch (error) {
    if (alone) throw error;
    // SQLite gives up the whole transaction on some faults (a full disk); this then fails too, and with it the group.
    await BACK.execute(tx).catch(() => {
      throw error;
    });
    await RELEASE.execute(tx);
    return () => reject(error);
  }
}

const SAVE = sql`savepoint step`;
const BACK = sql`rollback to step`;
const RELEASE = sql`release step`;
