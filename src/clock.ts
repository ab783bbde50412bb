import type { Clock } from "./ports.js";

/** Time as the process lives it; the only reader of the system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep(ms, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done, { once: true });
    });
  },
};

export interface SimulatedClock extends Clock {
  /** Moves forward to an instant; never back. */
  advanceTo(at: number): void;
}

/** Time that moves when it is told to; sleeping moves it, so that nothing ever waits. */
export function createSimulatedClock(start: number): SimulatedClock {
  let now = start;
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
    advanceTo(at) {
      now = Math.max(now, at);
    },
  };
}
