/** The port of the store: what is remembered, and by which steps it changes. Interfaces only. */
import type {
  DeliveryKey,
  FeedValidators,
  Hit,
  Item,
  MatchResult,
  Meaning,
  MessageBody,
  NewItem,
  PageText,
  PlacedItem,
  SendResult,
} from "./model.js";
import type { ActStore } from "./ports-acts.js";
import type { ChangeStore } from "./ports-changes.js";
import type { FeedbackStore, ItemStore, WatchStore } from "./ports-items.js";
import type { QueryStore } from "./ports-queries.js";
import type { RegroupingStore } from "./ports-regroupings.js";
import type { ItemWording, PlacementPlan, RevisionPlan, StoryState, WantedDelivery } from "./ports-stories.js";

export type * from "./ports-stories.js";

// ---- store --------------------------------------------------------------------------------------------------------

/**
 * What is remembered. Every method is one transaction. Claims carry an owner and expire; what a lost claimant writes
 * later changes nothing (the method answers false). Time is the store's own: the injected clock on SQLite, the
 * database's on PostgreSQL; callers pass durations.
 */
export interface Store {
  readonly feeds: FeedStore;
  readonly readings: ReadingStore;
  readonly stories: StoryStore;
  readonly deliveries: DeliveryStore;
  readonly leases: LeaseStore;
  readonly changes: ChangeStore;
  readonly regroupings: RegroupingStore;
  readonly queries: QueryStore;
  readonly items: ItemStore;
  readonly feedback: FeedbackStore;
  readonly acts: ActStore;
  readonly watches: WatchStore;
  now(): Promise<number>;
  close(): Promise<void>;
}

/** What is known of a feed from its polls. */
export interface FeedState {
  id: string;
  /** Where it permanently moved to; null when it is where the configuration says. */
  movedTo: string | null;
  validators: FeedValidators;
  /** When it was first polled with success; null before that. */
  firstPolledAt: number | null;
  lastPolledAt: number | null;
  lastSuccessAt: number | null;
  lastChangedAt: number | null;
  lastItemAt: number | null;
  /** Failures in a row. */
  failures: number;
  failingSince: number | null;
  lastError: string | null;
  health: FeedHealth;
  /** Null: never again (gone, or paused by the scheduler). */
  nextDueAt: number | null;
  /** Polls since the last one without validators. */
  conditionalPolls: number;
  /** Notes of the scheduler's own (adaptive interval and the like), opaque to the store. */
  habit: Record<string, unknown>;
}

export type FeedHealth = "new" | "healthy" | "slow" | "failing" | "stale" | "moved" | "gone" | "paused";

export interface PolledItem {
  item: NewItem;
  hits: Hit[];
  /** Ask for a reading: it has hits, or its feed has teasers only; false for what is merely remembered. */
  read: boolean;
  /** The words by which it is found, where they are made already. */
  words?: string;
}

/** Source bytes as they came. */
export interface Capture {
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  contentType: string | null;
  /** As they are kept, where that is made already. */
  packed?: PackedCapture;
}

export interface PackedCapture {
  /** The content address: sha256 in hex. */
  hash: string;
  body: Uint8Array;
}

/** Everything that one poll changes, committed at once. */
export interface PollCommit {
  feed: string;
  owner: string;
  /** Fields of the state that change. */
  state: Partial<Omit<FeedState, "id" | "nextDueAt">>;
  /** Next poll, ms from now; null never polls again. */
  nextInMs: number | null;
  items: PolledItem[];
  /**
   * Items already known whose text or title changed, matched anew. One that was never placed and has hits now gets a
   * reading: an edit can bring the watched name in.
   */
  revisions: { id: string; title: string; text: string; updatedAt: number | null; hits: Hit[] }[];
  /** Identities newly seen of items already known (a changed guid or address). */
  identities: { id: string; identities: string[] }[];
  /** The source bytes, kept content-addressed when items are new; null when nothing is to be kept. */
  capture: Capture | null;
  /** Readings are given up (the feed's own text serves) after so long. */
  readingDeadlineMs: number;
  /** Messages for the operators that this poll causes. */
  deliveries: WantedDelivery[];
}

export interface KnownItem {
  id: string;
  title: string;
  text: string;
  identities: string[];
}

export interface ConfiguredFeed {
  id: string;
  enabled: boolean;
  /** ms until the first poll of one that is new, comes back or has another address. */
  dueInMs: number;
  /** What its address is known by; absent: as it was. */
  address?: string;
  /** The longest, ms, that may pass until the next poll of one that does not fail: its interval may have been shortened. */
  withinMs?: number;
}

export interface FeedStore {
  /**
   * Makes a row for each configured feed and pauses rows that are configured no more. A feed with another address than
   * before begins anew: of what was known only its items stay.
   */
  sync(feeds: ConfiguredFeed[]): Promise<void>;
  /** Due feeds, oldest first, now held by `owner` for `leaseMs`. */
  claimDue(claim: { owner: string; limit: number; leaseMs: number }): Promise<FeedState[]>;
  /** The kept items of this feed that have one of the identities. */
  known(feed: string, identities: string[]): Promise<KnownItem[]>;
  /**
   * Commits; items another poll has brought meanwhile are left out. False when the claim was lost: nothing changed.
   * Without a plan, edits of placed items are kept and cause nothing.
   */
  commitPoll(commit: PollCommit, plan?: RevisionPlan): Promise<{ committed: boolean; added: number }>;
  state(feed: string): Promise<FeedState | null>;
  list(): Promise<FeedState[]>;
  /** ms until the next feed is due; null when none is. */
  nextDueInMs(): Promise<number | null>;
  /** Deletes captures first seen longer ago than this. Returns how many. */
  pruneCaptures(olderThanMs: number): Promise<number>;
}

