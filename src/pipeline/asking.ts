/** What to ask a feed's server for: which address, and under which conditions. Pure. */
import type { FeedValidators } from "../model.js";
import type { FeedState } from "../ports.js";

/** After so many failures at the address to which it moved, a feed is also asked for where it was configured. */
const DOUBT_AFTER = 2;

/**
 * Where a feed is asked: at the address to which it permanently moved; while that fails, by turns at the configured one
 * again, since sites undo their moves. A success at the configured address means that `movedTo` is what that answer says.
 */
export function addressToAsk(url: string, state: Pick<FeedState, "movedTo" | "failures">): string {
  if (state.movedTo === null) return url;
  const doubted = state.failures >= DOUBT_AFTER && state.failures % 2 === 0;
  return doubted ? url : state.movedTo;
}

/**
 * The validators worth keeping. An ETag that differs although nothing changed and Last-Modified stood still is made
 * anew for each answer; sent along it would defeat Last-Modified, which servers then ignore (RFC 9110 13.1.3). It is
 * left out from then on.
 */
export function keepValidators(before: FeedValidators, got: FeedValidators, changed: boolean): FeedValidators {
  const { lastModified } = got;
  if (lastModified === null || lastModified !== before.lastModified) return got;
  const leftOut = before.etag === null;
  const restless = before.etag !== null && got.etag !== before.etag && !changed;
  return leftOut || restless ? { etag: null, lastModified } : got;
}

/** Whether a full answer shows that the validators stood still while the feed moved on. */
export function latched(before: FeedValidators, got: FeedValidators, changed: boolean): boolean {
  if (!changed) return false;
  return before.etag !== null
    ? got.etag === before.etag
    : before.lastModified !== null && got.lastModified === before.lastModified;
}
