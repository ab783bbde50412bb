/** The vector with which an item was placed, where an embedding provider gave one. */
import type { Db } from "../schema.js";

export async function meanings(db: Db): Promise<void> {
  await db.schema.alterTable("placement").addColumn("meaning_model", "text").execute();
  await db.schema.alterTable("placement").addColumn("meaning", "text").execute();
}
