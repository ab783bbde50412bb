/** How things stand: counts, feeds, and what each channel waits for. */
import type { StoreStatus } from "../ports.js";
import { isWaiting } from "./due.js";
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
    feeds: await listFeeds(db),
    channels: await channelStatus(db, now),
  };
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
    ])
    .where("channel.enabled", "=", 1)
    .orderBy("channel.id")
    .execute();
  return rows.map((row) => {
    const paced = Math.max(row.next_send_at, row.accountNext ?? 0);
    return {
      id: row.id,
      waiting: row.waiting ?? 0,
      sent: row.sent ?? 0,
      rejected: row.rejected,
      lastSentAt: row.last_sent_at,
      pacedUntil: paced > now ? paced : null,
    };
  });
}
