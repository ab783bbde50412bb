import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundsOf, FASTER, type IntervalInput, nextInterval, startOffset } from "../../src/pipeline/interval.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 0, 15, 12);

function input(more: Partial<IntervalInput> = {}): IntervalInput {
  return {
    bounds: { minMs: 5 * MINUTE, maxMs: 60 * MINUTE },
    habit: { gapMs: 40 * MINUTE },
    silenceMs: 0,
    freshForMs: null,
    hints: null,
    now: NOON,
    random: () => 0,
    ...more,
  };
}

describe("bounds", () => {
  test("the user's interval is the longest", () => expect(boundsOf(15 * MINUTE, MINUTE).maxMs).toBe(15 * MINUTE));

  test("a fast feed is asked three times as often at most", () => {
    expect(boundsOf(15 * MINUTE, MINUTE).minMs).toBe((15 * MINUTE) / FASTER);
  });

  test("the floor holds for every feed", () => expect(boundsOf(2 * MINUTE, MINUTE).minMs).toBe(MINUTE));

  test("an interval below the floor stands as the user set it", () => {
    expect(boundsOf(30_000, MINUTE)).toEqual({ minMs: 30_000, maxMs: 30_000 });
  });
});

describe("the next interval", () => {
  test("is half of the feed's usual gap", () => expect(nextInterval(input())).toBe(20 * MINUTE));

  test("is the longest for a feed of which nothing is known", () => {
    expect(nextInterval(input({ habit: { gapMs: null } }))).toBe(60 * MINUTE);
  });

  test("is the shortest for a feed that never rests", () => {
    expect(nextInterval(input({ habit: { gapMs: 1_000 } }))).toBe(5 * MINUTE);
  });

  test("grows with the silence", () => {
    expect(nextInterval(input({ habit: { gapMs: MINUTE }, silenceMs: 5 * HOUR }))).toBe(30 * MINUTE);
  });

  test("is widened by ttl up to the user's bound", () => {
    const hints = (ttlMs: number) => ({ ttlMs, skipHoursUtc: [] });
    expect(nextInterval(input({ hints: hints(45 * MINUTE) }))).toBe(45 * MINUTE);
    expect(nextInterval(input({ hints: hints(24 * HOUR) }))).toBe(60 * MINUTE);
  });

  test("is widened by freshness up to the user's bound", () => {
    expect(nextInterval(input({ freshForMs: 30 * MINUTE }))).toBe(30 * MINUTE);
    expect(nextInterval(input({ freshForMs: 24 * HOUR }))).toBe(60 * MINUTE);
  });

  test("is not shortened by a small ttl", () => {
    expect(nextInterval(input({ hints: { ttlMs: 1_000, skipHoursUtc: [] } }))).toBe(20 * MINUTE);
  });

  test("passes over skipped hours to their end", () => {
    const now = NOON + 50 * MINUTE;
    const bounds = { minMs: 5 * MINUTE, maxMs: 3 * HOUR };
    const hints = { ttlMs: null, skipHoursUtc: [13, 14] };
    expect(nextInterval(input({ now, bounds, hints }))).toBe(2 * HOUR + 10 * MINUTE);
  });

  test("passes over skipped days to their end, and over the skipped hours behind them", () => {
    const saturday = Date.UTC(2026, 0, 17, 12);
    const bounds = { minMs: 5 * MINUTE, maxMs: 72 * HOUR };
    const hints = { ttlMs: null, skipHoursUtc: [0, 1], skipDaysUtc: [0, 6] };
    expect(saturday + nextInterval(input({ now: saturday, bounds, hints }))).toBe(Date.UTC(2026, 0, 19, 2));
  });

  test("stays within the user's bound on a skipped day, and knows no week of skipped days", () => {
    const hints = (skipDaysUtc: number[]) => ({ ttlMs: null, skipHoursUtc: [], skipDaysUtc });
    const thursday = new Date(NOON).getUTCDay();
    expect(nextInterval(input({ hints: hints([thursday]) }))).toBe(60 * MINUTE);
    expect(nextInterval(input({ hints: hints([0, 1, 2, 3, 4, 5, 6]) }))).toBe(20 * MINUTE);
  });

  test("passes over skipped hours across midnight", () => {
    const now = Date.UTC(2026, 0, 15, 22, 50);
    const bounds = { minMs: 5 * MINUTE, maxMs: 6 * HOUR };
    const hints = { ttlMs: null, skipHoursUtc: [23, 0, 1] };
    expect(nextInterval(input({ now, bounds, hints }))).toBe(3 * HOUR + 10 * MINUTE);
  });

  test("passes over skipped hours no further than the user's bound", () => {
    const hints = { ttlMs: null, skipHoursUtc: [12, 13, 14, 15, 16] };
    expect(nextInterval(input({ hints }))).toBe(60 * MINUTE);
  });

  test("does not heed a feed that skips the whole day", () => {
    const hints = { ttlMs: null, skipHoursUtc: Array.from({ length: 24 }, (_, hour) => hour) };
    expect(nextInterval(input({ hints }))).toBe(20 * MINUTE);
  });

  test("stays within the bounds whatever feed and server say", () => {
    const ms = fc.integer({ min: 0, max: 10 * 24 * HOUR });
    fc.assert(
      fc.property(
        ms,
        ms,
        fc.option(ms),
        fc.option(ms),
        fc.array(fc.integer({ min: 0, max: 23 })),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (gapMs, silenceMs, ttlMs, freshForMs, skipHoursUtc, chance) => {
          const hints = { ttlMs, skipHoursUtc };
          const next = nextInterval(
            input({ habit: { gapMs }, silenceMs, freshForMs, hints, now: NOON + gapMs, random: () => chance }),
          );
          expect(next).toBeGreaterThanOrEqual(5 * MINUTE);
          expect(next).toBeLessThanOrEqual(60 * MINUTE);
        },
      ),
    );
  });
});

describe("the place in the first interval", () => {
  test("is the same after every start", () => {
    expect(startOffset("yard-gazette", HOUR)).toBe(startOffset("yard-gazette", HOUR));
  });

  test("spreads a thousand feeds evenly", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let n = 0; n < 1_000; n += 1) {
      const tenth = Math.floor(startOffset(`feed-${n}`, 10));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(50);
    expect(Math.max(...tenths)).toBeLessThan(200);
  });
});
