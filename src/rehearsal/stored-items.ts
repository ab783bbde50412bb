/** What the store keeps, as items to rehearse on. */
import type { Item, MatchInput } from "../model.js";
import type { ItemStore, KeptItem, KeptPlace } from "../ports.js";
import type { RecordedItem } from "./backtest.js";

const ITEMS_AT_ONCE = 500;

/** The items first seen in the last `sinceMs`, oldest first. */
export async function* storedItems(store: ItemStore, sinceMs: number): AsyncGenerator<RecordedItem> {
  let after: KeptPlace | null = null;
  for (;;) {
    const some: KeptItem[] = await store.kept({ sinceMs, after, limit: ITEMS_AT_ONCE, hits: false });
    for (const kept of some) yield recorded(kept);
    const last = some.at(-1);
    if (!last || some.length < ITEMS_AT_ONCE) return;
    after = { firstSeenAt: last.item.firstSeenAt, id: last.item.id };
  }
}

/** With its texts as the bot matches them: the feed's own, and the page's where it was read. */
function recorded({ item, pageText }: KeptItem): RecordedItem {
  const { id, title, text, url, publisher, family, kind, language, author, firstSeenAt } = item;
  const byline = author === null ? {} : { byline: author };
  const own = inputOf(item, text);
  return {
    item: { id, title, text, url, publisher, family, kind, language, at: firstSeenAt, ...byline },
    inputs: pageText === null ? [own] : [own, inputOf(item, pageText)],
  };
}

function inputOf({ title, language, feed, kind, publisher }: Item, text: string): MatchInput {
  return { title, text, language, feed: { id: feed, kind, publisher } };
}
