/** Merges and splits: an item's story changes by these alone, and each leaves a record that is never altered. */
import type { Regrouping } from "../model.js";
import type { Regrouped, RegroupingStore, RegroupOutcome, RegroupPlan, WantedRegrouping } from "../ports.js";
import type { Database } from "./database.js";
import { joinOrigins, restoreOrigins } from "./origins.js";
import { idFor, lastArrival, partOf, type Stored, storedOf } from "./regrouping-rows.js";
import type { Db } from "./schema.js";
import { gravest, loadStory } from "./stories.js";
import { want } from "./wants.js";
import { alertMemory } from "./watch-memory.js";

export function createRegroupingStore(database: Database): RegroupingStore {
  const { db } = database;
  return {
    commit: (wanted, plan) =>
      database.placing(async (tx, now) => {
        const found = wanted.kind === "merge" ? await mergeOf(tx, wanted) : await splitOf(tx, wanted);
        if (typeof found === "string") return { kind: "refused", why: found };
        const act = { ...found, arrival: (await lastArrival(tx)) + 1, by: wanted.by, at: now };
        await want(tx, now, await regroup(tx, now, act, plan));
        return { kind: "done", act } satisfies RegroupOutcome;
      }),
    since: (arrival) => regroupingsSince(db, arrival),
    of: async (story) => {
      const rows = db
        .selectFrom("regrouping")
        .selectAll()
        .where((eb) => eb.or([eb("story", "=", story), eb("into_story", "=", story)]));
      return (await rows.orderBy("arrival").execute()).map(storedOf);
    },
  };
}

/** Those of people after an arrival number, in order. */
export async function regroupingsSince(db: Db, arrival: number): Promise<Regrouping[]> {
  const rows = db.selectFrom("regrouping").selectAll().where("arrival", ">", arrival).where("who", "is not", null);
  return (await rows.orderBy("arrival").execute()).map(storedOf);
}

/** The younger of two stories, by their first items, goes into the elder; a text says why it cannot be. */
async function mergeOf(
  tx: Db,
  { stories }: Extract<WantedRegrouping, { kind: "merge" }>,
): Promise<Pick<Regrouping, "kind" | "story" | "into" | "items"> | string> {
  const [one, other] = await Promise.all(stories.map((story) => partOf(tx, story)));
  if (!one?.known) return `there is no story ${stories[0]}`;
  if (!other?.known) return `there is no story ${stories[1]}`;
  if (one.id === other.id) return "that is one story already";
  const empty = [one, other].find(({ items }) => items.length === 0);
  if (empty) return `story ${empty.id} has no reports left: ${whereTo(empty)}`;
  const [elder, younger] = one.items[0]!.arrival < other.items[0]!.arrival ? [one, other] : [other, one];
  return { kind: "merge", story: younger.id, into: elder.id, items: younger.items.map(({ item }) => item) };
}

async function splitOf(
  tx: Db,
  { story, items }: Extract<WantedRegrouping, { kind: "split" }>,
): Promise<Pick<Regrouping, "kind" | "story" | "into" | "items"> | string> {
  const part = await partOf(tx, story);
  if (!part.known) return `there is no story ${story}`;
  const leaving = part.items.filter(({ item }) => items.includes(item));
  const strange = items.find((item) => !leaving.some((one) => one.item === item));
  if (strange !== undefined) return `item ${strange} is not in story ${story}`;
  if (leaving.length === 0) return "name the items that are to leave";
  if (leaving.length === part.items.length) return "that would be the whole story";
  const into = await nameOf(tx, story, leaving);
  return { kind: "split", story, into, items: leaving.map(({ item }) => item) };
}

function whereTo({ mergedInto }: { mergedInto: string | null }): string {
  return mergedInto === null ? "they are elsewhere" : `it is part of ${mergedInto}`;
}

/**
 * The story that the part becomes: the one that its first item opened, if that is empty or was never one; else a name
 * made from the item and how often the story was split.
 */
async function nameOf(tx: Db, story: string, leaving: { item: string; placedStory: string }[]): Promise<string> {
  const before = leaving[0]!.placedStory;
  if (before !== story && (await partOf(tx, before)).items.length === 0) return before;
  return idFor(leaving[0]!.item, (await lastArrival(tx)) + 1);
}

