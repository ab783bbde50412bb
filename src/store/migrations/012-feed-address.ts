/** What a feed's address is known by, so that another one in the configuration is seen to be another. */
import type { Db } from "../schema.js";

export async function feedAddress(db: Db): Promise<void> {
  await db.schema.alterTable("feed").addColumn("address", "text").execute();
}
