/** Two clocks: one that runs, and one that a test moves by hand. */
import type { Clock } from "../../src/ports.js";

export const runningClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
      signal?.addEventListener("abort", done, { once: true });
    }),
};

export interface ManualClock extends Clock {
  /** Moves time on and wakes who has slept enough. */
  advance(ms: number): void;
  /** Lengths in ms of the sleeps that are under way. */
  sleeping(): number[];
}

export function createManualClock(start = Date.UTC(2026, 0, 15, 12)): ManualClock {
  let now = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || ms <= 0) return resolve();
        const sleeper = { until: now + ms, wake };
        function wake() {
          sleepers.delete(sleeper);
          resolve();
        }
        sleepers.add(sleeper);
        signal?.addEventListener("abort", wake, { once: true });
      }),
    advance(ms) {
      now += ms;
      for (const sleeper of [...sleepers]) if (sleeper.until <= now) sleeper.wake();
    },
    sleeping: () => [...sleepers].map((sleeper) => sleeper.until - now),
  };
}
