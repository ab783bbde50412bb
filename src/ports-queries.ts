/** The port of the store, what commands and the dashboard ask of it. Interfaces only. */
import type { Hit, Item, Severity } from "./model.js";
import type { Delivery, FeedState } from "./ports-store.js";

export interface RecentQuery {
  watch: string | null;
  /** ms back from now. */
  sinceMs: number | null;
  /** Words that title or text must hold; null for all. */
  text: string | null;
  limit: number;
}

export interface RecentItem {
  item: Item;
  hits: Hit[];
  story: string | null;
}

export interface RecentStory {
  story: string;
  headline: string;
  severity: Severity;
  openedAt: number;
  updatedAt: number;
  reports: number;
  origins: number;
  watches: string[];
  url: string | null;
}

export interface StoreStatus {
  now: number;
  items: number;
  stories: number;
  readingsWaiting: number;
  /** ms since the deadline of a reading that nobody holds; null when there is none. */
  readingLateMs: number | null;
  feeds: FeedState[];
  channels: {
    id: string;
    waiting: number;
    sent: number;
    rejected: string | null;
    lastSentAt: number | null;
    pacedUntil: number | null;
    /** ms for which a message could have been sent and nobody came for it; null when none waits so. */
    lateMs: number | null;
  }[];
}

export interface QueryStore {
  recentItems(query: RecentQuery): Promise<RecentItem[]>;
  recentStories(query: RecentQuery): Promise<RecentStory[]>;
  /** Every delivery of which the story is the subject, in order of first want. */
  deliveriesOf(story: string): Promise<Delivery[]>;
  status(): Promise<StoreStatus>;
}
