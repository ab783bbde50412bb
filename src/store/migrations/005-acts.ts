/** What people do with stories: the state that holds, and the acts behind it; and messages that a person deleted. */
import type { Db } from "../schema.js";

export async function acts(db: Db): Promise<void> {
  await db.schema
    .createTable("story_state")
    .addColumn("story", "text", (c) => c.primaryKey().references("story.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("by_id", "text", (c) => c.notNull())
    .addColumn("by_name", "text", (c) => c.notNull())
    .addColumn("until", "bigint")
    .addColumn("revision", "bigint", (c) => c.notNull())
    .addColumn("since", "bigint", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("act")
    .addColumn("story", "text", (c) => c.notNull().references("story.id"))
    .addColumn("revision", "bigint", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("by_id", "text", (c) => c.notNull())
    .addColumn("by_name", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("until", "bigint")
    .addColumn("acted_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("act_key", ["story", "revision"])
    .execute();
  await db.schema.alterTable("delivery").addColumn("removed", "integer").execute();
}
