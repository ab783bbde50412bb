import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "../../src/pipeline/backoff.js";

const MINUTE = 60_000;
const options = { baseMs: MINUTE, maxMs: 60 * MINUTE, retryAfterMs: null, random: () => 1 };

test.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [6, 32],
  [7, 60],
  [500, 60],
])("after %i failures the wait is %i minutes at most", (failures, minutes) => {
  expect(backoff(failures, options)).toBe(minutes * MINUTE);
});

test("chance takes up to half of the wait away", () => {
  expect(backoff(3, { ...options, random: () => 0 })).toBe(2 * MINUTE);
});

test("what the server asked for is the least, even beyond the longest wait", () => {
  expect(backoff(1, { ...options, retryAfterMs: 90 * MINUTE })).toBe(90 * MINUTE);
  expect(backoff(6, { ...options, retryAfterMs: 1_000 })).toBe(32 * MINUTE);
});

test("a wait is never shorter than half the base nor longer than the longest", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -3, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, chance) => {
        const ms = backoff(failures, { ...options, random: () => chance });
        expect(ms).toBeGreaterThanOrEqual(MINUTE / 2);
        expect(ms).toBeLessThanOrEqual(60 * MINUTE);
      },
    ),
  );
});

test("more failures never mean a shorter wait", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (failures) => {
      expect(backoff(failures + 1, options)).toBeGreaterThanOrEqual(backoff(failures, options));
    }),
  );
});
