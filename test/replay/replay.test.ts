import { expect, test } from "vitest";
import type { App } from "../../src/app.js";
import { createSimulatedClock } from "../../src/clock.js";
import { replayDocuments } from "../../src/replay/replay.js";

/** An app for which there is always something due in a second. */
const endless = {
  pollAll: async () => {},
  pipeline: { settle: async () => {} },
  store: { feeds: { nextDueInMs: async () => 1_000 }, deliveries: { nextDueInMs: async () => null } },
} as unknown as App;

test("a replay that is told to end does so after the step it is in", async () => {
  const clock = createSimulatedClock(0);
  const ending = new AbortController();
  const steps: number[] = [];
  const progress = ({ at }: { at: number }) => {
    steps.push(at);
    if (steps.length === 3) ending.abort();
  };
  await replayDocuments(endless, [], ["terminal"], clock, progress, ending.signal);
  expect(steps).toEqual([0, 1_000, 2_000]);
});
