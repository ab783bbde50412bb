/** What to do with the instants in the rows when the world changed under them; SQLite's concern alone. */
import { sql } from "kysely";
import type { Db, Tables } from "./schema.js";

/** Columns that hold an instant to wait for, by table. */
const AWAITED: { [T in keyof Tables]?: (keyof Tables[T] & string)[] } = {
  feed: ["next_due_at", "claimed_until"],
  reading: ["deadline_at", "next_try_at", "claimed_until"],
  delivery: ["not_before", "next_try_at"],
  channel: ["next_send_at", "claimed_until"],
  account: ["next_send_at"],
  lease: ["until"],
  story_state: ["until"],
};

/** Smaller steps back (time servers correct by milliseconds) only make something a little late. */
export const STEP_TOLERANCE_MS = 60_000;

/**
 * The clock was set back by `ms`: what is waited for comes that much earlier, or feeds and messages would stand still
 * for as long. A step forward needs nothing; all is due a little early.
 */
export async function shiftBack(tx: Db, now: number, ms: number): Promise<void> {
  for (const [table, columns] of Object.entries(AWAITED)) {
    for (const column of columns) {
      const name = sql.ref(column);
      await sql`update ${sql.table(table)} set ${name} = ${name} - ${ms} where ${name} > ${now}`.execute(tx);
    }
  }
}

/** A bot alone on its file knows that whoever held a claim before is gone: nothing has to wait for it to expire. */
export async function freeClaims(tx: Db): Promise<void> {
  for (const table of ["feed", "reading", "channel"] as const) {
    await tx.updateTable(table).set({ owner: null, claimed_until: 0 }).where("owner", "is not", null).execute();
  }
  await tx.deleteFrom("lease").execute();
}

/**
 * The same for a clock that was set back while no bot ran: the last time at which one did something lies ahead. A fast
 * clock that is mended between two runs would else keep feeds waiting for as long as it was wrong.
 */
export async function shiftBackSinceLastRun(tx: Db, now: number): Promise<void> {
  const polled = await tx
    .selectFrom("feed")
    .select((eb) => eb.fn.max("last_polled_at").as("at"))
    .executeTakeFirst();
  const claimed = await tx
    .selectFrom("channel")
    .select((eb) => eb.fn.max("claimed_at").as("at"))
    .executeTakeFirst();
  const ahead = Math.max(polled?.at ?? 0, claimed?.at ?? 0) - now;
  if (ahead > STEP_TOLERANCE_MS) await shiftBack(tx, now, ahead);
}
