/**
 * The interfaces between the pipeline and the world. Interfaces only; this file imports the model alone.
 * Each has two or more implementations, those of test/support counted.
 */
import type {
  FeedValidators,
  MatchInput,
  MatchResult,
  Meaning,
  Outgoing,
  ParsedDocument,
  PlacedItem,
  Placement,
  Platform,
  ReadOutcome,
  Regrouping,
  SendResult,
  StoryItem,
  Summary,
} from "./model.js";

export interface Clock {
  /** ms since 1970, UTC. */
  now(): number;
  /** Resolves after `ms`, or at once (without error) when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** 0 <= x < 1. */
export type Random = () => number;

/** Structured log: a static sentence and its fields. `stage` is required wherever something failed. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: { stage: string } & Record<string, unknown>, message: string): void;
  error(fields: { stage: string } & Record<string, unknown>, message: string): void;
}

// ---- web ----------------------------------------------------------------------------------------------------------

export interface FetchRequest {
  url: string;
  validators: FeedValidators | null;
  /** Largest body in bytes after decompression. */
  maxBytes: number;
  /** For the whole exchange, redirects included. */
  timeoutMs: number;
  signal?: AbortSignal;
  /** Asked before each redirect is followed: why it is not, or null. What it takes does not count as the exchange. */
  objection?: (url: string) => Promise<string | null>;
}

/** Every outcome of asking a server, classified in one place. */
export type FetchResult =
  | {
      kind: "fetched";
      url: string;
      /** Set when every redirect on the way was permanent. */
      movedTo: string | null;
      status: number;
      headers: Record<string, string>;
      contentType: string | null;
      body: Uint8Array;
      validators: FeedValidators;
      /** From Cache-Control max-age or Expires, ms; null when not said. */
      freshForMs: number | null;
      /** How long the servers on the way took, ms; waiting for a turn is not counted. */
      tookMs?: number;
    }
  | {
      kind: "unchanged";
      validators: FeedValidators;
      freshForMs: number | null;
      /** As above. */
      movedTo?: string | null;
      tookMs?: number;
    }
  | { kind: "gone"; status: number }
  | {
      kind: "failed";
      code: "network" | "http" | "limit" | "refused";
      reason: string;
      hint: string | null;
      status: number | null;
      retryAfterMs: number | null;
    };

export interface Fetcher {
  fetch(request: FetchRequest): Promise<FetchResult>;
  close(): Promise<void>;
}

/** Bytes of a feed document to its items. */
export interface FeedParser {
  /** Throws WatchdeskError (`input`, `limit`) for what cannot be read as a feed. */
  parse(document: {
    body: Uint8Array;
    contentType: string | null;
    /** Null where nobody knows: relative addresses then stay as they are. */
    url: string | null;
    /** IANA zone of dates without one. */
    timeZone: string;
  }): Promise<ParsedDocument>;
  close(): Promise<void>;
}

/** The rules in force; synchronous and pure. */
export interface Matcher {
  /** @param asked `hits` leaves out why the other watches reject it */
  match(input: MatchInput, asked?: "hits"): MatchResult;
  /** Hash of the rules, part of a hit's receipt. */
  readonly version: string;
}

/** Brings the main text of the page behind an item. Never throws: what went wrong is an outcome. */
export interface Reader {
  read(item: { url: string | null; language: string | null }, signal: AbortSignal): Promise<ReadOutcome>;
  close(): Promise<void>;
}

// ---- stories and summaries ----------------------------------------------------------------------------------------

/** The bounded index over recent stories. Synchronous: it is asked inside the placement's transaction. */
export interface StoryIndex {
  /** Arrival number of the last placement learned; 0 when fresh. */
  readonly seen: number;
  /** Where the item belongs. Changes nothing. */
  decide(item: StoryItem): Placement;
  /** Takes in one recorded placement; these come in order of arrival and never twice. */
  learn(placed: PlacedItem): void;
  /** Takes in what a person decided about whole stories, in order with the placements. */
  regroup(act: Regrouping): void;
}

/** An embedding provider, where one is configured. Stories need none. */
export interface Embedder {
  /** A text's vector, or null where the server is slow, fails or is over its budget. Never rejects, never waits long. */
  embed(text: string): Promise<Meaning | null>;
}

export interface SummaryRequest {
  articles: { id: string; title: string; text: string; language: string | null }[];
  /** The watched names as seen. */
  terms: string[];
  maxSentences: number;
  maxChars: number;
}

export interface Summariser {
  summarise(request: SummaryRequest, signal: AbortSignal): Promise<Summary>;
}

// ---- chat ---------------------------------------------------------------------------------------------------------

/** Brings messages to one channel. Never throws: every fault of the platform is a SendResult. */
export interface Notifier {
  readonly platform: Platform;
  /** Least ms between two sends to the channel, as the platform asks; 0 where it asks for none. */
  readonly gapMs: number;
  send(outgoing: Outgoing, signal: AbortSignal): Promise<SendResult>;
}

/** A connection through which people ask (Slack's socket, Discord's gateway). */
export interface Chat {
  readonly account: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** One line a person understands: connected since, or what is wrong. */
  health(): { ok: boolean; text: string };
}

export type * from "./ports-acts.js";
export type * from "./ports-changes.js";
export type * from "./ports-items.js";
export type * from "./ports-queries.js";
export type * from "./ports-regroupings.js";
export type * from "./ports-store.js";
