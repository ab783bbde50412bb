import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MIN_WINDOWS, poissonTail, surge } from "../../src/matching/surge.js";

const quiet = [1, 0, 2, 1, 0, 1, 1, 0, 2, 1];

describe("surge", () => {
  it("sees a burst over a quiet habit", () => {
    expect(surge({ history: quiet, count: 9, publishers: 4 })).toMatchObject({
      surging: true,
      why: "9 mentions where 0.9 are its habit",
    });
  });

  it.each([
    ["one publisher alone", { history: quiet, count: 9, publishers: 1 }, "1 publisher alone"],
    ["too short a history", { history: [1, 0], count: 9, publishers: 4 }, `no habit yet: 2 of ${MIN_WINDOWS} windows`],
    ["a handful", { history: quiet, count: 3, publishers: 3 }, "3 mentions are too few"],
    [
      "a watch that has been as loud",
      { history: [...quiet, 9], count: 9, publishers: 3 },
      "it has been as loud before",
    ],
    [
      "a busy watch a little busier",
      { history: quiet.map((one) => one + 20), count: 26, publishers: 9 },
      "within its habit of 20.9",
    ],
  ])("stays silent for %s", (_, input, why) => {
    expect(surge(input)).toMatchObject({ surging: false, why });
  });
});

describe("poissonTail", () => {
  it.each([
    [0, 3, 1],
    [1, 1, 0.632121],
    [5, 2, 0.052653],
    [10, 10, 0.54207],
    [30, 10, 2.51e-7],
  ])("is the chance of %i or more at rate %d", (count, rate, chance) => {
    expect(poissonTail(count, rate) / chance).toBeCloseTo(1, 2);
  });

  it("is a chance, and falls as the count grows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0.01, max: 200, noNaN: true }), (count, rate) => {
        const chance = poissonTail(count, rate);
        expect(chance >= 0 && chance <= 1).toBe(true);
        expect(poissonTail(count + 1, rate)).toBeLessThanOrEqual(chance + 1e-9);
      }),
    );
  });
});
