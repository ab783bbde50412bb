/** Which of a document's items are new, which are known with another text, which under a further identity. Pure. */
import type { Feed, Hit, NewItem } from "../model.js";
import type { FeedState, KnownItem, PollCommit, PolledItem } from "../ports.js";

export interface SortedItems {
  fresh: NewItem[];
  /** Known items whose title or text changed, with what they say now. */
  revised: { id: string; item: NewItem }[];
  identities: PollCommit["identities"];
}

export function sortKnown(items: NewItem[], known: KnownItem[]): SortedItems {
  const byIdentity = new Map(known.flatMap((one) => one.identities.map((key) => [key, one] as const)));
  const sorted: SortedItems = { fresh: [], revised: [], identities: [] };
  for (const item of items) {
    const elder = item.identities.map((key) => byIdentity.get(key)).find((one) => one !== undefined);
    if (!elder) {
      sorted.fresh.push(item);
      continue;
    }
    if (elder.title !== item.title || elder.text !== item.text) sorted.revised.push({ id: elder.id, item });
    const added = item.identities.filter((key) => !byIdentity.has(key));
    if (added.length > 0) sorted.identities.push({ id: elder.id, identities: added });
  }
  return sorted;
}

/**
 * The first poll of a feed floods nobody: what was published before `notBefore` (ms), or who knows when, is remembered
 * only.
 */
export function toPolled(feed: Feed, state: FeedState, item: NewItem, hits: Hit[], notBefore: number): PolledItem {
  const old = state.firstPolledAt === null && (item.publishedAt ?? Number.NEGATIVE_INFINITY) < notBefore;
  return { item, hits, read: !old && (hits.length > 0 || feed.teaserOnly) };
}
