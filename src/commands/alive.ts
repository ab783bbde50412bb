import { span } from "../duration.js";
import type { FeedState, StoreStatus } from "../ports.js";

/** What is so long past its time was left by everybody: a process that works takes it within seconds. */
const OVERDUE_MS = 120_000;

/** False when every feed that is still polled is long overdue: no process polls any more. */
export function isPolling(feeds: FeedState[], now: number): boolean {
  const due = feeds.flatMap((feed) => feed.nextDueAt ?? []);
  return due.length === 0 || due.some((at) => at >= now - OVERDUE_MS);
}

/**
 * Which of the bot's lanes nobody works any more, in words; null while all do. What a server or a platform refuses is
 * tried again later and is no fault of the bot's.
 */
export function standstill({ feeds, now, readingLateMs, channels }: StoreStatus): string | null {
  if (!isPolling(feeds, now)) return "the bot does not poll: every feed is overdue";
  if (readingLateMs !== null && readingLateMs > OVERDUE_MS) {
    return `nobody reads: a page should have been read ${span(readingLateMs)} ago`;
  }
  const late = channels.find(({ lateMs }) => lateMs !== null && lateMs > OVERDUE_MS);
  return late ? `nobody delivers: a message to ${late.id} could have been sent ${span(late.lateMs ?? 0)} ago` : null;
}