export interface Reading {
  item: Item;
  hits: Hit[];
  /** ms until the feed's own text has to serve; negative when past. */
  deadlineInMs: number;
}

export interface PlaceCommit {
  item: string;
  owner: string;
  /** The page's text when it was read. */
  page: PageText | null;
  /** Why it was not read; null when it was. */
  unread: string | null;
  /** The result of the second matching; without hits the reading ends and nothing is placed. */
  match: MatchResult;
  /** Arrival number of the last placement that the caller's index has learned. */
  seen: number;
  /** The item's vector, kept with its placement so that every process and every start decides with it; absent: none. */
  meaning?: Meaning | null;
}

export interface ReadingStore {
  claim(claim: { owner: string; limit: number; leaseMs: number }): Promise<Reading[]>;
  /** Ends a reading: page text, placement, story change and wanted deliveries in one transaction. */
  place(commit: PlaceCommit, plan: PlacementPlan): Promise<{ committed: boolean; placed: PlacedItem | null }>;
  /** Gives a reading back at once, for another try after `retryInMs`. */
  release(item: string, owner: string, retryInMs: number): Promise<void>;
}

export interface StoryStore {
  get(story: string): Promise<StoryState | null>;
  /** The wordings of the story's edited items, each from the first on; items never edited are left out. */
  wordings(story: string): Promise<ItemWording[]>;
  /** Placements after an arrival number, in order. */
  placementsSince(arrival: number, limit: number): Promise<PlacedItem[]>;
  /** Arrival number just before the newest `placements` ones; 0 when there are no more than those. */
  arrivalBefore(placements: number): Promise<number>;
}

export interface Delivery {
  key: DeliveryKey;
  /** See Outgoing.key. */
  shortKey: string;
  wantedRevision: number;
  sentRevision: number;
  reference: string | null;
  url: string | null;
  attempts: number;
  /** See Outgoing.unsettledSince. */
  unsettledSince: number | null;
  body: MessageBody | null;
  /** For notes: the reference of the alert in the same channel; null until that is sent. */
  parent: string | null;
  /** Its message does not show yet what somebody did with the story. */
  urgent: boolean;
}

export interface ChannelClaim {
  channel: string;
  /** Store's time at which the claim ends. */
  expiresAt: number;
}

export interface DeliveryStore {
  /**
   * Makes sure that a row exists for each channel; the account carries limits that its channels share. `settings` is
   * any text that changes with the channel's configuration: a rejected channel is tried again when it does.
   */
  syncChannels(channels: { id: string; account: string | null; settings: string }[]): Promise<void>;
  /** Lets a rejected channel be tried again. False when it was not rejected. */
  clearRejected(channel: string): Promise<boolean>;
  /** Messages wanted outside a poll or a placement (operators, digests). */
  want(deliveries: WantedDelivery[]): Promise<void>;
  /** A channel with due deliveries that nobody holds, now held; null when there is none. */
  claimChannel(claim: { owner: string; leaseMs: number; channels: string[] }): Promise<ChannelClaim | null>;
  /** Due deliveries of a claimed channel in order of first want; notes only once their alert has a reference. */
  due(channel: string, limit: number): Promise<Delivery[]>;
  /** Records that a try begins. False when the claim is lost or has less than `neededMs` left: do not send. */
  begin(delivery: DeliveryKey, owner: string, neededMs: number): Promise<boolean>;
  /** Records how it ended. False when the claim was lost; the next claimant finds it unsettled. */
  settle(
    delivery: DeliveryKey,
    owner: string,
    outcome: {
      revision: number;
      result: SendResult;
      retryInMs: number;
      /** Once sent, growth edits the message no sooner than after so many ms; 0 when absent. */
      restMs?: number;
    },
  ): Promise<boolean>;
  /** Holds the channel's (or its whole account's) next send back for so long. */
  pace(channel: string, owner: string, scope: "channel" | "account", ms: number): Promise<void>;
  extend(channel: string, owner: string, leaseMs: number): Promise<boolean>;
  release(channel: string, owner: string): Promise<void>;
  nextDueInMs(channels: string[]): Promise<number | null>;
}

export interface LeaseStore {
  /** Takes or renews a named lease. `process:OWNER` shows a process alive: expired, its feeds and readings are free. */
  hold(name: string, owner: string, leaseMs: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
  /** True the first time an id is seen within its kind (interactions and events that come twice). */
  first(kind: string, id: string): Promise<boolean>;
  /** A small named value (hash of registered commands and the like). */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** Adds to a named number that begins at 0, at once for all processes; gives the sum. */
  add(name: string, amount: number): Promise<number>;
}
