/**
 * Several writes in one transaction of SQLite: each stays all or nothing by a savepoint of its own, and none is
 * acknowledged before the commit that they share is on the disk. A commit writes the full-text index's pages, which
 * costs more than the rows of a poll; polls that end together pay it once. While the disk takes one group in, the next
 * is at work.
 */
import { execute } from "./rows.js";
import type { Db } from "./schema.js";

type Work<T> = (tx: Db) => Promise<T>;

interface Waiting {
  work: Work<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Writes in one transaction. */
const WRITES_AT_ONCE = 32;
/** Beyond this the transaction takes no further write: what else waits for the process counts more than what is saved. */
const GROUP_MS = 25;

export interface GroupsDeps {
  /** Runs a whole transaction. */
  transact(work: (tx: Db) => Promise<void>): Promise<void>;
  /** Resolves when all that is committed by now would outlast a loss of power. */
  durable(): Promise<void>;
  /** Lets what is ready meanwhile come in: without it a write that comes alone would begin at once. */
  gather(): Promise<void>;
  /** ms that have passed since some instant. */
  elapsed(): number;
}

/** A write that fails is rolled back alone; when the transaction itself fails, all its writes fail with its error. */
export function createGroups(deps: GroupsDeps): <T>(work: Work<T>) => Promise<T> {
  const waiting: Waiting[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // As long as others come in they are waited for, and no longer.
      for (let before = 0; waiting.length > before && waiting.length < WRITES_AT_ONCE; ) {
        before = waiting.length;
        await deps.gather();
      }
      await runGroup(waiting, deps);
    }
    running = false;
  }

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: (value) => resolve(value as T), reject });
      if (!running) void runAll();
    });
}

async function runGroup(waiting: Waiting[], { transact, durable, elapsed }: GroupsDeps): Promise<void> {
  const group: Waiting[] = [];
  const outcomes: (() => void)[] = [];
  const alone = waiting.length === 1;
  try {
    await transact(async (tx) => {
      for (const start = elapsed(); goesOn(group.length, elapsed() - start, alone); ) {
        const one = waiting.shift();
        if (!one) break;
        group.push(one);
        outcomes.push(await attempt(tx, one, alone));
      }
    });
  } catch (error) {
    // Where the transaction could not even begin, it could for none that waits.
    for (const one of group.length > 0 ? group : waiting.splice(0)) one.reject(error);
    return;
  }
  void durable().then(
    () => {
      for (const tell of outcomes) tell();
    },
    (error) => {
      for (const one of group) one.reject(error);
    },
  );
}

function goesOn(taken: number, ms: number, alone: boolean): boolean {
  if (taken === 0) return true;
  return !alone && taken < WRITES_AT_ONCE && ms < GROUP_MS;
}

/** What to tell the writer once the transaction is through. */
async function attempt(tx: Db, { work, resolve, reject }: Waiting, alone: boolean): Promise<() => void> {
  if (!alone) await execute(tx, SAVE);
  try {
    const value = await work(tx);
    if (!alone) await execute(tx, RELEASE);
    return () => resolve(value);
  } catch (error) {
    if (alone) throw error;
    // SQLite gives up the whole transaction on some faults (a full disk); this then fails too, and with it the group.
    await execute(tx, BACK).catch(() => {
      throw error;
    });
    await execute(tx, RELEASE);
    return () => reject(error);
  }
}

const SAVE = "savepoint step";
const BACK = "rollback to step";
const RELEASE = "release step";
