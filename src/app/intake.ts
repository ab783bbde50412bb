/** How the bot reads documents: each in a worker, with a deadline, or by a parser that the caller brings. */
import { availableParallelism } from "node:os";
import type { WatchFile } from "../config/watch-schema.js";
import { PARSE_DEADLINE_MS, PARSE_HEAP_MB } from "../parsing/limits.js";
import { refuseTooLarge } from "../parsing/parse-document.js";
import { createIntake, type Intake, type IntakeTask, type TakenIn } from "../pipeline/intake.js";
import type { FeedParser } from "../ports.js";
import { packCapture } from "../store/captures.js";
import { itemWords } from "../store/search-words.js";
import { createWorkerPool, runAgain, type WorkerPool } from "../workers/pool.js";

/** Threads beyond this gain nothing: the thread that keeps takes as long for a document as one of them. */
const MAX_THREADS = 4;
/** Enough for the transactions during which this thread hands over nothing. */
const DOCUMENTS_IN_HAND = 8;
/** A document that ran out of time is begun once more: what stands in it may stand in none that comes later. */
const TRIES = 2;

export interface OpenIntake {
  takeIn: Intake;
  close(): Promise<void>;
}

/**
 * Starts no thread before the first document. Threads know the rules with which they began; what they matched by other
 * rules than those in force is matched again by whoever polls.
 */
export function openIntake(watchFiles: () => WatchFile[]): OpenIntake {
  let pool: WorkerPool<IntakeTask, TakenIn> | null = null;
  return {
    async takeIn(task) {
      refuseTooLarge(task.document.body.byteLength);
      pool ??= openPool(watchFiles());
      const threads = pool;
      return runAgain(TRIES, () => {
        // A view into a larger buffer would take all of that along; the copy is handed over, the caller keeps his bytes.
        const body = new Uint8Array(task.document.body);
        return threads.run({ ...task, document: { ...task.document, body } }, { transfer: [body.buffer] });
      });
    },
    close: async () => pool?.close(),
  };
}

function openPool(data: WatchFile[]): WorkerPool<IntakeTask, TakenIn> {
  return createWorkerPool<IntakeTask, TakenIn>({
    entry: new URL("./intake.worker.js", import.meta.url),
    deadlineMs: PARSE_DEADLINE_MS,
    maxThreads: Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1)),
    maxHeapMb: PARSE_HEAP_MB,
    task: "parse",
    inHand: DOCUMENTS_IN_HAND,
    data,
  });
}

/** The same with a parser of the caller's: all else happens in this thread. */
export function intakeOf(parser: FeedParser): OpenIntake {
  const parse = (document: IntakeTask["document"]) => parser.parse(document);
  return {
    takeIn: createIntake({ parse, wordsOf: itemWords, pack: packCapture, matcher: null }),
    close: () => parser.close(),
  };
}
