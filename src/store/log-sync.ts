/**
 * Durability without standing still. With `synchronous = full` SQLite waits for the disk within each commit, and with it
 * the whole process: a quarter of the time in which many feeds are polled. With `synchronous = normal` a commit only
 * writes to the log (https://www.sqlite.org/pragma.html#pragma_synchronous: it stays consistent, but the last commits may
 * be lost with the power). So the log is synced here, on another thread, before anybody hears that his write was
 * committed.
 *
 * The log is one file as long as any connection is open: a checkpoint begins it anew, and syncs it before.
 */
import { type FileHandle, open } from "node:fs/promises";
import { sqliteFault } from "./faults.js";

/** Resolves when what was written to the file before the call is on the disk. */
export type SyncFile = (file: FileHandle) => Promise<void>;

export interface LogSync {
  /** Resolves when all that was committed before the call is on the disk. Throws `store` when the disk refuses. */
  synced(): Promise<void>;
  close(): Promise<void>;
}

const toDisk: SyncFile = (file) => file.datasync();

/** @param path the store's file; its log stands beside it from the first commit on */
export function createLogSync(path: string, syncFile: SyncFile = toDisk): LogSync {
  let file: FileHandle | null = null;
  let running: Promise<void> | null = null;
  /** Begins when `running` has ended, since that began too early for whoever calls now. */
  let next: Promise<void> | null = null;

  async function sync(): Promise<void> {
    try {
      file ??= await open(`${path}-wal`, "r+");
      await syncFile(file);
    } catch (error) {
      throw sqliteFault(error, path);
    }
  }

  function begin(): Promise<void> {
    const mine = sync().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  }

  async function afterwards(before: Promise<void>): Promise<void> {
    // Its failure is told to those who waited for it.
    await before.catch(() => undefined);
    next = null;
    return begin();
  }

  return {
    synced() {
      if (running === null) return begin();
      next ??= afterwards(running);
      return next;
    },
    async close() {
      await (next ?? running)?.catch(() => undefined);
      await file?.close();
    },
  };
}
