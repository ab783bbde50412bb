/** When a feed is asked next and how well it is; the pure rules behind one interface. */
import type { Feed, FeedValidators, PollHints } from "../model.js";
import type { FeedHealth, FeedState, Random } from "../ports.js";
import { nextCronRun } from "../schedule/cron.js";

export interface NextPoll {
  /** ms from now; null never again. */
  inMs: number | null;
  health: FeedHealth;
  habit: Record<string, unknown>;
}

export interface SuccessfulPoll {
  now: number;
  /** It brought items or revisions. */
  changed: boolean;
  freshForMs: number | null;
  hints: PollHints | null;
  /** What the answer brought, when the whole document was asked for without conditions. */
  fullValidators?: FeedValidators | null;
  /** When the document's items were published, ms; told at the first poll, they show the feed's habit at once. */
  itemTimes?: number[];
  /** How long the server took, ms. */
  tookMs?: number;
}

export interface Cadence {
  /** Validators are no proof: now and then the whole document is asked for. */
  wantsFullFetch(state: FeedState): boolean;
  afterSuccess(feed: Feed, state: FeedState, poll: SuccessfulPoll): NextPoll;
  afterFailure(
    feed: Feed,
    state: FeedState,
    poll: { now: number; retryAfterMs: number | null; gone: boolean },
  ): NextPoll;
}

const FIRST_RETRY_MS = 60_000;
const MAX_RETRY_MS = 6 * 3_600_000;
/** Failures in a row after which a feed is said to fail; one bad answer is none's fault. */
const FAILING_AFTER = 3;
/** Every so many polls with validators one without them. */
const FULL_FETCH_EVERY = 20;
const JITTER = 0.1;

/** @param random for the jitter that keeps feeds of one host apart */
export function createCadence(random: Random): Cadence {
  return {
    wantsFullFetch: (state) => state.conditionalPolls >= FULL_FETCH_EVERY,
    afterSuccess(feed, state, { now }) {
      return { inMs: nextInMs(feed, now, random), health: "healthy", habit: state.habit };
    },
    afterFailure(feed, state, { now, retryAfterMs, gone }) {
      if (gone) return { inMs: null, health: "gone", habit: state.habit };
      const backOff = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(state.failures, 20));
      const inMs = Math.max(backOff * (0.5 + random() / 2), retryAfterMs ?? 0, nextInMs(feed, now, random));
      const failing = state.failures + 1 >= FAILING_AFTER;
      return { inMs, health: failing ? "failing" : state.health, habit: state.habit };
    },
  };
}

function nextInMs(feed: Feed, now: number, random: Random): number {
  if (typeof feed.every === "number") return Math.round(feed.every * (1 + (random() - 0.5) * 2 * JITTER));
  return (nextCronRun(feed.every, now, feed.timeZone) ?? now + MAX_RETRY_MS) - now;
}
