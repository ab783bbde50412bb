/** Items as kept, with how they went through the pipeline. */
import type { ItemStore, KeptItem, KeptRecord } from "../ports.js";
import type { Database } from "./database.js";
import { isAddress, loadHits, loadItems, newestTexts, pieces } from "./items.js";
import { storiesOf } from "./recent-items.js";
import type { Db } from "./schema.js";

export function createItemStore({ db, now }: Database): ItemStore {
  return {
    find: (key, limit) => find(db, key, limit),
    async kept({ sinceMs, after, limit, hits }) {
      let query = db
        .selectFrom("item")
        .select("id")
        .where("first_seen_at", ">=", (await now()) - sinceMs);
      if (after) {
        query = query.where((eb) =>
          eb.or([
            eb("first_seen_at", ">", after.firstSeenAt),
            eb.and([eb("first_seen_at", "=", after.firstSeenAt), eb("id", ">", after.id)]),
          ]),
        );
      }
      if (hits) {
        query = query.where((eb) =>
          eb.exists(eb.selectFrom("hit").select("hit.watch").whereRef("hit.item", "=", "item.id")),
        );
      }
      const rows = await query.orderBy("first_seen_at").orderBy("id").limit(limit).execute();
      return load(
        db,
        rows.map((row) => row.id),
      );
    },
    async count(sinceMs) {
      const row = await db
        .selectFrom("item")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where("first_seen_at", ">=", (await now()) - sinceMs)
        .executeTakeFirstOrThrow();
      return row.n;
    },
  };
}

/** In the order of the ids; what is not there is left out. */
async function load(db: Db, ids: string[]): Promise<KeptItem[]> {
  const items = await loadItems(db, ids);
  const hits = await loadHits(db, ids);
  const stories = await storiesOf(db, ids);
  const pages = new Map<string, string>();
  for (const some of pieces(ids)) {
    for (const { id, title, text } of await newestTexts(db, some)) Object.assign(items.get(id) ?? {}, { title, text });
    const rows = await db.selectFrom("page").select(["item", "text"]).where("item", "in", some).execute();
    for (const row of rows) pages.set(row.item, row.text);
  }
  return ids.flatMap((id) => {
    const item = items.get(id);
    const found = { pageText: pages.get(id) ?? null, hits: hits.get(id) ?? [], story: stories.get(id) ?? null };
    return item ? [{ item, ...found }] : [];
  });
}

async function find(db: Db, key: Parameters<ItemStore["find"]>[0], limit: number): Promise<KeptRecord[]> {
  const ids = new Set<string>();
  const own = await db.selectFrom("item").select("id").where("id", "=", key.id).execute();
  for (const row of own) ids.add(row.id);
  if (key.identities.length > 0) {
    const rows = await db
      .selectFrom("identity")
      .innerJoin("item", "item.id", "identity.item")
      .select("item.id")
      .where("identity", "in", key.identities)
      .where(isAddress)
      .orderBy("item.first_seen_at")
      .orderBy("item.id")
      .limit(limit)
      .execute();
    for (const row of rows) ids.add(row.id);
  }
  const records: KeptRecord[] = [];
  for (const kept of await load(db, [...ids])) {
    records.push({
      ...kept,
      reading: await readingOf(db, kept.item.id),
      placement: await placementOf(db, kept.item.id),
    });
  }
  return records;
}

async function readingOf(db: Db, item: string): Promise<KeptRecord["reading"]> {
  const row = await db.selectFrom("reading").selectAll().where("item", "=", item).executeTakeFirst();
  if (!row) return null;
  const rejected = row.rejected_json === null ? [] : JSON.parse(row.rejected_json);
  return { ended: row.ended_at !== null, unread: row.unread, rejected };
}

async function placementOf(db: Db, item: string): Promise<KeptRecord["placement"]> {
  const row = await db.selectFrom("placement").selectAll().where("item", "=", item).executeTakeFirst();
  if (!row) return null;
  const { story, change, origin, score, evidence_json, placed_at } = row;
  return { story, change, origin, score, evidence: JSON.parse(evidence_json), placedAt: placed_at };
}
