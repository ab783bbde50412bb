/** The newest items that hit a watch. */
import type { RecentItem, RecentQuery } from "../ports.js";
import type { Database } from "./database.js";
import { loadHits, loadItems, pieces } from "./items.js";
import type { Db } from "./schema.js";
import { searched } from "./search.js";

/** Documents looked at between two checks whether enough distinct ones are found. */
const DOCUMENTS_AT_ONCE = 200;

/** Newest first; with `text`, those that hold all its words in title, text, page or an edit. */
export async function recentItems({ db, dialect }: Database, now: number, query: RecentQuery): Promise<RecentItem[]> {
  const condition = query.text === null ? null : searched(dialect, query.text);
  const ids = condition ? await foundItems(db, now, query, condition) : await newestItems(db, now, query);
  const items = await loadItems(db, ids);
  const hits = await loadHits(db, ids);
  const stories = await storiesOf(db, ids);
  const found = ids.flatMap((id) => items.get(id) ?? []).sort((a, b) => b.firstSeenAt - a.firstSeenAt);
  return found.map((item) => ({ item, hits: hits.get(item.id) ?? [], story: stories.get(item.id) ?? null }));
}

async function newestItems(db: Db, now: number, query: RecentQuery): Promise<string[]> {
  let found = db.selectFrom("hit").select(["hit.item", "hit.seen_at"]).distinct();
  if (query.watch !== null) found = found.where("hit.watch", "=", query.watch);
  if (query.sinceMs !== null) found = found.where("hit.seen_at", ">=", now - query.sinceMs);
  const rows = await found.orderBy("hit.seen_at", "desc").orderBy("hit.item", "desc").limit(query.limit).execute();
  return rows.map((row) => row.item);
}

type Condition = NonNullable<ReturnType<typeof searched>>;

/** Items behind the newest documents that fulfil the condition; one item may have several documents. */
async function foundItems(db: Db, now: number, query: RecentQuery, condition: Condition): Promise<string[]> {
  const found = new Set<string>();
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await db
      .selectFrom("search_doc")
      .select(["number", "item"])
      .where(condition)
      .where("number", "<", before)
      .where((eb) => {
        let hit = eb.selectFrom("hit").select("hit.watch").whereRef("hit.item", "=", "search_doc.item");
        if (query.watch !== null) hit = hit.where("hit.watch", "=", query.watch);
        if (query.sinceMs !== null) hit = hit.where("hit.seen_at", ">=", now - query.sinceMs);
        return eb.exists(hit);
      })
      .orderBy("number", "desc")
      .limit(DOCUMENTS_AT_ONCE)
      .execute();
    for (const { item } of rows) if (found.size < query.limit) found.add(item);
    before = rows.at(-1)?.number ?? 0;
    if (rows.length < DOCUMENTS_AT_ONCE || found.size >= query.limit) return [...found];
  }
}

/** The stories in which these items stand. */
export async function storiesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const stories = new Map<string, string>();
  for (const some of pieces(ids)) {
    const rows = await db.selectFrom("placement").select(["item", "story"]).where("item", "in", some).execute();
    for (const row of rows) stories.set(row.item, row.story);
  }
  return stories;
}
