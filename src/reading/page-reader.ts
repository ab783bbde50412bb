/** Reading pages: the bot does it in workers, a filter in its own thread. */
import type { WorkerPool } from "../workers/pool.js";
import { createReadPage, type PageBytes, type ReadPage } from "./page.js";

export interface PageReader {
  /** @throws WatchdeskError `limit` (size, time, memory), `input` (no page) */
  read(page: PageBytes): Promise<ReadPage>;
  close(): Promise<void>;
}

/** @param pool from `createReadPool`; null reads in this thread, without a deadline, for pages that a person gives */
export function createPageReader(pool: WorkerPool<PageBytes, ReadPage> | null): PageReader {
  if (pool === null) {
    const readPage = createReadPage();
    return { read: async (page) => readPage(page), close: async () => {} };
  }
  return { read: (page) => pool.run(page), close: () => pool.close() };
}
