/**
 * Feeds that are due at one instant (all of them, when a bot starts) were sorted anew by each claim of a few: 3.5 ms of
 * 10,000. In the order of this index they need no sorting.
 */
import type { Db } from "../schema.js";

export async function dueOrder(db: Db): Promise<void> {
  await db.schema.createIndex("feed_due_order").on("feed").columns(["next_due_at", "id"]).execute();
  await db.schema.dropIndex("feed_due").execute();
}
