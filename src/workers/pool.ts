/**
 * A pool of worker threads in which nothing can run for ever or eat the memory of the process. Threads, queue and
 * replacement of dead workers are piscina's; what is added is a deadline on the work itself and our own errors.
 */
import { fileURLToPath } from "node:url";
import type { Transferable } from "node:worker_threads";
import { Piscina } from "piscina";
import { WatchdeskError } from "../errors.js";
import { shippedEntry } from "./entry.js";
import type { Answer, Task } from "./serve.js";

export interface WorkerPoolOptions {
  /** Module whose default export is made by `serveTasks`. */
  entry: URL;
  /**
   * For one task's own work in ms of computing, waiting and start-up not counted. A worker over it is killed and
   * replaced. On a machine whose processors are shared, work may take up to PATIENCE times as long by the clock.
   */
  deadlineMs: number;
  maxThreads: number;
  /** Heap of one worker in MB; a worker over it is killed and replaced. Buffers outside the heap are not counted. */
  maxHeapMb: number;
  /** What a task is called in errors, for example "parsing". */
  task: string;
  /**
   * Tasks that a thread is handed at once, so that it goes on while the thread that asks is busy. It does them one by one.
   * Those that wait in a worker that has to be killed are interrupted: whoever runs them does so by `runAgain`.
   */
  inHand?: number;
  /** Handed to each thread when it starts; it reads it as `workerData` of node:worker_threads. */
  data?: unknown;
}

export interface WorkerPool<Payload, Result> {
  /**
   * Runs one task.
   * @throws WatchdeskError `limit` on deadline or memory; what the work threw, with its code; `internal` if the worker
   * died otherwise, or died of another task before this one began
   */
  run(payload: Payload, options?: { transfer?: Transferable[] }): Promise<Result>;
  /** Kills what still runs and releases the threads. */
  close(): Promise<void>;
}

/** An idle thread is let go after this time; starting one anew takes some 100 ms. */
const IDLE_MS = 30_000;
/** How many times within a deadline it is looked whether it has passed. */
const LOOKS_PER_DEADLINE = 20;
/**
 * A deadline counts what the process was given of the processors: on a busy machine harmless work would else be killed
 * for what others did. So many times the deadline by the clock is the end all the same.
 */
const PATIENCE = 5;
/** Young generation of a worker, MB. Not part of `maxHeapMb`, which bounds what survives. */
const YOUNG_HEAP_MB = 16;

interface Running {
  startedAt: BigInt64Array;
  controller: AbortController;
  /** Processor time of the whole process, ms, when it was first seen to have begun. */
  cpuMs: number | null;
}

/** Starts no thread before the first task. */
export function createWorkerPool<Payload, Result>(options: WorkerPoolOptions): WorkerPool<Payload, Result> {
  const watchdog = createWatchdog(options.deadlineMs);
  let threads: Piscina<Task<Payload>, Answer<Result>> | null = null;
  let closed = false;

  return {
    async run(payload, { transfer = [] } = {}) {
      if (closed) throw new WatchdeskError("internal", `${options.task}: the worker pool is closed`);
      threads ??= startThreads(options);
      const startedAt = new BigInt64Array(new SharedArrayBuffer(8));
      const { signal, release } = watchdog.watch(startedAt);
      try {
        const answer = await threads.run({ payload, startedAt }, { signal, transferList: transfer });
        if (answer.ok) return answer.result;
        throw new WatchdeskError(answer.error.code, answer.error.message, hintOf(answer.error.hint));
      } catch (error) {
        const begun = Atomics.load(startedAt, 0) !== 0n;
        if (!begun && !closed && !(error instanceof WatchdeskError)) throw new Interrupted(options.task, error);
        throw explain(error, signal.aborted, options);
      } finally {
        release();
      }
    },
    async close() {
      closed = true;
      watchdog.stop();
      await threads?.destroy();
    },
  };
}

function startThreads<Payload, Result>(options: WorkerPoolOptions): Piscina<Task<Payload>, Answer<Result>> {
  const threads: Piscina<Task<Payload>, Answer<Result>> = new Piscina({
    filename: fileURLToPath(shippedEntry(options.entry)),
    minThreads: 1,
    maxThreads: options.maxThreads,
    concurrentTasksPerWorker: options.inHand ?? 1,
    idleTimeout: IDLE_MS,
    workerData: options.data,
    resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  });
  // A worker that dies between two tasks (one that replaces a dead one, with nothing to do yet) hurts no task, and an
  // error that nobody hears would end the process.
  threads.on("error", () => {});
  return threads;
}

/** One timer for all tasks, which runs only while there are any. */
function createWatchdog(deadlineMs: number) {
  const running = new Set<Running>();
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    const now = process.hrtime.bigint();
    const cpuMs = processorMs();
    for (const entry of running) {
      const started = Atomics.load(entry.startedAt, 0);
      if (started === 0n) continue;
      entry.cpuMs ??= cpuMs;
      const tookMs = Number(now - started) / 1e6;
      // The first look came up to one look late.
      const computedMs = cpuMs - entry.cpuMs + deadlineMs / LOOKS_PER_DEADLINE;
      if (tookMs >= deadlineMs && (computedMs >= deadlineMs || tookMs >= deadlineMs * PATIENCE))
        entry.controller.abort();
    }
  }
  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }
  return {
    watch(startedAt: BigInt64Array) {
      const entry: Running = { startedAt, controller: new AbortController(), cpuMs: null };
      running.add(entry);
      timer ??= setInterval(look, Math.max(1, deadlineMs / LOOKS_PER_DEADLINE));
      const release = () => {
        running.delete(entry);
        if (running.size === 0) stop();
      };
      return { signal: entry.controller.signal, release };
    },
    stop,
  };
}

const LATE = "not done within";

/** Whether work was broken off for its deadline; done again on a calmer machine it may succeed. */
function isLate(error: unknown): boolean {
  return error instanceof WatchdeskError && error.code === "limit" && error.message.includes(`: ${LATE} `);
}

/** A task that had not begun when its worker died; nothing is known against it. */
class Interrupted extends WatchdeskError {
  constructor(task: string, cause: unknown) {
    super("internal", `${task}: the worker failed before it began: ${reasonOf(cause)}`, { cause });
  }
}

/** A task that is interrupted as often as this stands behind more bad ones than any queue of ours holds. */
const INTERRUPTIONS = 20;

/** Runs work that may be broken off for its deadline, so many times in all; what was interrupted does not count. */
export async function runAgain<T>(tries: number, run: () => Promise<T>): Promise<T> {
  let interruptions = 0;
  for (let left = tries; ; ) {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Interrupted && interruptions < INTERRUPTIONS) interruptions++;
      else if (left > 1 && isLate(error)) left--;
      else throw error;
    }
  }
}

/** No worker can have computed for longer than the process has. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function explain(error: unknown, late: boolean, { task, deadlineMs, maxHeapMb }: WorkerPoolOptions): WatchdeskError {
  if (error instanceof WatchdeskError) return error;
  if (late) return new WatchdeskError("limit", `${task}: ${LATE} ${deadlineMs} ms`, { cause: error });
  if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return new WatchdeskError("limit", `${task}: needs more than ${maxHeapMb} MB`, { cause: error });
  }
  return new WatchdeskError("internal", `${task}: the worker failed: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hintOf(hint: string | null): { hint?: string } {
  return hint === null ? {} : { hint };
}
