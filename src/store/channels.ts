/** Channels: drained by one claimant at a time, at the pace of the channel and of its account. */
import type { DeliveryStore } from "../ports.js";
import type { Database } from "./database.js";
import { firstDue, hasParent, isHeldForGood, isSendable, isUnpaced, isWaiting } from "./due.js";
import type { Db } from "./schema.js";

type ChannelPart = Omit<DeliveryStore, "want" | "due" | "begin" | "settle">;
type Claim = Parameters<DeliveryStore["claimChannel"]>[0];

export function createChannels(database: Database): ChannelPart {
  const { db } = database;
  return {
    syncChannels: (channels) => database.write((tx) => syncChannels(tx, channels)),
    clearRejected: (channel) =>
      database.write(async (tx) => {
        const rejected = tx.updateTable("channel").set({ rejected: null }).where("id", "=", channel);
        return (await rejected.where("rejected", "is not", null).executeTakeFirst()).numUpdatedRows === 1n;
      }),
    claimChannel: (claim) => database.write((tx, now) => claimChannel(database, tx, now, claim)),
    pace: (channel, owner, scope, ms) => database.write((tx, now) => pace(tx, channel, owner, scope, now + ms)),
    extend: (channel, owner, leaseMs) =>
      database.write(async (tx, now) => {
        const held = tx
          .updateTable("channel")
          .set({ claimed_until: now + leaseMs })
          .where("id", "=", channel);
        return (await held.where("owner", "=", owner).executeTakeFirst()).numUpdatedRows === 1n;
      }),
    release: (channel, owner) =>
      database.write(async (tx) => {
        const held = tx.updateTable("channel").set({ owner: null, claimed_until: 0 }).where("id", "=", channel);
        await held.where("owner", "=", owner).execute();
      }),
    nextDueInMs: async (channels) => {
      const at = await nextDueAt(db, channels);
      return at === null ? null : Math.max(0, at - (await database.now()));
    },
  };
}

async function syncChannels(tx: Db, channels: Parameters<DeliveryStore["syncChannels"]>[0]): Promise<void> {
  await tx.updateTable("channel").set({ enabled: 0 }).execute();
  for (const { id, account, settings } of channels) {
    if (account !== null) {
      await tx
        .insertInto("account")
        .values({ id: account, next_send_at: 0 })
        .onConflict((oc) => oc.column("id").doNothing())
        .execute();
    }
    await tx
      .insertInto("channel")
      .values({ id, enabled: 1, account, settings, claimed_until: 0, claimed_at: 0, next_send_at: 0 })
      .onConflict((oc) =>
        oc.column("id").doUpdateSet((eb) => ({
          enabled: 1,
          account,
          rejected: eb.case().when("channel.settings", "=", settings).then(eb.ref("channel.rejected")).else(null).end(),
          settings,
        })),
      )
      .execute();
  }
}

async function claimChannel(database: Database, tx: Db, now: number, { owner, leaseMs, channels }: Claim) {
  if (channels.length === 0) return null;
  const free = tx
    .selectFrom("channel")
    .select("id")
    .where("id", "in", channels)
    .where("rejected", "is", null)
    .where("claimed_until", "<=", now)
    .where(isUnpaced(now))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("delivery")
          .select("delivery.short_key")
          .whereRef("delivery.channel", "=", "channel.id")
          .where(isWaiting)
          .where(isSendable(now)),
      ),
    )
    .orderBy("claimed_at")
    .orderBy("id")
    .limit(1);
  const found = await database.skipHeld(free).executeTakeFirst();
  if (!found) return null;
  const claimed = await tx
    .updateTable("channel")
    .set({ owner, claimed_until: now + leaseMs, claimed_at: now })
    .where("id", "=", found.id)
    .where("claimed_until", "<=", now)
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n ? { channel: found.id, expiresAt: now + leaseMs } : null;
}

/** A pace only moves the next send further off. */
async function pace(tx: Db, id: string, owner: string, scope: "channel" | "account", until: number): Promise<void> {
  const channel = await tx
    .updateTable("channel")
    .set({ owner })
    .where("id", "=", id)
    .where("owner", "=", owner)
    .returning("account")
    .executeTakeFirst();
  if (!channel) return;
  const shared = scope === "account" && channel.account !== null;
  const paced = tx.updateTable(shared ? "account" : "channel").set({ next_send_at: until });
  await paced
    .where("id", "=", shared ? channel.account : id)
    .where("next_send_at", "<", until)
    .execute();
}

/** When the first delivery of these channels can be claimed: due, unpaced, and its channel held by nobody. */
async function nextDueAt(db: Db, channels: readonly string[]): Promise<number | null> {
  if (channels.length === 0) return null;
  const rows = await db
    .selectFrom("delivery")
    .innerJoin("channel", "channel.id", "delivery.channel")
    .leftJoin("account", "account.id", "channel.account")
    .select((eb) => firstDue(eb).as("due"))
    .select([
      "channel.next_send_at as channelNext",
      "channel.claimed_until as heldUntil",
      "account.next_send_at as accountNext",
    ])
    .where("delivery.channel", "in", channels)
    .where(isWaiting)
    .where(hasParent)
    .where((eb) => eb.not(isHeldForGood(eb)))
    .where("channel.rejected", "is", null)
    .groupBy(["channel.id", "channel.next_send_at", "channel.claimed_until", "account.next_send_at"])
    .execute();
  if (rows.length === 0) return null;
  return Math.min(...rows.map((row) => Math.max(row.due, row.channelNext, row.heldUntil, row.accountNext ?? 0)));
}
