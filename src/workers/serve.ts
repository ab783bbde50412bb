/** The worker's half of the pool: what runs inside a worker thread, and the envelope that both halves share. */
import { asWatchdeskError, type ErrorCode } from "../errors.js";

/** What the pool sends with every task. */
export interface Task<Payload> {
  payload: Payload;
  /** One slot, shared: `process.hrtime.bigint()` at which the work began, 0 until then. */
  startedAt: BigInt64Array;
}

/** What comes back: an error's code and hint would not survive the thread boundary as an Error. */
export type Answer<Result> =
  | { ok: true; result: Result }
  | { ok: false; error: { code: ErrorCode; message: string; hint: string | null } };

/**
 * Wraps the work of a worker entry; the entry exports what this returns as its default. Tasks are done one by one.
 * The moment at which the work begins is written down, so that the deadline does not count waiting and start-up.
 */
export function serveTasks<Payload, Result>(
  work: (payload: Payload) => Result | Promise<Result>,
): (task: Task<Payload>) => Promise<Answer<Result>> {
  let last: Promise<unknown> = Promise.resolve();
  const answer = async ({ payload, startedAt }: Task<Payload>): Promise<Answer<Result>> => {
    Atomics.store(startedAt, 0, process.hrtime.bigint());
    try {
      return { ok: true, result: await work(payload) };
    } catch (error) {
      const { code, message, hint } = asWatchdeskError(error);
      return { ok: false, error: { code, message, hint } };
    }
  };
  return (task) => {
    const mine = last.then(() => answer(task));
    last = mine;
    return mine;
  };
}
