/** Items of recorded feed documents, each as first seen, as items to rehearse on. */
import { asWatchdeskError } from "../errors.js";
import type { Feed, NewItem } from "../model.js";
import { identifyItems } from "../pipeline/identify.js";
import type { FeedParser } from "../ports.js";
import { type RecordedFeed, readDocument } from "../replay/recording.js";
import type { RecordedItem } from "./backtest.js";

/** Items of a feed's first document came before it was recorded: they count when they were published, at most so long ago. */
const MAX_EARLIER_MS = 30 * 86_400_000;

export interface DocumentDeps {
  parser: FeedParser;
  /** The feed as configured, or what is known of one that is not. */
  feedOf(id: string): Feed;
  /** A document that cannot be read is told and passed over. */
  onBroken(path: string, reason: string): void;
  onDocument(done: number): void;
}

/** The items of all feeds, a feed after the other. */
export async function* documentItems(feeds: RecordedFeed[], deps: DocumentDeps): AsyncGenerator<RecordedItem> {
  let done = 0;
  for (const recorded of feeds) {
    const feed = deps.feedOf(recorded.id);
    const known = new Set<string>();
    let first = true;
    for (const document of recorded.documents) {
      const items = await itemsOf(deps, feed, document.path, readDocument(document));
      for (const item of items) {
        const isKnown = item.identities.some((key) => known.has(key));
        for (const key of item.identities) known.add(key);
        if (!isKnown) yield toRecorded(item, seenAt(item, document.at, first));
      }
      if (items.length > 0) first = false;
      deps.onDocument(++done);
    }
  }
}

async function itemsOf({ parser, onBroken }: DocumentDeps, feed: Feed, path: string, body: Uint8Array) {
  try {
    const { items } = await parser.parse({ body, contentType: null, url: feed.url, timeZone: feed.timeZone });
    return identifyItems(feed, items);
  } catch (error) {
    onBroken(path, asWatchdeskError(error).message);
    return [];
  }
}

function seenAt({ publishedAt }: NewItem, at: number, first: boolean): number {
  if (!first || publishedAt === null) return at;
  return Math.max(at - MAX_EARLIER_MS, Math.min(publishedAt, at));
}

function toRecorded(item: NewItem, at: number): RecordedItem {
  const { id, title, text, url, publisher, family, kind, language, feed } = item;
  return {
    item: { id, title, text, url, publisher, family, kind, language, at },
    inputs: [{ title, text, language, feed: { id: feed, kind, publisher } }],
  };
}
