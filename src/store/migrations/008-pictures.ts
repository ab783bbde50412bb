/** The picture that a feed offered with an item. */
import type { Db } from "../schema.js";

export async function pictures(db: Db): Promise<void> {
  await db.schema.alterTable("item").addColumn("picture_json", "text").execute();
}
