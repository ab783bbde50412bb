/** The record of merges and splits as rows, and which items a story holds. */
import { createHash } from "node:crypto";
import type { Regrouping } from "../model.js";
import type { Db, RegroupingTable } from "./schema.js";

export type Stored = RegroupingTable;

/** Characters of a story's id after its letter, as the stories' own. */
const ID_CHARS = 12;

/** A story's id that no item's opening gives; alike whichever process makes it. */
export function idFor(item: string, arrival: number): string {
  return `s${createHash("sha256").update(`split ${item} ${arrival}`).digest("hex").slice(0, ID_CHARS)}`;
}

export function storedOf({ arrival, kind, story, into_story, items_json, who, regrouped_at }: Stored): Regrouping {
  const items = JSON.parse(items_json) as string[];
  return { arrival, kind, story, into: into_story, items, by: who, at: regrouped_at };
}

/** The number of the last placement or regrouping; 0 before the first. They share one sequence. */
export async function lastArrival(tx: Db): Promise<number> {
  const placed = await tx
    .selectFrom("placement")
    .select((eb) => eb.fn.max("arrival").as("arrival"))
    .executeTakeFirst();
  const regrouped = await tx
    .selectFrom("regrouping")
    .select((eb) => eb.fn.max("arrival").as("arrival"))
    .executeTakeFirst();
  return Math.max(placed?.arrival ?? 0, regrouped?.arrival ?? 0);
}

/** The story's items in order of arrival, each with the story under which it was placed; its row is locked. */
export async function partOf(tx: Db, id: string) {
  await tx.updateTable("story").set({ id }).where("id", "=", id).execute();
  const story = await tx.selectFrom("story").select("merged_into").where("id", "=", id).executeTakeFirst();
  const items = await tx
    .selectFrom("placement")
    .select(["item", "arrival", (eb) => eb.fn.coalesce("placed_story", "story").as("placedStory")])
    .where("story", "=", id)
    .orderBy("arrival")
    .execute();
  return { id, known: story !== undefined, mergedInto: story?.merged_into ?? null, items };
}
