/** Edits of known items: kept beside the item as first seen, and told to the story that it is part of. */
import type { ItemChange, PollCommit, RevisionPlan } from "../ports.js";
import type { Database } from "./database.js";
import { insertHits, newestTexts } from "./items.js";
import type { Db } from "./schema.js";
import { addTexts } from "./search.js";
import { storable } from "./storable.js";
import { loadStory } from "./stories.js";
import { want } from "./wants.js";
import { alertMemory } from "./watch-memory.js";

type Revision = PollCommit["revisions"][number];

/** One poll's commit under way. */
export interface Committing {
  tx: Db;
  dialect: Database["dialect"];
  now: number;
  commit: PollCommit;
  plan: RevisionPlan | undefined;
}

/** A change of a placed item, with where it was placed. */
interface PlacedChange extends ItemChange {
  story: string;
}

/** Stories are locked in the order of their ids, so that two polls never wait for each other. */
export async function addRevisions(committing: Committing): Promise<void> {
  const changes: PlacedChange[] = [];
  for (const revision of committing.commit.revisions) {
    const change = await addRevision(committing, revision);
    if (change) changes.push(change);
  }
  changes.sort((a, b) => (a.story < b.story ? -1 : Number(a.story > b.story)));
  for (const change of changes) await tellStory(committing, change);
}

/** With hits, an item that was never placed gets a reading for the edit; one that was is answered as a change. */
async function addRevision({ tx, dialect, now, commit }: Committing, revision: Revision): Promise<PlacedChange | null> {
  const [before] = await newestTexts(tx, [revision.id]);
  if (!before) return null;
  const after = { title: storable(revision.title), text: storable(revision.text) };
  if (before.title === after.title && before.text === after.text) return null;
  const number = before.revisions + 1;
  await tx.updateTable("item").set({ revisions: number }).where("id", "=", revision.id).execute();
  const { id: item, title, text, updatedAt: updated_at } = revision;
  await tx.insertInto("revision").values({ item, number, title, text, updated_at, seen_at: now }).execute();
  await addTexts(tx, dialect, [{ item, text: `${title}\n${text}` }]);
  const placed = await tx
    .selectFrom("placement")
    .innerJoin("item", "item.id", "placement.item")
    .select(["placement.story", "item.publisher"])
    .where("placement.item", "=", item)
    .executeTakeFirst();
  if (placed) {
    const { story, publisher } = placed;
    return { item, publisher, story, before: { title: before.title, text: before.text }, after };
  }
  if (revision.hits.length === 0) return null;
  await tx.deleteFrom("hit").where("item", "=", item).execute();
  await insertHits(tx, [{ item, seenAt: before.first_seen_at, hits: revision.hits }]);
  const deadline_at = now + commit.readingDeadlineMs;
  await tx
    .insertInto("reading")
    .values({ item, deadline_at, next_try_at: now, claimed_until: 0 })
    .onConflict((oc) =>
      oc
        .column("item")
        .doUpdateSet({ deadline_at, next_try_at: now, owner: null, claimed_until: 0, ended_at: null })
        .where("reading.ended_at", "is not", null),
    )
    .execute();
  return null;
}

/** Raises the story's revision and wants what the plan asks for; a plan that asks for nothing leaves it as it was. */
async function tellStory({ tx, now, plan }: Committing, { story, ...change }: PlacedChange): Promise<void> {
  if (!plan) return;
  // The row is locked first: a placement that runs at the same time raises the revision before or after, not between.
  await tx.updateTable("story").set({ id: story }).where("id", "=", story).execute();
  const before = await loadStory(tx, story);
  if (!before) return;
  const opened = before.reports[0]?.item === change.item;
  const headline = opened && change.after.title !== "" ? change.after.title : before.headline;
  const after = { ...before, revision: before.revision + 1, updatedAt: now, headline };
  const wanted = plan.revised(after, change, await alertMemory(tx, story));
  if (wanted.length === 0) return;
  await tx
    .updateTable("story")
    .set({ revision: after.revision, updated_at: now, headline })
    .where("id", "=", story)
    .execute();
  await tx.updateTable("story_watch").set({ updated_at: now }).where("story", "=", story).execute();
  await want(tx, now, wanted);
}
