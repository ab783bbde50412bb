/** When a feed is asked next and how well it is; the pure rules behind one interface. */
import type { Feed, FeedValidators, PollHints } from "../model.js";
import type { FeedHealth, FeedState } from "../ports.js";

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
