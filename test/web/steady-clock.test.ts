import { expect, test } from "vitest";
import { createSteadyClock } from "../../src/web/steady-clock.js";

const HOUR_MS = 3_600_000;

test("a clock that is set back goes on from where it was, at its own pace", () => {
  let wall = 10 * HOUR_MS;
  const clock = createSteadyClock({ now: () => wall, sleep: async () => undefined });
  expect(clock.now()).toBe(10 * HOUR_MS);
  wall = 2 * HOUR_MS;
  expect(clock.now()).toBe(10 * HOUR_MS);
  wall += 1_000;
  expect(clock.now()).toBe(10 * HOUR_MS + 1_000);
  wall -= HOUR_MS;
  expect(clock.now()).toBe(10 * HOUR_MS + 1_000);
  wall += 5;
  expect(clock.now()).toBe(10 * HOUR_MS + 1_005);
});

test("a clock that is set forward is followed", () => {
  let wall = 0;
  const clock = createSteadyClock({ now: () => wall, sleep: async () => undefined });
  clock.now();
  wall = HOUR_MS;
  expect(clock.now()).toBe(HOUR_MS);
});
