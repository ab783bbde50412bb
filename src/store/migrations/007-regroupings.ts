/** Merges and splits of stories: the record of each, and under which story an item was placed before any. */
import type { Db } from "../schema.js";

export async function regroupings(db: Db): Promise<void> {
  await db.schema
    .createTable("regrouping")
    .addColumn("arrival", "bigint", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("story", "text", (c) => c.notNull().references("story.id"))
    .addColumn("into_story", "text", (c) => c.notNull().references("story.id"))
    .addColumn("items_json", "text", (c) => c.notNull())
    .addColumn("who", "text")
    .addColumn("regrouped_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.alterTable("placement").addColumn("placed_story", "text").execute();
}
