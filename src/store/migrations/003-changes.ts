/** Changes by command over the configuration's files: rows that are only ever added. */
import type { Db } from "../schema.js";

export async function changes(db: Db): Promise<void> {
  await db.schema
    .createTable("change")
    .addColumn("number", "bigint", (c) => c.primaryKey())
    .addColumn("batch", "bigint", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("what", "text", (c) => c.notNull())
    .addColumn("value_json", "text")
    .addColumn("who", "text", (c) => c.notNull())
    .addColumn("changed_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("change_kind").on("change").columns(["kind", "number"]).execute();
}
