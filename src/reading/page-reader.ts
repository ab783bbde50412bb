/** Reading pages as the bot does it: each in a worker, with a deadline and a heap cap. */
import { createWorkerPool, type WorkerPool } from "../workers/pool.js";
import { createReadPage, type PageBytes, type ReadPage } from "./page.js";

/** For one page; the slowest of several hundred real ones takes a quarter of it on one slow core. */
export const READ_DEADLINE_MS = 4_000;
/** Heap of a worker. The largest real pages (1 MB of markup) stay under half of it. */
export const READ_HEAP_MB = 256;

export interface PageReader {
  /** @throws WatchdeskError `limit` (size, time, memory), `input` (no page) */
  read(page: PageBytes): Promise<ReadPage>;
  close(): Promise<void>;
}

/** The pool in which pages are read; starts no thread before the first. One thread: pages come one by one. */
export function createReadPool(
  options: { deadlineMs?: number; maxThreads?: number } = {},
): WorkerPool<PageBytes, ReadPage> {
  return createWorkerPool<PageBytes, ReadPage>({
    entry: new URL("./page.worker.js", import.meta.url),
    deadlineMs: options.deadlineMs ?? READ_DEADLINE_MS,
    maxThreads: options.maxThreads ?? 1,
    maxHeapMb: READ_HEAP_MB,
    task: "read",
  });
}

/** @param pool from `createReadPool`; null reads in this thread, without a deadline, for pages that a person gives */
export function createPageReader(pool: WorkerPool<PageBytes, ReadPage> | null): PageReader {
  if (pool === null) {
    const readPage = createReadPage();
    return { read: async (page) => readPage(page), close: async () => {} };
  }
  return { read: (page) => pool.run(page), close: () => pool.close() };
}
