/** What people do with stories: each act is one commit that raises the story's revision, so that every alert shows it. */
import type { Act, Person } from "../model.js";
import type { ActingStory, ActStore, ActVerdict, KeptAct, KeptState } from "../ports.js";
import type { Database } from "./database.js";
import { giveFeedback } from "./feedback.js";
import type { Db } from "./schema.js";
import { rested } from "./wants.js";

export function createActStore(database: Database): ActStore {
  return {
    commit: ({ story, act, by }, judge) =>
      database.write(async (tx, now) => {
        // The row is locked first, so that of two people who click at once the second sees what the first did.
        await tx.updateTable("story").set({ id: story }).where("id", "=", story).execute();
        const acting = await loadActing(tx, story, now);
        if (!acting) return null;
        const verdict = judge(acting, now);
        if (verdict.irrelevant !== null) await judgeItems(tx, now, story, by, verdict.irrelevant.reason);
        if (verdict.state !== null) await change({ tx, now, act, by }, acting, verdict.state);
        return verdict;
      }),
    history: (story, limit) => history(database.db, story, limit),
  };
}

/** The state at this time: a snooze that is over is open, from the revision on that was raised for it. */
export async function stateOf(db: Db, story: string, now: number): Promise<KeptState | null> {
  const row = await db.selectFrom("story_state").selectAll().where("story", "=", story).executeTakeFirst();
  if (!row) return null;
  const { kind, by_id: byId, by_name: by, until, revision } = row;
  if (kind === "open") return { ...OPEN, revision };
  if (until !== null && until <= now) return { ...OPEN, revision: revision + 1 };
  return { kind, by, byId, until, revision };
}

const OPEN = { kind: "open", by: null, byId: null, until: null } as const;

async function loadActing(tx: Db, id: string, now: number): Promise<ActingStory | null> {
  const story = await tx.selectFrom("story").selectAll().where("id", "=", id).executeTakeFirst();
  if (!story) return null;
  const alerts = await tx
    .selectFrom("delivery")
    .select(["channel", "reference"])
    .where("subject", "=", id)
    .where("kind", "=", "alert")
    .execute();
  const state = (await stateOf(tx, id, now)) ?? { ...OPEN, revision: 0 };
  return { id, headline: story.headline, mergedInto: story.merged_into, state, alerts };
}

interface Acting {
  tx: Db;
  now: number;
  act: Act;
  by: Person;
}

async function change(
  { tx, now, act, by }: Acting,
  story: ActingStory,
  { kind, until }: NonNullable<ActVerdict["state"]>,
): Promise<void> {
  if (story.state.kind === "irrelevant") await takeBack(tx, story.id);
  const rises = until === null ? 1 : 2;
  const raised = await tx
    .updateTable("story")
    .set((eb) => ({ revision: eb("revision", "+", rises) }))
    .where("id", "=", story.id)
    .returning("revision")
    .executeTakeFirstOrThrow();
  const revision = raised.revision - (rises - 1);
  const who = { by_id: by.id, by_name: by.name };
  const state = { kind, ...who, until, revision, since: now };
  await tx
    .insertInto("story_state")
    .values({ story: story.id, ...state })
    .onConflict((oc) => oc.column("story").doUpdateSet(state))
    .execute();
  const reason = act.kind === "dismiss" ? act.reason : null;
  const done = { story: story.id, revision, kind: act.kind, ...who, reason, until, acted_at: now };
  await tx.insertInto("act").values(done).execute();
  await tx
    .updateTable("delivery")
    .set((eb) => ({ wanted_revision: raised.revision, next_try_at: rested(eb, now) }))
    .where("subject", "=", story.id)
    .where("kind", "=", "alert")
    .where("wanted_revision", "<", raised.revision)
    .execute();
}

/** The person's word on each item of the story. */
async function judgeItems(tx: Db, now: number, story: string, by: Person, reason: string | null): Promise<void> {
  const items = await tx.selectFrom("placement").select("item").where("story", "=", story).execute();
  for (const { item } of items) await giveFeedback(tx, now, { item, by: by.id, relevant: false, reason });
}

/** What is not irrelevant after all was not judged: else a slip would teach `watches suggest` something. */
async function takeBack(tx: Db, story: string): Promise<void> {
  const state = await tx.selectFrom("story_state").selectAll().where("story", "=", story).executeTakeFirstOrThrow();
  await tx
    .deleteFrom("feedback")
    .where("judge", "=", state.by_id)
    .where("relevant", "=", 0)
    .where("judged_at", "=", state.since)
    .where("item", "in", (eb) => eb.selectFrom("placement").select("item").where("story", "=", story))
    .execute();
}

async function history(db: Db, story: string, limit: number): Promise<KeptAct[]> {
  const newest = db.selectFrom("act").selectAll().where("story", "=", story).orderBy("revision", "desc");
  const rows = await newest.limit(limit).execute();
  return rows.map(({ by_id, by_name, acted_at, ...row }) => ({
    ...row,
    by: { id: by_id, name: by_name },
    at: acted_at,
  }));
}
