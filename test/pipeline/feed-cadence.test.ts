import { describe, expect, test } from "vitest";
import type { Feed } from "../../src/model.js";
import { createFeedCadence } from "../../src/pipeline/feed-cadence.js";
import { readHabit } from "../../src/pipeline/habit.js";
import { FULL_EVERY } from "../../src/pipeline/interval.js";
import type { FeedState } from "../../src/ports.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 0, 15, 12);

const feed: Feed = {
  id: "yard-gazette",
  url: "https://gazette.example/feed",
  title: null,
  publisher: "Yard Gazette",
  family: null,
  kind: "newspaper",
  language: "en",
  timeZone: "UTC",
  every: 15 * MINUTE,
  teaserOnly: false,
  enabled: true,
};

function state(more: Partial<FeedState> = {}): FeedState {
  return {
    id: feed.id,
    movedTo: null,
    validators: { etag: '"a"', lastModified: null },
    firstPolledAt: NOW - 24 * HOUR,
    lastPolledAt: NOW - 15 * MINUTE,
    lastSuccessAt: NOW - 15 * MINUTE,
    lastChangedAt: NOW - HOUR,
    lastItemAt: NOW - HOUR,
    failures: 0,
    failingSince: null,
    lastError: null,
    health: "healthy",
    nextDueAt: NOW,
    conditionalPolls: 0,
    habit: { since: NOW - 24 * HOUR, gapMs: HOUR },
    ...more,
  };
}

const cadence = createFeedCadence({ floorMs: MINUTE, random: () => 0, nextRun: (_cron, at) => at + 7 * HOUR });
const quiet = { now: NOW, changed: false, freshForMs: null, hints: null };
const brought = { ...quiet, changed: true };
const failure = { now: NOW, retryAfterMs: null, gone: false };

describe("after a success", () => {
  test("a feed is asked again within its interval", () => {
    const { inMs, health } = cadence.afterSuccess(feed, state(), quiet);
    expect(inMs).toBe(15 * MINUTE);
    expect(health).toBe("healthy");
  });

  test("a feed that moves fast is asked sooner", () => {
    expect(cadence.afterSuccess(feed, state({ habit: { since: 1, gapMs: 10 * MINUTE } }), quiet).inMs).toBe(6 * MINUTE);
  });

  test("an arrival teaches the feed's gap", () => {
    const habit = readHabit(
      cadence.afterSuccess(feed, state({ lastItemAt: NOW - 2 * HOUR, lastChangedAt: null }), brought).habit,
    );
    expect(habit.gapMs).toBe(1.2 * HOUR);
  });

  test("an arrival after we could not see teaches nothing", () => {
    const blind = state({ lastSuccessAt: NOW - 48 * HOUR, lastItemAt: NOW - 49 * HOUR, lastChangedAt: null });
    expect(readHabit(cadence.afterSuccess(feed, blind, brought).habit).gapMs).toBe(HOUR);
  });

  test("the dates of a first document show the habit at once", () => {
    const itemTimes = Array.from({ length: 20 }, (_, n) => NOW - n * 6 * MINUTE);
    const fresh = state({ habit: {}, firstPolledAt: null, lastSuccessAt: null, lastItemAt: null, lastChangedAt: null });
    const next = cadence.afterSuccess(feed, fresh, { ...brought, itemTimes });
    expect(readHabit(next.habit).gapMs).toBe(6 * MINUTE);
    expect(next.inMs).toBe(5 * MINUTE);
  });

  test("slow answers are remembered", () => {
    expect(cadence.afterSuccess(feed, state(), { ...quiet, tookMs: 20_000 }).health).toBe("slow");
  });

  test("a feed of a cron expression is asked at its next time whatever its server says", () => {
    const daily = { ...feed, every: "0 19 * * *" };
    expect(cadence.afterSuccess(daily, state(), { ...quiet, freshForMs: 24 * HOUR }).inMs).toBe(7 * HOUR);
  });
});

describe("the whole document is asked for", () => {
  test("every twelfth time", () => {
    expect(cadence.wantsFullFetch(state({ conditionalPolls: FULL_EVERY - 2 }))).toBe(false);
    expect(cadence.wantsFullFetch(state({ conditionalPolls: FULL_EVERY - 1 }))).toBe(true);
  });

  test("always, once the validators were seen to stand still while the feed moved on", () => {
    const poll = { ...brought, fullValidators: { etag: '"a"', lastModified: null } };
    const { habit } = cadence.afterSuccess(feed, state(), poll);
    expect(cadence.wantsFullFetch(state({ habit }))).toBe(true);
    const later = cadence.afterSuccess(feed, state({ habit }), quiet);
    expect(cadence.wantsFullFetch(state({ habit: later.habit }))).toBe(true);
  });
});

describe("after a failure", () => {
  const waits = (count: number, every: Feed["every"] = feed.every) =>
    Array.from(
      { length: count },
      (_, failures) => cadence.afterFailure({ ...feed, every }, state({ failures }), failure).inMs ?? 0,
    );

  test("a feed is tried again sooner than usual and then ever less often, up to two hours", () => {
    const minutes = waits(9).map((ms) => ms / MINUTE);
    expect(minutes).toEqual([1.875, 3.75, 7.5, 15, 30, 60, 60, 60, 60]);
  });

  test("a feed of a long interval is not tried less often than that", () => {
    expect(Math.max(...waits(12, 24 * HOUR))).toBe(12 * HOUR);
  });

  test("a feed of a cron expression does not wait for its next time", () => {
    expect(waits(1, "0 19 * * *")[0]).toBe(15 * MINUTE);
  });

  test("it is failing at the third", () => {
    const health = [0, 1, 2].map((failures) => cadence.afterFailure(feed, state({ failures }), failure).health);
    expect(health).toEqual(["healthy", "healthy", "failing"]);
  });

  test("the server's wish is respected", () => {
    expect(cadence.afterFailure(feed, state(), { ...failure, retryAfterMs: 5 * HOUR }).inMs).toBe(5 * HOUR);
  });

  test("a feed that is gone is never asked again", () => {
    expect(cadence.afterFailure(feed, state(), { ...failure, gone: true })).toMatchObject({
      inMs: null,
      health: "gone",
    });
  });

  test("its habit is kept", () => {
    expect(readHabit(cadence.afterFailure(feed, state(), failure).habit).gapMs).toBe(HOUR);
  });
});
