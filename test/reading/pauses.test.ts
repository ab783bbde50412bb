import { expect, test } from "vitest";
import { createPauses } from "../../src/reading/pauses.js";
import { createManualClock } from "../support/clocks.js";

const SITE = "https://paper.example";
const never = new AbortController().signal;

test("pages of one site take their turns with the pause that it asks for", async () => {
  const clock = createManualClock();
  const { turn } = createPauses(clock);
  const begin = clock.now();
  const at: number[] = [];
  const turns = [1, 2, 3].map(async () => {
    expect(await turn(SITE, 3_000, 20_000, never)).toBe(true);
    at.push(clock.now() - begin);
  });
  for (let second = 0; second < 7; second += 1) {
    await new Promise(setImmediate);
    clock.advance(1_000);
  }
  await Promise.all(turns);
  expect(at).toEqual([0, 3_000, 6_000]);
});

test("another site is not waited for", async () => {
  const { turn } = createPauses(createManualClock());
  expect(await turn(SITE, 60_000, 1_000, never)).toBe(true);
  expect(await turn("https://other.example", 60_000, 1_000, never)).toBe(true);
});

test("a turn that comes too late is not taken, so that it costs nobody's", async () => {
  const clock = createManualClock();
  const { turn } = createPauses(clock);
  await turn(SITE, 10_000, 5_000, never);
  expect(await turn(SITE, 10_000, 5_000, never)).toBe(false);
  clock.advance(10_000);
  expect(await turn(SITE, 10_000, 5_000, never)).toBe(true);
});

test("whoever is called off does not wait on", async () => {
  const { turn } = createPauses(createManualClock());
  await turn(SITE, 10_000, 20_000, never);
  const stop = new AbortController();
  const waiting = turn(SITE, 10_000, 20_000, stop.signal);
  stop.abort();
  await waiting;
});
