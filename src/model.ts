/**
 * The glossary and the types, in the order in which data flows. Types only; it imports nothing but its own second half.
 *
 * feed       one URL that is polled; belongs to a publisher; has a kind
 * publisher  the outlet behind feeds; several publishers may belong to one family (same owner, same wire copy)
 * item       one entry of a feed as first seen; a later change of it is a revision, not a new item
 * watch      what the team wants to know of: a name, a rule, a severity
 * entity     a thing with many names (a site, a missile, an organisation)
 * hit        an item that satisfies a watch, with the exact spans that did it
 * reading    the fetching of the page behind a hit
 * story      the hits that report one event
 * origin     the independent first-hand report behind one or more items
 * summary    sentences with the place they come from
 * channel    one place in Slack, Discord, a webhook, the terminal or the dashboard where alerts go
 * account    one Slack workspace or one Discord bot with its tokens; a channel belongs to one
 * route      which stories go to which channel, when, and who is mentioned
 * alert      a story as one message in one channel, edited as the story grows
 * note       a reply in the alert's thread that says what changed
 * delivery   the row that drives an alert, a note, a digest or an operator's message to its channel
 *
 * Instants are numbers: milliseconds since 1970 in UTC, unless a name ends in another unit.
 */

// ---- feeds --------------------------------------------------------------------------------------------------------

export type FeedKind =
  | "wire"
  | "newspaper"
  | "think-tank"
  | "state-media"
  | "government"
  | "imagery"
  | "tracking"
  | "search";

/** A feed as configured. */
export interface Feed {
  id: string;
  url: string;
  title: string | null;
  publisher: string;
  family: string | null;
  kind: FeedKind;
  /** BCP 47 language of its items where they do not say; null when unknown or mixed. */
  language: string | null;
  /** IANA zone for dates without one. */
  timeZone: string;
  /** Poll interval in ms, or a cron expression. */
  every: number | string;
  /** The feed's own text is no more than a teaser: read the page before matching. */
  teaserOnly: boolean;
  enabled: boolean;
  /** Where lists of feeds (OPML) put it, from the outermost in: `Asia/Korea`. */
  folder?: string;
}

/** What a poll learned of how to ask next time. */
export interface FeedValidators {
  etag: string | null;
  lastModified: string | null;
}

/** A document's own description of itself. */
export interface ParsedFeed {
  title: string | null;
  url: string | null;
  language: string | null;
  format: string;
}

/** A picture that a feed offers with an item; parsing lets through only what may be shown. */
export interface Picture {
  /** https */
  url: string;
  /** What it shows, in the publisher's words; null where nobody says. */
  alt: string | null;
  /** px as stated, or null. */
  width: number | null;
  height: number | null;
}

/** One item as it stands in a document: plain text, absolute addresses, instants as ISO 8601 UTC. */
export interface ParsedItem {
  guid: string | null;
  url: string | null;
  title: string | null;
  text: string | null;
  author: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  language: string | null;
  /** The publisher that an aggregator's title names; absent elsewhere. */
  publisher?: string | null;
  /** Absent where the document offers none that may be shown. */
  picture?: Picture;
}

/** What a document asks of those who poll it. */
export interface PollHints {
  ttlMs: number | null;
  skipHoursUtc: number[];
  /** 0 is Sunday. */
  skipDaysUtc?: number[];
}

export interface ParsedDocument {
  feed: ParsedFeed;
  items: ParsedItem[];
  hints: PollHints;
}

// ---- items --------------------------------------------------------------------------------------------------------

/** An item as the pipeline carries it after parsing and before it has an id in the store. */
export interface NewItem {
  /** Stable id derived from the feed and the item's identity; the same item gives the same id on every poll. */
  id: string;
  feed: string;
  publisher: string;
  family: string | null;
  kind: FeedKind;
  /** Everything by which the item may be known again (guid, canonical address, title with date): any one suffices. */
  identities: string[];
  guid: string | null;
  url: string | null;
  title: string;
  text: string;
  author: string | null;
  language: string | null;
  publishedAt: number | null;
  updatedAt: number | null;
  /** As first seen: another picture later is no revision. Absent where there is none. */
  picture?: Picture;
}

