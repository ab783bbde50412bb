/**
 * Durability without standing still. With `synchronous = full` SQLite waits for the disk within each commit, and with it
 * the whole process: a quarter of the time in which many feeds are polled. With `synchronous = normal` a commit only
 * writes to the log (https://www.sqlite.org/pragma.html#pragma_synchronous: it stays consistent, but the last commits may
 * be lost with the power). So the log is synced here, on another thread, before anybody hears that his write was
 * committed.
 *
 * The log is one file while a connection is open: a checkpoint begins it anew, and syncs it before. After a sync that
 * failed the system may have given up what it could not write, and a later sync would not tell; so nothing more is
 * acknowledged before the log has been begun anew.
 */
import { type FileHandle, open } from "node:fs/promises";
import { sqliteFault } from "./faults.js";

/** Resolves when what was written to the file before the call is on the disk. */
export type SyncFile = (file: FileHandle) => Promise<void>;

export interface LogSync {
  /** Resolves when all that was committed before the call is on the disk. Throws `store` when the disk refuses. */
  synced(): Promise<void>;
  /** To be called between transactions: begins the log anew where a sync has failed. Throws what that does. */
  mend(): void;
  close(): Promise<void>;
}

const toDisk: SyncFile = (file) => file.datasync();

/**
 * @param path the store's file; its log stands beside it from the first commit on
 * @param beginAnew brings all that the log holds into the store's file, with a sync of that, and empties the log
 */
export function createLogSync(path: string, beginAnew: () => void, syncFile: SyncFile = toDisk): LogSync {
  let file: FileHandle | null = null;
  let running: Promise<void> | null = null;
  /** Begins when `running` has ended, since that began too early for whoever calls now. */
  let next: Promise<void> | null = null;
  let failed: unknown = null;

  async function sync(): Promise<void> {
    try {
      if (failed !== null) throw failed;
      file ??= await open(`${path}-wal`, "r+");
      await syncFile(file);
    } catch (error) {
      failed = error;
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
    mend() {
      if (failed === null || running !== null) return;
      beginAnew();
      failed = null;
    },
    async close() {
      await (next ?? running)?.catch(() => undefined);
      await file?.close();
    },
  };
}
