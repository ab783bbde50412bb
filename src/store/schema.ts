/**
 * The tables as Kysely sees them. Instants are ms since 1970; yes and no are 1 and 0; names that end in `_json` hold
 * JSON text. Both dialects have exactly these columns.
 */
import type { Generated, Kysely } from "kysely";
import type { Act, AlertState, DeliveryKind, FeedKind, Severity } from "../model.js";
import type { FeedHealth } from "../ports.js";

export interface FeedTable {
  id: string;
  /** 0 when the configuration names it no more. */
  enabled: number;
  moved_to: string | null;
  etag: string | null;
  last_modified: string | null;
  first_polled_at: number | null;
  last_polled_at: number | null;
  last_success_at: number | null;
  last_changed_at: number | null;
  last_item_at: number | null;
  failures: number;
  failing_since: number | null;
  last_error: string | null;
  health: FeedHealth;
  next_due_at: number | null;
  conditional_polls: number;
  habit_json: string;
  owner: string | null;
  claimed_until: number;
  /** What its address is known by; null where no bot has said it yet. */
  address: string | null;
}

export interface ChangeTable {
  number: number;
  batch: number;
  kind: string;
  subject: string;
  what: string;
  value_json: string | null;
  who: string;
  changed_at: number;
}

export interface ItemTable {
  id: string;
  feed: string;
  publisher: string;
  family: string | null;
  kind: FeedKind;
  guid: string | null;
  url: string | null;
  title: string;
  text: string;
  author: string | null;
  language: string | null;
  published_at: number | null;
  updated_at: number | null;
  first_seen_at: number;
  capture: string | null;
  picture_json: string | null;
  /** How many revisions it has; the newest has this number. */
  revisions: number;
}

export interface IdentityTable {
  feed: string;
  identity: string;
  item: string;
}

export interface RevisionTable {
  item: string;
  number: number;
  title: string;
  text: string;
  updated_at: number | null;
  seen_at: number;
}

export interface HitTable {
  item: string;
  watch: string;
  /** Position among the item's hits. */
  place: number;
  severity: Severity;
  score: number;
  terms_json: string;
  rule: string | null;
  /** Version of the rules that fired. */
  version: string | null;
  /** The item's first_seen_at, so that a watch's newest items are one index away. */
  seen_at: number;
}

export interface CaptureTable {
  /** sha256 of the bytes as received, in hex. */
  hash: string;
  url: string;
  headers_json: string;
  content_type: string | null;
  seen_at: number;
  /** Size before compression. */
  bytes: number;
  /** zlib (RFC 1950). */
  body: Uint8Array;
}

export interface ReadingTable {
  item: string;
  deadline_at: number;
  next_try_at: number;
  owner: string | null;
  claimed_until: number;
  ended_at: number | null;
  unread: string | null;
  rejected_json: string | null;
}

export interface PageTable {
  item: string;
  url: string;
  title: string | null;
  text: string;
  byline: string | null;
  published_at: string | null;
  updated_at: string | null;
  language: string | null;
  site_name: string | null;
  read_at: number;
}

export interface StoryTable {
  id: string;
  revision: number;
  opened_at: number;
  updated_at: number;
  severity: Severity;
  headline: string;
  merged_into: string | null;
}

export interface StoryWatchTable {
  story: string;
  watch: string;
  /** The story's updated_at, so that a watch's newest stories are one index away. */
  updated_at: number;
}

export interface PlacementTable {
  arrival: number;
  item: string;
  story: string;
  origin: string;
  /** The item's revision as it was placed; 0 is the item as first seen. */
  revision: number;
  change: "opened" | "grown" | "repeated";
  score: number;
  evidence_json: string;
  placed_at: number;
  /** The story under which it was placed, where a merge or a split has moved it since. */
  placed_story: string | null;
  /** The origin under which it was placed, where a merge has shown it to be another's. */
  placed_origin: string | null;
  /** The item's vector as it was placed: the model's name, and the whole numbers in base64. */
  meaning_model: string | null;
  meaning: string | null;
}

/** A merge or a split; `arrival` is in one sequence with the placements. */
export interface RegroupingTable {
  arrival: number;
  kind: "merge" | "split";
  story: string;
  into_story: string;
  items_json: string;
  /** Null when a placement brought it: then it has the placement's arrival. */
  who: string | null;
  regrouped_at: number;
}

export interface DeliveryTable {
  channel: string;
  kind: DeliveryKind;
  subject: string;
  ordinal: string;
  short_key: string;
  /** Order of first want within the channel. */
  wanted_order: number;
  wanted_revision: number;
  sent_revision: number;
  not_before: number;
  next_try_at: number;
  attempts: number;
  reference: string | null;
  url: string | null;
  /** Start of the try at posting that is under way; a crash leaves it behind. */
  trying_since: number | null;
  /** Start of the earliest finished try at posting whose outcome nobody knows. */
  unsettled_since: number | null;
  rejected: string | null;
  last_error: string | null;
  sent_at: number | null;
  body_json: string | null;
  /** 1 when a person deleted the message. */
  removed: number | null;
}

/** What the team does with a story; no row while nobody has done anything. */
export interface StoryStateTable {
  story: string;
  kind: AlertState["kind"];
  by_id: string;
  by_name: string;
  /** Snoozed until; null is for good. */
  until: number | null;
  /** The story's revision from which on it holds. */
  revision: number;
  since: number;
}

export interface ActTable {
  story: string;
  revision: number;
  kind: Act["kind"];
  by_id: string;
  by_name: string;
  reason: string | null;
  until: number | null;
  acted_at: number;
}

export interface FeedbackTable {
  item: string;
  judge: string;
  relevant: number;
  reason: string | null;
  judged_at: number;
}

export interface ChannelTable {
  id: string;
  /** 0 when the configuration names it no more. */
  enabled: number;
  account: string | null;
  settings: string;
  owner: string | null;
  claimed_until: number;
  /** When it was last claimed; the one that waited longest goes first. */
  claimed_at: number;
  next_send_at: number;
  last_sent_at: number | null;
  rejected: string | null;
}

export interface Tables {
  feed: FeedTable;
  item: ItemTable;
  identity: IdentityTable;
  revision: RevisionTable;
  hit: HitTable;
  capture: CaptureTable;
  reading: ReadingTable;
  page: PageTable;
  story: StoryTable;
  story_watch: StoryWatchTable;
  placement: PlacementTable;
  regrouping: RegroupingTable;
  delivery: DeliveryTable;
  story_state: StoryStateTable;
  act: ActTable;
  feedback: FeedbackTable;
  /** Since when a watch is in force with the rule that its signature stands for. */
  watch: { id: string; signature: string; since: number };
  channel: ChannelTable;
  account: { id: string; next_send_at: number };
  lease: { name: string; owner: string; until: number };
  seen: { kind: string; id: string; seen_at: number };
  named_value: { name: string; value: string };
  change: ChangeTable;
  /** What full-text search finds; the words stand beside it in the dialect's own way. */
  search_doc: { number: Generated<number>; item: string };
  schema_version: { id: number; version: number };
}

/** The database or a transaction in it. */
export type Db = Kysely<Tables>;
