/** The threads in which the bot reads pages, each page with a deadline and a heap cap. */
import { createWorkerPool, type WorkerPool } from "../workers/pool.js";
import type { PageBytes, ReadPage } from "./page.js";

/** For one page; the slowest of several hundred real ones takes a quarter of it on one slow core. */
export const READ_DEADLINE_MS = 4_000;
/** Heap of a worker. The largest real pages (1 MB of markup) stay under half of it. */
export const READ_HEAP_MB = 256;

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