/** Moves the items, raises both stories, keeps the record, and gives what the plan wants. */
export async function regroup(
  tx: Db,
  now: number,
  act: Regrouping,
  plan: RegroupPlan,
): Promise<ReturnType<RegroupPlan["regrouped"]>> {
  const fromMemory = await alertMemory(tx, act.story);
  const intoMemory = await alertMemory(tx, act.into);
  const [elder, younger] = [await loadStory(tx, act.into), await loadStory(tx, act.story)];
  await moveItems(tx, now, act);
  if (act.kind === "split") await restoreOrigins(tx, act.items);
  else if (elder && younger) await joinOrigins(tx, act.into, plan.origins?.(elder, younger) ?? new Map());
  await keep(tx, act);
  if (act.kind === "merge") await forgetUnsent(tx, act.story);
  const from = await loadStory(tx, act.story);
  const into = await loadStory(tx, act.into);
  if (!from || !into) return [];
  return plan.regrouped({ act, from, into, fromMemory, intoMemory } satisfies Regrouped);
}

async function moveItems(tx: Db, now: number, act: Regrouping): Promise<void> {
  const before = await loadStory(tx, act.story);
  if (!before) return;
  const moving = before.reports.filter(({ item }) => act.items.includes(item));
  const staying = before.reports.filter(({ item }) => !act.items.includes(item));
  await raise(tx, now, act.into, moving, act.kind === "split");
  await tx
    .updateTable("placement")
    .set((eb) => ({ placed_story: eb.fn.coalesce("placed_story", "story"), story: act.into }))
    .where("item", "in", act.items)
    .execute();
  await tx
    .updateTable("story")
    .set((eb) => ({
      revision: eb("revision", "+", 1),
      updated_at: now,
      ...(act.kind === "merge" ? { merged_into: act.into } : {}),
      ...(staying.length > 0 ? { headline: staying[0]!.title || before.headline, severity: gravityOf(staying) } : {}),
    }))
    .where("id", "=", act.story)
    .execute();
}

type Moving = NonNullable<Awaited<ReturnType<typeof loadStory>>>["reports"];

function gravityOf(reports: Moving) {
  return gravest(reports.flatMap(({ hits }) => hits.map(({ severity }) => severity)));
}

/** The story that takes the items: opened, revived or grown by them. */
async function raise(tx: Db, now: number, id: string, moving: Moving, revived: boolean): Promise<void> {
  const severity = gravityOf(moving);
  const opened_at = Math.min(...moving.map(({ firstSeenAt }) => firstSeenAt));
  const known = await tx.selectFrom("story").selectAll().where("id", "=", id).executeTakeFirst();
  if (!known) {
    const headline = moving[0]?.title ?? "";
    await tx.insertInto("story").values({ id, revision: 1, opened_at, updated_at: now, severity, headline }).execute();
  } else {
    await tx
      .updateTable("story")
      .set((eb) => ({
        revision: eb("revision", "+", 1),
        updated_at: now,
        severity: revived ? severity : gravest([known.severity, severity]),
        opened_at: Math.min(known.opened_at, opened_at),
        ...(revived ? { merged_into: null } : {}),
      }))
      .where("id", "=", id)
      .execute();
  }
  for (const watch of new Set(moving.flatMap(({ hits }) => hits.map((hit) => hit.watch)))) {
    await tx
      .insertInto("story_watch")
      .values({ story: id, watch, updated_at: now })
      .onConflict((oc) => oc.columns(["story", "watch"]).doUpdateSet({ updated_at: now }))
      .execute();
  }
}

async function keep(tx: Db, { arrival, kind, story, into, items, by, at }: Regrouping): Promise<void> {
  const row: Stored = {
    arrival,
    kind,
    story,
    into_story: into,
    items_json: JSON.stringify(items),
    who: by,
    regrouped_at: at,
  };
  await tx.insertInto("regrouping").values(row).execute();
}

/** What nobody has seen of a story that is no more need not be sent. */
async function forgetUnsent(tx: Db, story: string): Promise<void> {
  await tx
    .deleteFrom("delivery")
    .where("subject", "=", story)
    .where("kind", "in", ["alert", "note"])
    .where("reference", "is", null)
    .where("trying_since", "is", null)
    .where("unsettled_since", "is", null)
    .execute();
}
