import type { Clock } from "../ports.js";

/**
 * Time for spans alone: it goes on from where it was when the clock behind it is set back, so that a pause of a second
 * that had begun does not last until the clock is there again.
 */
export function createSteadyClock(clock: Clock): Clock {
  let ahead = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    now() {
      const now = clock.now() + ahead;
      if (now < last) ahead += last - now;
      else last = now;
      return last;
    },
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}
