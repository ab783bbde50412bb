import fc from "fast-check";
import { expect, test } from "vitest";
import { restMsOf } from "../../src/pipeline/edit-rest.js";

const MINUTE = 60_000;

test.each([
  ["in the first minutes", 4 * MINUTE, 0],
  ["in the first hour", 6 * MINUTE, MINUTE],
  ["on the first day", 61 * MINUTE, 5 * MINUTE],
  ["later", 25 * 60 * MINUTE, 30 * MINUTE],
  ["when the clock went back", -MINUTE, 0],
])("%s an alert rests as long as people can read", (_when, ageMs, restMs) => {
  expect(restMsOf(ageMs)).toBe(restMs);
});

test("an elder alert never rests for less than a younger one", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (age, more) => {
      expect(restMsOf(age + more)).toBeGreaterThanOrEqual(restMsOf(age));
    }),
  );
});
