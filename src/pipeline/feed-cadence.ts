/** The cadence of feeds: interval, back-off, habit and health put together. Pure but for the injected chance. */
import type { Feed } from "../model.js";
import type { FeedState, Random } from "../ports.js";
import { latched } from "./asking.js";
import { backoff } from "./backoff.js";
import type { Cadence, SuccessfulPoll } from "./cadence.js";
import { type Habit, learnAnswer, learnArrival, readHabit, seedHabit } from "./habit.js";
import { feedHealth } from "./health.js";
import { type Bounds, boundsOf, FULL_EVERY, nextInterval } from "./interval.js";

const HOUR_MS = 3_600_000;
/** A feed that fails is asked at least so often, or at its own interval when that is longer. */
const LONGEST_BACKOFF_MS = 2 * HOUR_MS;
/** The first try after a failure comes after this share of the interval. */
const FIRST_RETRY = 0.25;
/** After so many intervals without a success a silence is ours, not the feed's: nothing is learned from it. */
const BLIND_INTERVALS = 3;

export interface CadenceDeps {
  /** No feed is asked more often, ms. */
  floorMs: number;
  random: Random;
  /** The next instant of a cron expression after `at`; null when there is none. */
  nextRun(expression: string, at: number, timeZone: string): number | null;
}

export function createFeedCadence(deps: CadenceDeps): Cadence {
  return {
    wantsFullFetch: (state) => state.conditionalPolls + 1 >= FULL_EVERY || readHabit(state.habit).latches,

    afterSuccess(feed, state, poll) {
      const bounds = boundsFor(feed, poll.now, deps);
      const habit = learn(state, poll, bounds);
      const silenceMs = poll.changed ? 0 : silence(state, poll.now);
      const { before, moved } = { before: state.health, moved: state.movedTo !== null };
      const health = feedHealth({ before, failures: 0, gone: false, moved, habit, silenceMs, now: poll.now });
      return { inMs: nextPollMs(feed, poll, bounds, habit, silenceMs, deps), health, habit };
    },

    afterFailure(feed, state, { now, retryAfterMs, gone }) {
      const habit = readHabit(state.habit);
      const failures = state.failures + 1;
      const { health: before, movedTo } = state;
      const silenceMs = silence(state, now);
      const health = feedHealth({ before, failures, gone, moved: movedTo !== null, habit, silenceMs, now });
      if (gone) return { inMs: null, health, habit };
      const { maxMs } = boundsFor(feed, now, deps);
      const baseMs = Math.max(deps.floorMs, Math.min(maxMs, LONGEST_BACKOFF_MS) * FIRST_RETRY);
      const longestMs = typeof feed.every === "number" ? Math.max(maxMs, LONGEST_BACKOFF_MS) : LONGEST_BACKOFF_MS;
      return {
        inMs: backoff(failures, { baseMs, maxMs: longestMs, retryAfterMs, random: deps.random }),
        health,
        habit,
      };
    },
  };
}

/** A cron expression leaves no room: its next time is both bounds. */
function boundsFor(feed: Feed, now: number, deps: CadenceDeps): Bounds {
  if (typeof feed.every === "number") return boundsOf(feed.every, deps.floorMs);
  const ms = (deps.nextRun(feed.every, now, feed.timeZone) ?? now + LONGEST_BACKOFF_MS) - now;
  return { minMs: ms, maxMs: ms };
}

function nextPollMs(
  feed: Feed,
  poll: SuccessfulPoll,
  bounds: Bounds,
  habit: Habit,
  silenceMs: number,
  deps: CadenceDeps,
): number {
  if (typeof feed.every !== "number") return bounds.maxMs;
  const { freshForMs, hints, now } = poll;
  return nextInterval({ bounds, habit, silenceMs, freshForMs, hints, now, random: deps.random });
}

function learn(state: FeedState, poll: SuccessfulPoll, bounds: Bounds): Habit {
  let habit = readHabit(state.habit);
  if (habit.since === null) habit = seedHabit(habit, poll.itemTimes ?? [], poll.now);
  else if (poll.changed && sawAllAlong(state, poll.now, bounds)) {
    habit = learnArrival(habit, poll.now, silence(state, poll.now));
  }
  if (poll.tookMs !== undefined) habit = learnAnswer(habit, poll.tookMs);
  const latches =
    habit.latches || (poll.fullValidators ? latched(state.validators, poll.fullValidators, poll.changed) : false);
  return { ...habit, latches };
}

function sawAllAlong(state: FeedState, now: number, bounds: Bounds): boolean {
  return state.lastSuccessAt !== null && now - state.lastSuccessAt <= BLIND_INTERVALS * bounds.maxMs + HOUR_MS;
}

/** ms since something last arrived or was revised, or since the feed was first seen. */
function silence(state: FeedState, now: number): number {
  const last = Math.max(state.lastItemAt ?? 0, state.lastChangedAt ?? 0) || (state.firstPolledAt ?? now);
  return Math.max(now - last, 0);
}
