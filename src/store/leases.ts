/** Named leases, ids that are taken once, and small named values. */
import { sql } from "kysely";
import type { LeaseStore } from "../ports.js";
import type { Database } from "./database.js";

/** What is left of dead processes goes after a day, when none of their claims lasts any more. */
const EXPIRED_KEPT_MS = 86_400_000;
/** Ids are remembered for a week; platforms deliver an event again within hours at most. */
const SEEN_KEPT_MS = 7 * 86_400_000;

export function createLeaseStore(database: Database): LeaseStore {
  const { db } = database;
  return {
    hold: (name, owner, leaseMs) =>
      database.write(async (tx, now) => {
        const until = now + leaseMs;
        await tx
          .deleteFrom("lease")
          .where("until", "<", now - EXPIRED_KEPT_MS)
          .execute();
        const held = await tx
          .insertInto("lease")
          .values({ name, owner, until })
          .onConflict((oc) =>
            oc
              .column("name")
              .doUpdateSet({ owner, until })
              .where((eb) => eb.or([eb("lease.owner", "=", owner), eb("lease.until", "<=", now)])),
          )
          .executeTakeFirst();
        return held.numInsertedOrUpdatedRows === 1n;
      }),
    release: (name, owner) =>
      database.write(async (tx) => {
        await tx.deleteFrom("lease").where("name", "=", name).where("owner", "=", owner).execute();
      }),
    first: (kind, id) =>
      database.write(async (tx, now) => {
        await tx
          .deleteFrom("seen")
          .where("seen_at", "<", now - SEEN_KEPT_MS)
          .execute();
        const added = await tx
          .insertInto("seen")
          .values({ kind, id, seen_at: now })
          .onConflict((oc) => oc.columns(["kind", "id"]).doNothing())
          .executeTakeFirst();
        return added.numInsertedOrUpdatedRows === 1n;
      }),
    get: async (name) => {
      const row = await db.selectFrom("named_value").select("value").where("name", "=", name).executeTakeFirst();
      return row?.value ?? null;
    },
    set: (name, value) =>
      database.write(async (tx) => {
        await tx
          .insertInto("named_value")
          .values({ name, value })
          .onConflict((oc) => oc.column("name").doUpdateSet({ value }))
          .execute();
      }),
    add: (name, amount) =>
      database.write(async (tx) => {
        const sum = sql<string>`cast(cast(named_value.value as bigint) + cast(excluded.value as bigint) as text)`;
        const row = await tx
          .insertInto("named_value")
          .values({ name, value: String(Math.trunc(amount)) })
          .onConflict((oc) => oc.column("name").doUpdateSet({ value: sum }))
          .returning("value")
          .executeTakeFirstOrThrow();
        return Number(row.value);
      }),
  };
}
