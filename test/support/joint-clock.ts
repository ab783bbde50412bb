/**
 * Time that several workers live through together: it stands while one of them works, and moves on to the next waking
 * when all of them sleep. So a day of waiting takes no time, and work takes none of the day.
 */
import type { Clock } from "../../src/ports.js";

export interface JointClock extends Clock {
  /** One more worker; time stands until it sleeps or leaves. */
  enter(): void;
  leave(): void;
  /** Workers, those asleep included. */
  workers(): number;
}

/** @param onMove hears of each new instant, ms */
export function createJointClock(start: number, onMove: (now: number) => void = () => {}): JointClock {
  let now = start;
  let workers = 0;
  const sleepers = new Set<{ until: number; wake: () => void }>();

  function moveOn(): void {
    if (workers === 0 || sleepers.size < workers) return;
    now = Math.max(now, Math.min(...[...sleepers].map(({ until }) => until)));
    onMove(now);
    for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  return {
    now: () => now,
    sleep: (ms) =>
      new Promise<void>((wake) => {
        sleepers.add({ until: now + ms, wake });
        moveOn();
      }),
    workers: () => workers,
    enter() {
      workers += 1;
    },
    leave() {
      workers -= 1;
      moveOn();
    },
  };
}
