/** What commands and the dashboard ask: newest items and stories, and how things stand. */
import type { Item } from "../model.js";
import type { QueryStore, RecentItem, RecentQuery, RecentStory, StoreStatus } from "../ports.js";
import type { Database } from "./database.js";
import { deliveriesOf } from "./deliveries.js";
import { isWaiting } from "./due.js";
import { listFeeds } from "./feeds.js";
import { loadHits, loadItems, pieces } from "./items.js";
import type { Db } from "./schema.js";

export function createQueryStore(database: Database): QueryStore {
  const { db } = database;
  return {
    recentItems: async (query) => recentItems(db, await database.now(), query),
    recentStories: async (query) => recentStories(db, await database.now(), query),
    deliveriesOf: (story) => deliveriesOf(db, story),
    status: async () => status(db, await database.now()),
  };
}

/** Items that hit a watch, newest first. */
async function recentItems(db: Db, now: number, query: RecentQuery): Promise<RecentItem[]> {
  let found = db.selectFrom("hit").select(["hit.item", "hit.seen_at"]).distinct();
  if (query.watch !== null) found = found.where("hit.watch", "=", query.watch);
  if (query.sinceMs !== null) found = found.where("hit.seen_at", ">=", now - query.sinceMs);
  const rows = await found.orderBy("hit.seen_at", "desc").orderBy("hit.item", "desc").limit(query.limit).execute();
  const ids = rows.map((row) => row.item);
  const items = await loadItems(db, ids);
  const hits = await loadHits(db, ids);
  const stories = await storiesOf(db, ids);
  return ids.flatMap((id) => {
    const item: Item | undefined = items.get(id);
    return item ? [{ item, hits: hits.get(id) ?? [], story: stories.get(id) ?? null }] : [];
  });
}

async function storiesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const stories = new Map<string, string>();
  for (const some of pieces(ids)) {
    const rows = await db.selectFrom("placement").select(["item", "story"]).where("item", "in", some).execute();
    for (const row of rows) stories.set(row.item, row.story);
  }
  return stories;
}

/** Stories that are not folded into another, the last changed first. */
async function recentStories(db: Db, now: number, query: RecentQuery): Promise<RecentStory[]> {
  const since = query.sinceMs === null ? 0 : now - query.sinceMs;
  const ids = await newestStories(db, query.watch, since, query.limit);
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("story").selectAll().where("id", "in", ids).execute();
  const counts = await reportsOf(db, ids);
  const watches = await watchesOf(db, ids);
  const stories = rows.map((row) => ({
    story: row.id,
    headline: row.headline,
    severity: row.severity,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
    reports: counts.get(row.id)?.reports ?? 0,
    origins: counts.get(row.id)?.origins ?? 0,
    watches: watches.get(row.id) ?? [],
    url: counts.get(row.id)?.url ?? null,
  }));
  return stories.sort((a, b) => b.updatedAt - a.updatedAt || (a.story < b.story ? 1 : -1));
}

async function newestStories(db: Db, watch: string | null, since: number, limit: number): Promise<string[]> {
  if (watch === null) {
    const query = db.selectFrom("story").select("id").where("updated_at", ">=", since).where("merged_into", "is", null);
    return (await query.orderBy("updated_at", "desc").orderBy("id", "desc").limit(limit).execute()).map(
      (row) => row.id,
    );
  }
  const query = db
    .selectFrom("story_watch")
    .innerJoin("story", "story.id", "story_watch.story")
    .select("story_watch.story")
    .where("story_watch.watch", "=", watch)
    .where("story_watch.updated_at", ">=", since)
    .where("story.merged_into", "is", null);
  const rows = await query
    .orderBy("story_watch.updated_at", "desc")
    .orderBy("story_watch.story", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.story);
}

/** Reports, origins and the first report's address of each story. */
async function reportsOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom("placement")
    .innerJoin("item", "item.id", "placement.item")
    .select(["placement.story", "placement.origin", "item.url"])
    .where("placement.story", "in", ids)
    .orderBy("placement.arrival")
    .execute();
  const found = new Map<string, { reports: number; origins: number; url: string | null }>();
  for (const [story, reports] of groupedBy(rows, (row) => row.story)) {
    const url = reports.find((report) => report.url !== null)?.url ?? null;
    found.set(story, { reports: reports.length, origins: new Set(reports.map((report) => report.origin)).size, url });
  }
  return found;
}

async function watchesOf(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const query = db.selectFrom("story_watch").select(["story", "watch"]).where("story", "in", ids).orderBy("watch");
  const groups = groupedBy(await query.execute(), (row) => row.story);
  return new Map([...groups].map(([story, rows]) => [story, rows.map((row) => row.watch)]));
}

function groupedBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

async function status(db: Db, now: number): Promise<StoreStatus> {
  const count = async (table: "item" | "story") => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    return row.n;
  };
  const waiting = await db
    .selectFrom("reading")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return {
    now,
    items: await count("item"),
    stories: await count("story"),
    readingsWaiting: waiting.n,
    feeds: await listFeeds(db),
    channels: await channelStatus(db, now),
  };
}

async function channelStatus(db: Db, now: number): Promise<StoreStatus["channels"]> {
  const rows = await db
    .selectFrom("channel")
    .leftJoin("account", "account.id", "channel.account")
    .select([
      "channel.id",
      "channel.rejected",
      "channel.last_sent_at",
      "channel.next_send_at",
      "account.next_send_at as accountNext",
    ])
    .select((eb) => [
      eb
        .selectFrom("delivery")
        .select((of) => of.fn.countAll<number>().as("n"))
        .whereRef("delivery.channel", "=", "channel.id")
        .where(isWaiting)
        .as("waiting"),
      eb
        .selectFrom("delivery")
        .select((of) => of.fn.countAll<number>().as("n"))
        .whereRef("delivery.channel", "=", "channel.id")
        .where("delivery.sent_revision", ">", 0)
        .as("sent"),
    ])
    .where("channel.enabled", "=", 1)
    .orderBy("channel.id")
    .execute();
  return rows.map((row) => {
    const paced = Math.max(row.next_send_at, row.accountNext ?? 0);
    return {
      id: row.id,
      waiting: row.waiting ?? 0,
      sent: row.sent ?? 0,
      rejected: row.rejected,
      lastSentAt: row.last_sent_at,
      pacedUntil: paced > now ? paced : null,
    };
  });
}
