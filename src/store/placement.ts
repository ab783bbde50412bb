/**
 * Placement: the serial step. One transaction under the placement lock ends a reading, gives the item its arrival
 * number, and writes page, hits, placement, story and wanted deliveries.
 *
 * The caller's index learns inside the transaction, from `unseen`, and those rows are committed ones: the lock is held,
 * so nothing is being placed meanwhile. If this transaction is rolled back afterwards, what the index has learned still
 * stands. What is placed here it learns only from the answer, after the commit.
 */
import type { Hit, PageText, PlacedItem, Placement } from "../model.js";
import type { PlaceCommit, PlacementPlan, ReadingStore } from "../ports.js";
import type { Database } from "./database.js";
import { insertHits, newestTexts } from "./items.js";
import { meaningColumns } from "./meanings.js";
import { originIn } from "./origins.js";
import { lastArrival, partOf } from "./regrouping-rows.js";
import { regroup, regroupingsSince } from "./regroupings.js";
import type { Db } from "./schema.js";
import { addTexts } from "./search.js";
import { gravest, loadStory, placementsSince, storyItemOf } from "./stories.js";
import { want } from "./wants.js";
import { watchMemory } from "./watch-memory.js";

interface PlacingItem {
  id: string;
  title: string;
  revisions: number;
}

export function createPlacement(database: Database): ReadingStore["place"] {
  return (commit, plan) =>
    database.placing(async (tx, now) => {
      if (!(await endReading(tx, now, commit))) return { committed: false, placed: null };
      if (commit.page) {
        await keepPage(tx, now, commit.item, commit.page);
        await addTexts(tx, database.dialect, [{ item: commit.item, text: commit.page.text }]);
      }
      const asSeen = await tx.selectFrom("item").selectAll().where("id", "=", commit.item).executeTakeFirstOrThrow();
      const [newest] = await newestTexts(tx, [commit.item]);
      const item = { ...asSeen, ...newest };
      await tx.deleteFrom("hit").where("item", "=", item.id).execute();
      await insertHits(tx, [{ item: item.id, seenAt: item.first_seen_at, hits: commit.match.hits }]);
      if (commit.match.hits.length === 0) return { committed: true, placed: null };

      const { text: pageText = null, language: pageLanguage = null, byline: pageByline = null } = commit.page ?? {};
      const page = { pageText, pageLanguage, pageByline };
      const meaning = meaningColumns(commit.meaning ?? null);
      const storyItem = storyItemOf({ ...item, ...page, ...meaning }, now);
      const regrouped = await regroupingsSince(tx, commit.seen);
      const placement = plan.place(await placementsSince(tx, commit.seen), storyItem, regrouped);
      if (!placement) return { committed: true, placed: null };
      const arrival = await insertPlacement(tx, now, item, placement, commit);
      const { story, origin, merged } = placement;
      for (const younger of merged ?? []) await mergeInto(tx, now, { arrival, younger, elder: story }, plan);
      await routeStory(tx, now, placement, plan);
      const placed: PlacedItem = { arrival, item: storyItem, story, origin, ...(merged ? { merged } : {}) };
      return { committed: true, placed };
    });
}

/** The fence: only the holder ends a reading, and only once. */
async function endReading(tx: Db, now: number, commit: PlaceCommit): Promise<boolean> {
  const ended = await tx
    .updateTable("reading")
    .set({
      ended_at: now,
      unread: commit.unread,
      rejected_json: commit.match.rejected.length > 0 ? JSON.stringify(commit.match.rejected) : null,
      owner: null,
      claimed_until: 0,
    })
    .where("item", "=", commit.item)
    .where("owner", "=", commit.owner)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** An item that is read again after an edit has its page renewed. */
async function keepPage(tx: Db, now: number, item: string, page: PageText): Promise<void> {
  const row = {
    url: page.url,
    title: page.title,
    text: page.text,
    byline: page.byline,
    published_at: page.publishedAt,
    updated_at: page.updatedAt,
    language: page.language,
    site_name: page.siteName,
    read_at: now,
  };
  await tx
    .insertInto("page")
    .values({ item, ...row })
    .onConflict((oc) => oc.column("item").doUpdateSet(row))
    .execute();
}

/** Arrival numbers are dense: the lock is held, and a number that is rolled back is given again. */
async function insertPlacement(
  tx: Db,
  now: number,
  item: PlacingItem,
  placement: Placement,
  commit: PlaceCommit,
): Promise<number> {
  await upsertStory(tx, now, item, placement.story, commit.match.hits);
  const arrival = (await lastArrival(tx)) + 1;
  await tx
    .insertInto("placement")
    .values({
      arrival,
      item: item.id,
      revision: item.revisions,
      story: placement.story,
      ...(await originIn(tx, placement)),
      change: placement.change,
      score: placement.score,
      evidence_json: JSON.stringify(placement.evidence),
      placed_at: now,
      ...meaningColumns(commit.meaning ?? null),
    })
    .execute();
  return arrival;
}

/** Opens the story under its first report's title, or raises its revision and severity. */
async function upsertStory(tx: Db, now: number, item: PlacingItem, id: string, hits: readonly Hit[]): Promise<void> {
  const severity = gravest(hits.map((hit) => hit.severity));
  const before = await tx.selectFrom("story").select(["severity"]).where("id", "=", id).executeTakeFirst();
  if (before) {
    await tx
      .updateTable("story")
      .set((eb) => ({
        revision: eb("revision", "+", 1),
        updated_at: now,
        severity: gravest([before.severity, severity]),
      }))
      .where("id", "=", id)
      .execute();
  } else {
    await tx
      .insertInto("story")
      .values({ id, revision: 1, opened_at: now, updated_at: now, severity, headline: item.title })
      .execute();
  }
  await tx.updateTable("story_watch").set({ updated_at: now }).where("story", "=", id).execute();
  for (const watch of new Set(hits.map((hit) => hit.watch))) {
    await tx
      .insertInto("story_watch")
      .values({ story: id, watch, updated_at: now })
      .onConflict((oc) => oc.columns(["story", "watch"]).doNothing())
      .execute();
  }
}

/** A merge that the item showed: recorded under the item's own arrival, so that it is learned with the placement. */
async function mergeInto(
  tx: Db,
  now: number,
  { arrival, younger, elder }: { arrival: number; younger: string; elder: string },
  plan: PlacementPlan,
): Promise<void> {
  const { items } = await partOf(tx, younger);
  if (items.length === 0) return;
  const act = { arrival, kind: "merge" as const, story: younger, into: elder, by: null, at: now };
  const moved = { ...act, items: items.map(({ item }) => item) };
  await want(tx, now, await regroup(tx, now, moved, { regrouped: () => [], ...plan }));
}

async function routeStory(tx: Db, now: number, placement: Placement, plan: PlacementPlan): Promise<void> {
  const story = await loadStory(tx, placement.story);
  if (!story) return;
  const watches = story.watches.map((one) => one.watch);
  await want(tx, now, plan.route(story, placement, await watchMemory(tx, now, story.id, watches, plan.ask)));
}
