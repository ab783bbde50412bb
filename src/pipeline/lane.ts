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
}

export function createLane<Job>({ limit, claim, work, onError }: LaneOptions<Job>): Lane {
  const running = new Set<Promise<void>>();
  let claiming = false;
  let stopped = false;

  async function claimAndStart(): Promise<number> {
    const jobs = await claim(limit - running.size);
    for (const job of jobs) {
      const run: Promise<void> = work(job)
        .catch(onError)
        .finally(() => running.delete(run));
      running.add(run);
    }
    return jobs.length;
  }

  return {
    async beat() {
      if (stopped || claiming || running.size >= limit) return 0;
      claiming = true;
      try {
        return await claimAndStart();
      } catch (error) {
        onError(error);
        return 0;
      } finally {
        claiming = false;
      }
    },
    async drained() {
      while (running.size > 0) await Promise.all(running);
    },
    stop() {
      stopped = true;
    },
  };
}
