import { expect, test } from "vitest";
import { createLane } from "../../src/pipeline/lane.js";

/** A lane over numbered jobs that end at once; how many ran at the same time is counted. */
function laneOf(jobs: number, refills: boolean, claimFault = false) {
  const seen = { done: 0, atOnce: 0, most: 0, claims: 0, errors: 0 };
  let left = jobs;
  const lane = createLane<number>({
    limit: 4,
    refills,
    async claim(free) {
      seen.claims += 1;
      if (claimFault && seen.claims === 2) throw new Error("the store is busy");
      const taken = Math.min(free, left);
      left -= taken;
      return Array.from({ length: taken }, (_, index) => index);
    },
    async work() {
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      await Promise.resolve();
      seen.atOnce -= 1;
      seen.done += 1;
    },
    onError: () => {
      seen.errors += 1;
    },
  });
  return { lane, seen };
}

test("a lane that refills takes all there is in one beat, never more at once than its limit", async () => {
  const { lane, seen } = laneOf(50, true);
  await lane.beat();
  await lane.drained();
  expect(seen).toMatchObject({ done: 50, atOnce: 0 });
  expect(seen.most).toBeLessThanOrEqual(4);
});

test("a lane that does not refill takes its limit a beat", async () => {
  const { lane, seen } = laneOf(50, false);
  await lane.beat();
  await lane.drained();
  expect(seen.done).toBe(4);
});

test("a lane that was stopped claims no more", async () => {
  const { lane, seen } = laneOf(50, true);
  await lane.beat();
  lane.stop();
  await lane.drained();
  expect(seen.done).toBe(4);
  expect(await lane.beat()).toBe(0);
});

test("a claim that fails ends the refilling until the next beat", async () => {
  const { lane, seen } = laneOf(50, true, true);
  await lane.beat();
  await lane.drained();
  expect(seen).toMatchObject({ done: 4, errors: 1 });
  await lane.beat();
  await lane.drained();
  expect(seen.done).toBe(50);
});
