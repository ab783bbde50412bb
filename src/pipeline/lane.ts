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
  /** The claim under way. */
  let claiming: Promise<number> | null = null;
  let more = false;
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
          if (refills && more && running.size <= limit / 2) void beat();
        });
      running.add(run);
    }
    return jobs.length;
  }

  async function claimOnce(): Promise<number> {
    try {
      return await claimAndStart();
    } catch (error) {
      more = false;
      onError(error);
      return 0;
    } finally {
      claiming = null;
    }
  }

  function beat(): Promise<number> {
    if (stopped || claiming || running.size >= limit) return Promise.resolve(0);
    claiming = claimOnce();
    return claiming;
  }

  return {
    beat,
    async drained() {
      while (running.size > 0 || claiming) {
        await Promise.all(running);
        await claiming;
      }
    },
    stop() {
      stopped = true;
    },
  };
}
