/**
 * Origins that a merge has shown to be one. What an index learns stays as it was placed (`placed_origin`), so that those
 * that ran on and those that start anew decide alike; what people are told counts the one origin.
 */
import type { Db } from "./schema.js";

/** The reports of these origins count under those that they are part of. */
export async function joinOrigins(tx: Db, story: string, common: Map<string, string>): Promise<void> {
  for (const [origin, into] of common) {
    await tx
      .updateTable("placement")
      .set((eb) => ({ placed_origin: eb.fn.coalesce("placed_origin", "origin"), origin: into }))
      .where("story", "=", story)
      .where("origin", "=", origin)
      .execute();
  }
}

/** What leaves a story again has the origins that it came with. */
export async function restoreOrigins(tx: Db, items: string[]): Promise<void> {
  await tx
    .updateTable("placement")
    .set((eb) => ({ origin: eb.fn.coalesce("placed_origin", "origin"), placed_origin: null }))
    .where("item", "in", items)
    .execute();
}

/** An origin that is part of another in this story since a merge counts as that one. */
export async function originIn(
  tx: Db,
  { story, origin }: { story: string; origin: string },
): Promise<{ origin: string; placed_origin: string | null }> {
  const joined = await tx
    .selectFrom("placement")
    .select("origin")
    .where("story", "=", story)
    .where("placed_origin", "=", origin)
    .limit(1)
    .executeTakeFirst();
  return joined ? { origin: joined.origin, placed_origin: origin } : { origin, placed_origin: null };
}