/** An item as kept. */
export interface Item extends NewItem {
  firstSeenAt: number;
  /** Content address of the source bytes in which it was first seen. */
  capture: string | null;
}

// ---- matching -----------------------------------------------------------------------------------------------------

export type Severity = "critical" | "high" | "normal" | "low" | "digest";

/** A name or phrase seen in the text: UTF-16 offsets into the field as given. */
export interface TermSpan {
  entity?: string;
  term: string;
  field: "title" | "text";
  start: number;
  end: number;
}

export interface Hit {
  watch: string;
  severity: Severity;
  /** 0 to 1: how much of the evidence the rule asks for is there. */
  score: number;
  terms: TermSpan[];
  /** Which clause of the watch fired, for the receipt. */
  rule?: string;
  /** Version of the rules in force when it did. */
  version?: string;
}

/** A watch that saw some of its words and still declined. */
export interface NearMiss {
  watch: string;
  why: string;
}

export interface MatchResult {
  hits: Hit[];
  rejected: NearMiss[];
}

/** What matching needs of an item. */
export interface MatchInput {
  title: string;
  text: string;
  language: string | null;
  feed: { id: string; kind: FeedKind; publisher: string } | null;
}

// ---- reading ------------------------------------------------------------------------------------------------------

/** The main text of a page with what the page says of itself. */
export interface PageText {
  url: string;
  title: string | null;
  text: string;
  byline: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  language: string | null;
  siteName: string | null;
}

/** Why the page behind an item was not read, or its text. */
export type ReadOutcome = { kind: "read"; page: PageText } | { kind: "unread"; why: string };

// ---- stories ------------------------------------------------------------------------------------------------------

/** An item as stories see it. `at` is the time of arrival in ms; null means that order is all there is. */
export interface StoryItem {
  id: string;
  title: string;
  text: string;
  url: string | null;
  publisher: string | null;
  family: string | null;
  kind: FeedKind | null;
  language: string | null;
  at: number | null;
  /** Who signs it, as the page or the feed says; absent where neither does. */
  byline?: string;
  /** What an embedding provider made of its words; absent where none is configured or none answered in time. */
  meaning?: Meaning;
}

/** A text as an embedding model's vector, in whole numbers and of one length; only vectors of one model are compared. */
export interface Meaning {
  model: string;
  values: Int8Array;
}

/** Where an item was placed and on what evidence. */
export interface Placement {
  story: string;
  change: "opened" | "grown" | "repeated";
  origin: string;
  /** Similarity to the story that took it, 0 to 1; for an opened story that of the best one refused. */
  score: number;
  /** For people: evidence for and against, next best story, threshold. */
  evidence: string[];
  /** Younger stories that this item shows to be the same as `story`; absent when there are none. */
  merged?: string[];
}

/** A placement as recorded, in order of arrival; what an index in another process learns from. */
export interface PlacedItem {
  arrival: number;
  item: StoryItem;
  story: string;
  origin: string;
  /** As in the placement. */
  merged?: string[];
}

/** An act on whole stories: all items of one go into another, or some leave for one of their own. */
export interface Regrouping {
  /** In one sequence with the placements, so that every index learns both in one order. */
  arrival: number;
  kind: "merge" | "split";
  /** The story whose items move, and the one that takes them. */
  story: string;
  into: string;
  items: string[];
  /** Who; null when an item showed it. */
  by: string | null;
  at: number;
}

/** What a story came to know with one item; routing decides from it between silence, edit, note and alert. */
export type StoryEvent =
  | { kind: "opened" }
  | { kind: "reported" } // one more item of a known origin
  | { kind: "corroborated"; origin: string }
  | { kind: "official"; by: string }
  | { kind: "denied"; by: string }
  | { kind: "headline-changed"; before: string; after: string }
  | { kind: "firmed"; before: string; after: string }
  | { kind: "softened"; before: string; after: string }
  | { kind: "number-changed"; before: string; after: string }
  | { kind: "withdrawn"; by: string }
  | { kind: "surged"; watch: string }
  | { kind: "merged"; into: string }
  | { kind: "split"; into: string };

export type * from "./model-acts.js";
export type * from "./model-alerts.js";
