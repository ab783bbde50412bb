/** The port of the store, what is kept of items: receipts, judgements, and how often a watch spoke. Interfaces only. */
import type { Hit, Item, NearMiss, Placement } from "./model.js";

/** An item with its newest title and text. */
export interface KeptItem {
  item: Item;
  /** Text of the page behind it; null when none was read. */
  pageText: string | null;
  hits: Hit[];
  story: string | null;
}

/** All that is known of how an item went through the pipeline. */
export interface KeptRecord extends KeptItem {
  /** Null when no reading was asked for: nothing matched, or it was merely remembered. */
  reading: { ended: boolean; unread: string | null; rejected: NearMiss[] } | null;
  placement: (Pick<Placement, "story" | "change" | "origin" | "score" | "evidence"> & { placedAt: number }) | null;
}

/** Where a page of kept items ends; null begins at the oldest. */
export interface KeptPlace {
  firstSeenAt: number;
  id: string;
}

export interface ItemStore {
  /** The items with this id or one of these identities (addresses), oldest first. */
  find(key: { id: string; identities: string[] }, limit: number): Promise<KeptRecord[]>;
  /** Items first seen in the last `sinceMs`, oldest first. `hits`: only those that hit a watch. */
  kept(query: { sinceMs: number; after: KeptPlace | null; limit: number; hits: boolean }): Promise<KeptItem[]>;
  /** How many were first seen in the last `sinceMs`. */
  count(sinceMs: number): Promise<number>;
}

/** What a person said of an item. */
export interface Judgement {
  item: string;
  /** Who, as the place in which it was said names people. */
  by: string;
  relevant: boolean;
  reason: string | null;
  at: number;
}

export interface FeedbackStore {
  /** Kept beside what others said; the same person's later word replaces the earlier. False when there is no such item. */
  give(judgement: Omit<Judgement, "at">): Promise<boolean>;
  /** The newest first. */
  list(limit: number): Promise<Judgement[]>;
}

/** What routing needs to know of the past: of watches that surge or cool off, and of the story itself. */
export interface MemoryQuery {
  /** Watches whose mentions are counted, in windows of so many ms that end now, so many of them. */
  mentionsOf: string[];
  windowMs: number;
  windows: number;
  /** Watches of which the last alert of another story is asked for. */
  alertsOf: string[];
  /** Older alerts do not matter, ms. */
  alertsWithinMs: number;
}

/** Where a story is told. */
export interface AlertMemory {
  /** Channels in which the story has an alert already, sent or waiting. */
  alerted: string[];
  /** Those of them in which it stands, or is being sent: what comes now it does not show by itself. */
  told: string[];
}

export interface WatchMemory extends AlertMemory {
  /** ms since the last alert of another story of a watch was due (negative when it still waits); absent when there was none. */
  lastAlertMs: Record<string, number>;
  mentions: Record<string, Mentions>;
}

/** Mentions of one watch. */
export interface Mentions {
  /** Items a window, the present one first; as many windows as the watch has been in force, at most those asked for. */
  counts: number[];
  /** Different publishers (families count once) in the present window. */
  publishers: number;
}

export interface WatchStore {
  /**
   * Notes since when each watch is in force as it stands; `signature` changes when its rule does, and the time begins
   * anew.
   */
  inForce(watches: { id: string; signature: string }[]): Promise<void>;
  /** What routing would be told if `story`, on which these watches fire, were placed now. Changes nothing. */
  memory(story: string, watches: readonly string[], query: MemoryQuery): Promise<WatchMemory>;
}
