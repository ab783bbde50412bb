/**
 * From a document's bytes to what a poll keeps of it: all that can be made without the store, so that a worker makes it
 * and the thread that polls and keeps has none of it to do.
 */
import type { Hit, NewItem, ParsedDocument, PollHints } from "../model.js";
import type { FeedParser, Matcher, PackedCapture } from "../ports.js";
import { type ItemsFeed, identifyItems } from "./identify.js";
import { hitsOf } from "./match-item.js";

export interface IntakeTask {
  document: Parameters<FeedParser["parse"]>[0];
  feed: ItemsFeed;
  /** Nothing is known of the feed, so that all that stands in the document will be kept. */
  whole: boolean;
}

export interface TakenIn {
  hints: PollHints;
  items: NewItem[];
  /** Of a whole document. */
  kept: Kept | null;
}

export interface Kept {
  /** By which each item is found, in the order of the items. */
  words: string[];
  /** The bytes as they are kept. */
  packed: PackedCapture;
  /** Each item's hits and the version of the rules that gave them; null where there were no rules. */
  matched: { version: string; hits: Hit[][] } | null;
}

/** Throws WatchdeskError (`input`, `limit`) for what cannot be read as a feed. */
export type Intake = (task: IntakeTask) => Promise<TakenIn>;

export interface IntakeParts {
  parse(document: IntakeTask["document"]): Promise<ParsedDocument>;
  wordsOf(item: NewItem): string;
  pack(body: Uint8Array): PackedCapture;
  matcher: Matcher | null;
}

/** All further work on a larger document is left to whoever keeps it: a worker's time is for reading it. */
const WHOLE_BYTES = 2_000_000;

export function createIntake({ parse, wordsOf, pack, matcher }: IntakeParts): Intake {
  return async ({ document, feed, whole }) => {
    const { hints, items: parsed } = await parse(document);
    const items = identifyItems(feed, parsed);
    const complete = whole && items.length > 0 && document.body.byteLength <= WHOLE_BYTES;
    if (!complete) return { hints, items, kept: null };
    const matched = matcher && { version: matcher.version, hits: items.map((item) => hitsOf(matcher, item)) };
    return { hints, items, kept: { words: items.map(wordsOf), packed: pack(document.body), matched } };
  };
}
