/** How well a feed is, judged by its own habit. Pure. */
import type { FeedHealth } from "../ports.js";
import { type Habit, REMEMBERED_DAYS } from "./habit.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One failure is weather; so many in a row are a condition. */
export const FAILING_AFTER = 3;
/** Silent for so many times its longest silence of the last weeks: not its habit. */
export const STALE_FACTOR = 3;
/** A shorter silence alarms nobody, however busy the feed. */
export const STALE_AT_LEAST_MS = 6 * HOUR_MS;
/** Until a whole week is known, a long weekend may still come as news. */
const FULL_WEEK_MS = 8 * DAY_MS;
const STALE_IN_FIRST_WEEK_MS = 4 * DAY_MS;
/** With arrivals on fewer days than this there is no habit to speak of. */
const HABIT_DAYS = 3;
const STALE_WITHOUT_HABIT_MS = 60 * DAY_MS;
/** Answers that take so long on average make a feed slow; half of it makes it well again. */
export const SLOW_MS = 10_000;

export interface HealthInput {
  before: FeedHealth;
  /** Failures in a row, this poll's included; 0 after a success. */
  failures: number;
  gone: boolean;
  moved: boolean;
  habit: Habit;
  /** ms since something last arrived (or since the first poll). */
  silenceMs: number;
  now: number;
}

/** The worst that can be said of the feed now. A few failures leave it as it was. */
export function feedHealth(input: HealthInput): FeedHealth {
  const { before, failures, habit } = input;
  if (input.gone) return "gone";
  if (failures >= FAILING_AFTER) return "failing";
  if (failures > 0) return before;
  if (input.silenceMs > staleAfterMs(habit, input.now)) return "stale";
  const slowFrom = before === "slow" ? SLOW_MS / 2 : SLOW_MS;
  if ((habit.answerMs ?? 0) > slowFrom) return "slow";
  return input.moved ? "moved" : "healthy";
}

/** The silence in ms beyond which the feed is stale. */
export function staleAfterMs(habit: Habit, now: number): number {
  const first = Math.floor(now / DAY_MS) - REMEMBERED_DAYS;
  const silences = habit.silences.filter(([day]) => day >= first).map(([, ms]) => ms);
  if (silences.length < HABIT_DAYS || habit.since === null) return STALE_WITHOUT_HABIT_MS;
  const least = now - habit.since < FULL_WEEK_MS ? STALE_IN_FIRST_WEEK_MS : STALE_AT_LEAST_MS;
  return Math.max(STALE_FACTOR * Math.max(...silences), least);
}
