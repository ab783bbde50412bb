/** The origin under which an item was placed, where a merge has shown it to be another's. */
import type { Db } from "../schema.js";

export async function placedOrigins(db: Db): Promise<void> {
  await db.schema.alterTable("placement").addColumn("placed_origin", "text").execute();
}
