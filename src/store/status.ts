/** How things stand: counts, feeds, and what each channel waits for. */
import { sql } from "kysely";
import type { StoreStatus } from "../ports.js";
import { isSendable, isWaiting } from "./due.js";
import { listFeeds } from "./feeds.js";
import type { Db } from "./schema.js";

export async function status(db: Db, now: number): Promise<StoreStatus> {
  const count = async (table: "item" | "story") => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    return row.n;
  };
  const waiting = await db
    .selectFrom("reading")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return {
    now,
    items: await count("item"),
    stories: await count("story"),
    readingsWaiting: waiting.n,
    readingLateMs: lateness((await oldestReading(db, now)).at, now),
    feeds: await listFeeds(db),
    channels: await channelStatus(db, now),
  };
}

/** The deadline of the reading that is longest overdue while nobody holds it. */
function oldestReading(db: Db, now: number) {
  return db
    .selectFrom("reading")
    .select((eb) => eb.fn.min("deadline_at").as("at"))
    .where("ended_at", "is", null)
    .where("next_try_at", "<=", now)
    .where("claimed_until", "<=", now)
    .executeTakeFirstOrThrow();
}

function lateness(at: number | null, now: number): number | null {
  return at === null || at > now ? null : now - at;
}

async function channelStatus(db: Db, now: number): Promise<StoreStatus["channels"]> {
  const rows = await db
    .selectFrom("channel")
    .leftJoin("account", "account.id", "channel.account")
    .select([
      "channel.id",
      "channel.rejected",
      "channel.last_sent_at",
      "channel.next_send_at",
      "channel.claimed_until",
      "account.next_send_at as accountNext",
    ])
    .select((eb) => [
      eb
        .selectFrom("delivery")
        .select((of) => of.fn.countAll<number>().as("n"))
        .whereRef("delivery.channel", "=", "channel.id")
        .where(isWaiting)
        .as("waiting"),
      eb
        .selectFrom("delivery")
        .select((of) => of.fn.countAll<number>().as("n"))
        .whereRef("delivery.channel", "=", "channel.id")
        .where("delivery.sent_revision", ">", 0)
        .as("sent"),
      eb
        .selectFrom("delivery")
        .select(
          sql<number | null>`min(case when not_before > next_try_at then not_before else next_try_at end)`.as("at"),
        )
        .whereRef("delivery.channel", "=", "channel.id")
        .where(isWaiting)
        .where(isSendable(now))
        .as("dueAt"),
    ])
    .where("channel.enabled", "=", 1)
    .orderBy("channel.id")
    .execute();
  return rows.map((row) => {
    const paced = Math.max(row.next_send_at, row.accountNext ?? 0);
    const isFree = row.rejected === null && row.claimed_until <= now && paced <= now;
    return {
      id: row.id,
      waiting: row.waiting ?? 0,
      sent: row.sent ?? 0,
      rejected: row.rejected,
      lastSentAt: row.last_sent_at,
      pacedUntil: paced > now ? paced : null,
      // A channel that sends is late with nothing, however much waits behind.
      lateMs: isFree && row.dueAt !== null ? lateness(Math.max(row.dueAt, row.last_sent_at ?? 0, paced), now) : null,
    };
  });
}
