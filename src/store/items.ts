/** Items and their hits as rows. */
import { type Insertable, type Selectable, sql } from "kysely";
import type { Hit, Item, NewItem, Picture } from "../model.js";
import { insertRows } from "./rows.js";
import type { Db, HitTable, ItemTable } from "./schema.js";

/** Ids in one `in (...)`: SQLite takes 32,766 parameters, but short statements are kept prepared. */
const IDS_AT_ONCE = 200;

/** An identity that is an address (pipeline/identify). Written alike in the index and in the query, or it is not used. */
export const isAddress = sql<boolean>`substr("identity", 1, 4) = ${sql.lit("url ")}`;

/** In pieces that one statement takes. */
export function* pieces<T>(all: readonly T[], size = IDS_AT_ONCE): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

/** Title and text of the newest revision (the item's own before the first) of a few items. */
export async function newestTexts(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom("item")
    .leftJoin("revision", (join) =>
      join.onRef("revision.item", "=", "item.id").onRef("revision.number", "=", "item.revisions"),
    )
    .select(["item.id", "item.title", "item.text", "item.revisions", "item.first_seen_at"])
    .select(["revision.title as newTitle", "revision.text as newText"])
    .where("item.id", "in", ids)
    .execute();
  return rows.map(({ newTitle, newText, ...row }) => ({
    ...row,
    title: newTitle ?? row.title,
    text: newText ?? row.text,
  }));
}

/** The items with these ids that exist, as first seen, by id, with their identities. */
export async function loadItems(db: Db, ids: readonly string[]): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  for (const some of pieces(ids)) {
    const rows = await db.selectFrom("item").selectAll().where("id", "in", some).execute();
    for (const row of rows) items.set(row.id, itemOf(row, []));
    const identities = await db
      .selectFrom("identity")
      .select(["item", "identity"])
      .where("item", "in", some)
      .orderBy("identity")
      .execute();
    for (const row of identities) items.get(row.item)?.identities.push(row.identity);
  }
  return items;
}

/** The hits of these items in the order in which they were given; every id has a list. */
export async function loadHits(db: Db, ids: readonly string[]): Promise<Map<string, Hit[]>> {
  const hits = new Map<string, Hit[]>(ids.map((id) => [id, []]));
  for (const some of pieces(ids)) {
    const rows = await db.selectFrom("hit").selectAll().where("item", "in", some).orderBy("place").execute();
    for (const row of rows) hits.get(row.item)?.push(hitOf(row));
  }
  return hits;
}

/** Items of one feed, which are all of its kind and family. */
export async function insertItems(
  db: Db,
  items: readonly NewItem[],
  now: number,
  capture: string | null,
): Promise<void> {
  const [first] = items;
  if (!first) return;
  const { feed, kind, family } = first;
  const alike = { feed, kind, family, first_seen_at: now, capture, revisions: 0 };
  await insertRows(db, "item", alike, items.map(itemRow));
  const identities = items.flatMap(({ id, identities: its }) =>
    [...new Set(its)].map((identity) => ({ identity, item: id })),
  );
  await insertIdentities(db, feed, identities);
}

/** An identity that is taken already stays with the item that has it. */
export async function insertIdentities(
  db: Db,
  feed: string,
  rows: readonly { identity: string; item: string }[],
): Promise<void> {
  await insertRows(db, "identity", { feed }, rows, "stays");
}

/** `seenAt` is the item's firstSeenAt. A watch that is named twice counts once. */
export async function insertHits(
  db: Db,
  hits: readonly { item: string; seenAt: number; hits: readonly Hit[] }[],
): Promise<void> {
  const rows = hits.flatMap(({ item, seenAt, hits: its }) =>
    [...new Map(its.map((hit) => [hit.watch, hit])).values()].map((hit, place) => hitRow(item, seenAt, hit, place)),
  );
  await insertRows(db, "hit", {}, rows);
}

function itemRow(item: NewItem) {
  return {
    id: item.id,
    publisher: item.publisher,
    guid: item.guid,
    url: item.url,
    title: item.title,
    text: item.text,
    author: item.author,
    language: item.language,
    published_at: item.publishedAt,
    updated_at: item.updatedAt,
    picture_json: item.picture ? JSON.stringify(item.picture) : null,
  };
}

export function itemOf(row: Selectable<ItemTable>, identities: string[]): Item {
  return {
    id: row.id,
    feed: row.feed,
    publisher: row.publisher,
    family: row.family,
    kind: row.kind,
    identities,
    guid: row.guid,
    url: row.url,
    title: row.title,
    text: row.text,
    author: row.author,
    language: row.language,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    firstSeenAt: row.first_seen_at,
    capture: row.capture,
    ...pictureOf(row.picture_json),
  };
}

/** As a part of what is drawn from a row; nothing where there is no picture. */
export function pictureOf(json: string | null): { picture?: Picture } {
  return json === null ? {} : { picture: JSON.parse(json) as Picture };
}

function hitRow(item: string, seenAt: number, hit: Hit, place: number): Insertable<HitTable> {
  return {
    item,
    watch: hit.watch,
    place,
    severity: hit.severity,
    score: hit.score,
    terms_json: JSON.stringify(hit.terms),
    rule: hit.rule ?? null,
    version: hit.version ?? null,
    seen_at: seenAt,
  };
}

export function hitOf(row: Selectable<HitTable>): Hit {
  const hit: Hit = {
    watch: row.watch,
    severity: row.severity,
    score: row.score,
    terms: JSON.parse(row.terms_json) as Hit["terms"],
  };
  if (row.rule !== null) hit.rule = row.rule;
  if (row.version !== null) hit.version = row.version;
  return hit;
}
