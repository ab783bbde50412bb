/** What people say of items, since when a watch is in force, the version behind a hit, items by their address alone. */
import type { Db } from "../schema.js";

export async function feedback(db: Db): Promise<void> {
  await db.schema
    .createTable("feedback")
    .addColumn("item", "text", (c) => c.notNull())
    .addColumn("judge", "text", (c) => c.notNull())
    .addColumn("relevant", "integer", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("judged_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("feedback_key", ["item", "judge"])
    .execute();
  await db.schema.createIndex("feedback_newest").on("feedback").columns(["judged_at", "item"]).execute();
  await db.schema
    .createTable("watch")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("signature", "text", (c) => c.notNull())
    .addColumn("since", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.alterTable("hit").addColumn("version", "text").execute();
  await db.schema.createIndex("identity_alone").on("identity").columns(["identity"]).execute();
}
