/** The stories' part of the store's port: what a placement or an edit decides with, and what it wants. Interfaces only. */
import type {
  AlertState,
  DeliveryKey,
  Hit,
  MessageBody,
  Picture,
  PlacedItem,
  Placement,
  Regrouping,
  ReportLink,
  Severity,
  StoryItem,
} from "./model.js";
import type { AlertMemory, MemoryQuery, WatchMemory } from "./ports-items.js";
import type { Regrouped } from "./ports-regroupings.js";

/** A story with all that an alert or a route needs of it. */
export interface StoryState {
  id: string;
  revision: number;
  openedAt: number;
  updatedAt: number;
  severity: Severity;
  headline: string;
  mergedInto: string | null;
  /** What the team does with it at the store's time; absent while nobody has done anything. */
  state?: AlertState & { revision: number };
  watches: { watch: string; severity: Severity; terms: string[] }[];
  reports: (ReportLink & {
    text: string;
    arrival: number;
    hits: Hit[];
    /** What shows where it has its news from. */
    family?: string;
    byline?: string;
    page?: PageDates;
    unread?: string;
    picture?: Picture;
  })[];
}

/** The dates of the page behind a report, as it states them; absent where none was read, and `unread` says why. */
export interface PageDates {
  publishedAt: number | null;
  updatedAt: number | null;
}

export interface WantedDelivery {
  key: DeliveryKey;
  /** Raised to this revision; a delivery that has it already does not change. */
  revision: number;
  /** Not before so many ms from now (group wait, quiet hours). Only the first want of a delivery sets it. */
  notBeforeMs: number;
  /** The body where no story stands behind it (operator, digest, note); null for alerts, drawn when sent. */
  body: MessageBody | null;
  /** The edit does not wait for the message's rest between two edits: what it shows is worth a look now. */
  atOnce?: boolean;
}

/** The pure decisions that a placement needs, called inside its transaction under the placement lock. */
export interface PlacementPlan {
  /** Learns what is unseen, merges and splits by people among it, then decides. Null: not placed (no hit left after the second matching). */
  place(unseen: PlacedItem[], item: StoryItem, regrouped: Regrouping[]): Placement | null;
  /** What `route` is to be told of the past; nothing when absent. */
  ask?: MemoryQuery;
  /** What a merge causes that the placement brought; nothing when absent. */
  regrouped?: (change: Regrouped) => WantedDelivery[];
  /** As in RegroupPlan, for such a merge. */
  origins?: (elder: StoryState, younger: StoryState) => Map<string, string>;
  /** Called with the story as it stands after the placement. */
  route(story: StoryState, placement: Placement, memory: WatchMemory): WantedDelivery[];
}

/** An edit of an item that is part of a story. */
export interface ItemChange {
  item: string;
  publisher: string;
  before: { title: string; text: string };
  after: { title: string; text: string };
}

/** The pure decision that an edit needs, called inside the poll's transaction. */
export interface RevisionPlan {
  /**
   * What an edit of a placed item causes. The story is as it would stand with the edit: revision raised, newest titles,
   * and the new headline when the item opened it. An empty list leaves the story's revision as it was.
   */
  revised(story: StoryState, change: ItemChange, memory: AlertMemory): WantedDelivery[];
}

/** One state of an item's own words: 0 as first seen, then its revisions. */
export interface ItemWording {
  item: string;
  number: number;
  title: string;
  text: string;
  seenAt: number;
}
