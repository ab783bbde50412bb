/** The feed parser as the bot uses it: each document in a worker, with a deadline, or in this thread. */
import { availableParallelism } from "node:os";
import type { ParsedDocument } from "../model.js";
import type { FeedParser } from "../ports.js";
import { createWorkerPool, runAgain, type WorkerPool } from "../workers/pool.js";
import { PARSE_DEADLINE_MS, PARSE_HEAP_MB } from "./limits.js";
import { createParseDocument, type FeedDocument, refuseTooLarge } from "./parse-document.js";

/**
 * Threads beyond this gain nothing: one thread parses some hundred feeds a second, three times what the thread that
 * matches and keeps them does. One processor is that thread's; a parser beside it on two took 1.5 s of CPU and 30 MB more.
 */
const MAX_THREADS = 4;

/** The pool in which documents are parsed; starts no thread before the first. */
export function createParsePool(
  options: { deadlineMs?: number; maxThreads?: number } = {},
): WorkerPool<FeedDocument, ParsedDocument> {
  return createWorkerPool<FeedDocument, ParsedDocument>({
    entry: new URL("./parse.worker.js", import.meta.url),
    deadlineMs: options.deadlineMs ?? PARSE_DEADLINE_MS,
    maxThreads: options.maxThreads ?? Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1)),
    maxHeapMb: PARSE_HEAP_MB,
    task: "parse",
  });
}

/**
 * @param pool from `createParsePool`; null parses in this thread, without a deadline, for trusted documents only
 * @param tries how often a document is begun that ran out of time: its items may stand in no later document
 */
export function createFeedParser(pool: WorkerPool<FeedDocument, ParsedDocument> | null, tries = 1): FeedParser {
  if (pool === null) return { parse: createParseDocument(), close: async () => {} };
  return {
    async parse(document) {
      refuseTooLarge(document.body.byteLength);
      return runAgain(tries, () => {
        // A view into a larger buffer would take all of that along; the copy is handed over, the caller keeps his bytes.
        const body = new Uint8Array(document.body);
        return pool.run({ ...document, body }, { transfer: [body.buffer] });
      });
    },
    close: () => pool.close(),
  };
}
