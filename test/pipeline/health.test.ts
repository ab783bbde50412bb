import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Habit, learnArrival, readHabit, seedHabit } from "../../src/pipeline/habit.js";
import {
  FAILING_AFTER,
  feedHealth,
  type HealthInput,
  SLOW_MS,
  STALE_AT_LEAST_MS,
  STALE_FACTOR,
  staleAfterMs,
} from "../../src/pipeline/health.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 0, 12);

/** Arrivals at these hours of each day whose weekday (0 = Monday) is told. */
function publishing(hours: number[], weekdays: number[], weeks: number): Habit {
  let habit: Habit = { ...readHabit({}), since: MONDAY };
  let last: number | null = null;
  for (let day = 0; day < weeks * 7; day += 1) {
    for (const hour of weekdays.includes(day % 7) ? hours : []) {
      const at = MONDAY + day * DAY + hour * HOUR;
      if (last !== null) habit = learnArrival(habit, at, at - last);
      last = at;
    }
  }
  return habit;
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const AFTER_FOUR_WEEKS = MONDAY + 28 * DAY;
const hourly = publishing([...Array(24).keys()], EVERY_DAY, 4);

function input(more: Partial<HealthInput> = {}): HealthInput {
  return {
    before: "healthy",
    failures: 0,
    gone: false,
    moved: false,
    habit: hourly,
    silenceMs: 0,
    now: AFTER_FOUR_WEEKS,
    ...more,
  };
}

describe("a feed is", () => {
  test("healthy when it answers and brings what it usually does", () => expect(feedHealth(input())).toBe("healthy"));

  test("healthy after its first success", () => expect(feedHealth(input({ before: "new" }))).toBe("healthy"));

  test("as it was after one or two failures", () => {
    for (const before of ["new", "healthy", "stale", "failing"] as const) {
      expect(feedHealth(input({ before, failures: FAILING_AFTER - 1 }))).toBe(before);
    }
  });

  test("failing after three failures in a row", () => {
    expect(feedHealth(input({ failures: FAILING_AFTER }))).toBe("failing");
  });

  test("healthy at once after a success", () => expect(feedHealth(input({ before: "failing" }))).toBe("healthy"));

  test("gone when its server says so, whatever else holds", () => {
    expect(feedHealth(input({ gone: true, failures: 1 }))).toBe("gone");
  });

  test("moved when it answers elsewhere", () => expect(feedHealth(input({ moved: true }))).toBe("moved"));

  test("slow when its answers take long, until they take half of that", () => {
    const slow = (answerMs: number, before: HealthInput["before"]) =>
      feedHealth(input({ before, habit: { ...hourly, answerMs } }));
    expect(slow(SLOW_MS + 1, "healthy")).toBe("slow");
    expect(slow(SLOW_MS - 1, "healthy")).toBe("healthy");
    expect(slow(SLOW_MS - 1, "slow")).toBe("slow");
    expect(slow(SLOW_MS / 2 - 1, "slow")).toBe("healthy");
  });
});

describe("a feed is stale", () => {
  test("when an hourly feed is silent for over six hours", () => {
    expect(feedHealth(input({ silenceMs: STALE_AT_LEAST_MS }))).toBe("healthy");
    expect(feedHealth(input({ silenceMs: STALE_AT_LEAST_MS + 1 }))).toBe("stale");
  });

  test("never over a weekend when it rests every weekend", () => {
    const habit = publishing([8, 10, 12, 14, 16, 18], [0, 1, 2, 3, 4], 4);
    expect(feedHealth(input({ habit, silenceMs: 2 * DAY + 14 * HOUR }))).toBe("healthy");
    expect(feedHealth(input({ habit, silenceMs: 9 * DAY }))).toBe("stale");
  });

  test("after three times its longest silence when it comes once a week", () => {
    const habit = publishing([9], [2], 4);
    expect(staleAfterMs(habit, AFTER_FOUR_WEEKS)).toBe(STALE_FACTOR * 7 * DAY);
  });

  test("not within its first week for less than four days", () => {
    const habit = publishing([...Array(24).keys()], [0, 1, 2], 1);
    expect(feedHealth(input({ habit, silenceMs: 3 * DAY, now: MONDAY + 6 * DAY }))).toBe("healthy");
    expect(feedHealth(input({ habit, silenceMs: 4 * DAY + 1, now: MONDAY + 7 * DAY }))).toBe("stale");
  });

  test("after sixty days when nothing is known of it", () => {
    const habit = readHabit({});
    expect(feedHealth(input({ habit, silenceMs: 59 * DAY }))).toBe("healthy");
    expect(feedHealth(input({ habit, silenceMs: 61 * DAY }))).toBe("stale");
  });

  test("by its habit of the last four weeks only", () => {
    const before = learnArrival(hourly, MONDAY - 10 * DAY, 40 * DAY);
    const later = learnArrival(before, AFTER_FOUR_WEEKS, HOUR);
    expect(staleAfterMs(later, AFTER_FOUR_WEEKS)).toBe(STALE_AT_LEAST_MS);
  });
});

describe("habit", () => {
  test("is known at once from the dates of a first document", () => {
    const times = Array.from({ length: 30 }, (_, n) => MONDAY - n * 4 * HOUR);
    const habit = seedHabit(readHabit({}), times, MONDAY);
    expect(habit.gapMs).toBe(4 * HOUR);
    expect(habit.since).toBe(MONDAY - 29 * 4 * HOUR);
    expect(habit.silences.length).toBeGreaterThan(3);
  });

  test("is not learned from dates in the future or long past", () => {
    const habit = seedHabit(readHabit({}), [MONDAY + DAY, MONDAY - 400 * DAY], MONDAY);
    expect(habit).toMatchObject({ gapMs: null, since: MONDAY, silences: [] });
  });

  test("survives being kept as JSON", () => {
    expect(readHabit(JSON.parse(JSON.stringify(hourly)))).toEqual(hourly);
  });

  test("that was kept wrongly is unknown, not an error", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("gapMs", "silences", "since", "answerMs", "latches"), fc.jsonValue()),
        (kept) => {
          const habit = readHabit(kept);
          expect(staleAfterMs(habit, MONDAY)).toBeGreaterThan(0);
        },
      ),
    );
  });

  test("stays small however long a feed is watched", () => {
    expect(publishing([1, 2, 3], EVERY_DAY, 60).silences.length).toBeLessThanOrEqual(29);
  });
});
