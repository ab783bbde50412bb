/** The stories that changed last. */
import type { ExpressionBuilder } from "kysely";
import type { RecentQuery, RecentStory } from "../ports.js";
import type { Database } from "./database.js";
import type { Db, Tables } from "./schema.js";
import { searched } from "./search.js";

type Condition = NonNullable<ReturnType<typeof searched>>;
type StoryExpression = ExpressionBuilder<Tables, "story">;

/** Stories that are not folded into another, the last changed first. */
export async function recentStories(
  { db, dialect }: Database,
  now: number,
  query: RecentQuery,
): Promise<RecentStory[]> {
  const since = query.sinceMs === null ? 0 : now - query.sinceMs;
  const condition = query.text === null ? null : searched(dialect, query.text);
  const ids = await newestStories(db, query, since, condition);
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

async function newestStories(
  db: Db,
  query: RecentQuery,
  since: number,
  condition: Condition | null,
): Promise<string[]> {
  const holds = (eb: StoryExpression) =>
    condition === null
      ? eb.lit(true)
      : eb(
          "story.id",
          "in",
          eb
            .selectFrom("search_doc")
            .innerJoin("placement", "placement.item", "search_doc.item")
            .select("placement.story")
            .where(condition),
        );
  if (query.watch === null) {
    const stories = db
      .selectFrom("story")
      .select("id")
      .where("updated_at", ">=", since)
      .where("merged_into", "is", null)
      .where(holds);
    const rows = await stories.orderBy("updated_at", "desc").orderBy("id", "desc").limit(query.limit).execute();
    return rows.map((row) => row.id);
  }
  const stories = db
    .selectFrom("story_watch")
    .innerJoin("story", "story.id", "story_watch.story")
    .select("story_watch.story")
    .where("story_watch.watch", "=", query.watch)
    .where("story_watch.updated_at", ">=", since)
    .where("story.merged_into", "is", null)
    .where(holds);
  const sorted = stories.orderBy("story_watch.updated_at", "desc").orderBy("story_watch.story", "desc");
  return (await sorted.limit(query.limit).execute()).map((row) => row.story);
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
