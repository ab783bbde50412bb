/** A lane claims work, runs a bounded number of jobs at once and never waits for the slowest before claiming again. */

export interface Lane {
  /** Claims what there is room for and starts it. Returns how many were started; 0 while another beat claims. */
  beat(): Promise<number>;
  /** Resolves when nothing runs. */
  drained(): Promise<void>;
  /** No further claims. */
  stop(): void;
}

export interface LaneOptions<Job> {
  /** Jobs at once, at least 1. */
  limit: number;
  /** Up to `free` jobs, held by us from now. */
  claim(free: number): Promise<Job[]>;
  work(job: Job): Promise<void>;
  /** A claim or a job that threw: the lane goes on. */
  onError(error: unknown): void;
  /**
   * After a claim that filled the lane, claim again as soon as half of it is free, so that much work is not taken at one
   * lane's length a beat. Half, since each claim is a transaction.
   */
  refills?: boolean;
}

export function createLane<Job>({ limit, claim, work, onError, refills }: LaneOptions<Job>): Lane {
  const running = new Set<Promise<void>>();
  let claiming = false;
  let more = false;
  let refilling: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function claimAndStart(): Promise<number> {
    const free = limit - running.size;
    const jobs = await claim(free);
    more = jobs.length === free;
    for (const job of jobs) {
      const run: Promise<void> = work(job)
        .catch(onError)
        .finally(() => {
          running.delete(run);
          if (refills && more && running.size <= limit / 2) refilling = beat();
        });
      running.add(run);
    }
    return jobs.length;
  }

  async function beat(): Promise<number> {
    if (stopped || claiming || running.size >= limit) return 0;
    claiming = true;
    try {
      return await claimAndStart();
    } catch (error) {
      more = false;
      onError(error);
      return 0;
    } finally {
      claiming = false;
    }
  }

  return {
    beat,
    async drained() {
      do {
        await Promise.all(running);
        await refilling;
      } while (running.size > 0);
    },
    stop() {
      stopped = true;
    },
  };
}
