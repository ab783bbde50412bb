/**
 * Which processes are gone. A process shows itself by a lease of its own that it renews; what it had claimed of feeds
 * and readings is free once that has expired, long before the claims themselves. Not so channels: a message may still
 * be on its way, and only the claim's own time says for how long. A process that never held such a lease is not judged.
 */
import { type RawBuilder, type SqlBool, sql } from "kysely";

/** Name of the lease by which a process shows that it is alive. */
export const PRESENCE_PREFIX = "process:";

/** @param owner the column that names the claimant */
export function isDead(now: number, owner: "feed.owner" | "reading.owner"): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select 1 from lease where lease.name = ${PRESENCE_PREFIX} || ${sql.ref(owner)} and lease.until <= ${now}
  )`;
}
