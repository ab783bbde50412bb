/** Which of a document's items are new, which are known with another text, which under a further identity. Pure. */
import type { Feed, Hit, NewItem } from "../model.js";
import type { FeedState, KnownItem, PollCommit, PolledItem } from "../ports.js";

export interface Edit {
  id: string;
  item: NewItem;
  before: Pick<KnownItem, "title" | "text">;
}

/** A date so far ahead is no publisher's clock or forgotten zone: an event to come, or a mistake. */
const AHEAD_MS = 24 * 3_600_000;

export interface SortedItems {
  fresh: NewItem[];
  /** Known items whose title or text changed, with what they say now. */
  revised: Edit[];
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
    if (elder.title !== item.title || elder.text !== item.text) {
      const { id, title, text } = elder;
      sorted.revised.push({ id, item, before: { title, text } });
    }
    const added = item.identities.filter((key) => !byIdentity.has(key));
    if (added.length > 0) sorted.identities.push({ id: elder.id, identities: added });
  }
  return sorted;
}

/** The first poll of a feed floods nobody: what `whyOld` speaks of is remembered only. */
export function toPolled(
  feed: Feed,
  state: FeedState,
  item: NewItem,
  hits: Hit[],
  look: { now: number; lookBackMs: number },
): PolledItem {
  const old = state.firstPolledAt === null && whyOld(item.publishedAt, look) !== null;
  return { item, hits, read: !old && (hits.length > 0 || feed.teaserOnly) };
}

/** Why a first poll only remembers what bears this date; null for what is news. @param look back without end: all is news */
export function whyOld(publishedAt: number | null, look: { now: number; lookBackMs: number }): string | null {
  if (look.lookBackMs === Number.POSITIVE_INFINITY) return null;
  if (publishedAt === null) return "without a date";
  if (publishedAt < look.now - look.lookBackMs) return "older than the look-back";
  return publishedAt > look.now + AHEAD_MS ? "dated in the future" : null;
}
