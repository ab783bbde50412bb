/** When a feed is asked next and how well it is; the pure rules behind one interface. */
import type { Feed, PollHints } from "../model.js";
import type { FeedHealth, FeedState } from "../ports.js";

export interface NextPoll {
  /** ms from now; null never again. */
  inMs: number | null;
  health: FeedHealth;
  habit: Record<string, unknown>;
}

export interface Cadence {
  /** Validators are no proof: now and then the whole document is asked for. */
  wantsFullFetch(state: FeedState): boolean;
  afterSuccess(
    feed: Feed,
    state: FeedState,
    poll: { now: number; changed: boolean; freshForMs: number | null; hints: PollHints | null },
  ): NextPoll;
  afterFailure(
    feed: Feed,
    state: FeedState,
    poll: { now: number; retryAfterMs: number | null; gone: boolean },
  ): NextPoll;
}
