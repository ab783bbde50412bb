/**
 * Items are sought by their address alone, in whatever feed; their other identities never are. An index over those too
 * was the largest part of what a poll wrote.
 */

import { isAddress } from "../items.js";
import type { Db } from "../schema.js";

export async function addresses(db: Db): Promise<void> {
  await db.schema.dropIndex("identity_alone").execute();
  await db.schema.createIndex("identity_address").on("identity").columns(["identity"]).where(isAddress).execute();
}
