/** What a poll's outcome changes in its feed's state, and what the operators hear of it. Pure. */
import type { Feed, FeedValidators, PollHints } from "../model.js";
import type { FeedState, PollCommit } from "../ports.js";
import type { Cadence } from "./cadence.js";
import { feedWord } from "./operators.js";

export interface Success {
  now: number;
  /** Asked without validators. */
  full: boolean;
  /** What the server took, waiting for a turn at its host not counted. */
  tookMs?: number;
  validators: FeedValidators;
  fullValidators: FeedValidators | null;
  freshForMs: number | null;
  hints: PollHints | null;
  /** Null: the feed answered where it is configured, with no permanent move. */
  movedTo: string | null;
  itemTimes: number[];
  /** Items or revisions came. */
  changed: boolean;
  added: number;
}

export interface Failure {
  stage: "fetch" | "parse";
  reason: string;
  /** What the operators can do about it. */
  hint?: string | null;
  retryAfterMs: number | null;
  gone: boolean;
}

interface Polled {
  feed: Feed;
  state: FeedState;
}

interface Rules {
  cadence: Cadence;
  operators: string[];
}

type Change = Pick<PollCommit, "state" | "nextInMs" | "deliveries">;

export function successCommit({ feed, state }: Polled, success: Success, { cadence, operators }: Rules): Change {
  const { now, changed } = success;
  const next = cadence.afterSuccess(feed, state, success);
  return {
    state: {
      validators: success.validators,
      movedTo: success.movedTo,
      firstPolledAt: state.firstPolledAt ?? now,
      lastPolledAt: now,
      lastSuccessAt: now,
      ...(changed ? { lastChangedAt: now } : {}),
      ...(success.added > 0 ? { lastItemAt: now } : {}),
      failures: 0,
      failingSince: null,
      lastError: null,
      health: next.health,
      conditionalPolls: success.full ? 0 : state.conditionalPolls + 1,
      habit: next.habit,
    },
    nextInMs: next.inMs,
    deliveries: feedWord(operators, feed, state, next.health, null),
  };
}

export function failureCommit(
  { feed, state }: Polled,
  failure: Failure,
  now: number,
  { cadence, operators }: Rules,
): Change {
  const next = cadence.afterFailure(feed, state, { now, retryAfterMs: failure.retryAfterMs, gone: failure.gone });
  return {
    state: {
      lastPolledAt: now,
      failures: state.failures + 1,
      failingSince: state.failingSince ?? now,
      lastError: `${failure.stage}: ${failure.reason}`,
      health: next.health,
      habit: next.habit,
    },
    nextInMs: next.inMs,
    deliveries: feedWord(operators, feed, state, next.health, failure.reason, failure.hint),
  };
}

/** A commit that brings nothing yet. */
export function emptyCommit(feed: string, owner: string, readingDeadlineMs: number) {
  return { feed, owner, items: [], revisions: [], identities: [], capture: null, readingDeadlineMs };
}
