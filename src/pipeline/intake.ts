/**
 * From a document's bytes to what a poll keeps of it: all that can be made without the store, so that a worker makes it
 * and the thread that polls and keeps has none of it to do.
 */
import type { NewItem, ParsedDocument, PollHints } from "../model.js";
import type { FeedParser, PackedCapture } from "../ports.js";
import { type ItemsFeed, identifyItems } from "./identify.js";

export interface IntakeTask {
  document: Parameters<FeedParser["parse"]>[0];
  feed: ItemsFeed;
  /** Nothing is known of the feed, so that all that stands in the document will be kept. */
  whole: boolean;
}

export interface TakenIn {
  hints: PollHints;
  items: NewItem[];
  /** Of a whole document: the words by which each item is found, in the order of the items; and the bytes as kept. */
  kept: { words: string[]; packed: PackedCapture } | null;
}

/** Throws WatchdeskError (`input`, `limit`) for what cannot be read as a feed. */
export type Intake = (task: IntakeTask) => Promise<TakenIn>;

export interface IntakeParts {
  parse(document: IntakeTask["document"]): Promise<ParsedDocument>;
  wordsOf(item: NewItem): string;
  pack(body: Uint8Array): PackedCapture;
}

/** Words and packing of a larger document are left to whoever keeps it: a worker's time is for reading it. */
const WHOLE_BYTES = 2_000_000;

export function createIntake({ parse, wordsOf, pack }: IntakeParts): Intake {
  return async ({ document, feed, whole }) => {
    const { hints, items: parsed } = await parse(document);
    const items = identifyItems(feed, parsed);
    const complete = whole && items.length > 0 && document.body.byteLength <= WHOLE_BYTES;
    return { hints, items, kept: complete ? { words: items.map(wordsOf), packed: pack(document.body) } : null };
  };
}
