import type { FeedState } from "../ports.js";

/** Every feed so long past its time means that nobody polls. */
const OVERDUE_MS = 120_000;

/** False when every feed that is still polled is long overdue: no process polls any more. */
export function isPolling(feeds: FeedState[], now: number): boolean {
  const due = feeds.flatMap((feed) => feed.nextDueAt ?? []);
  return due.length === 0 || due.some((at) => at >= now - OVERDUE_MS);
}
