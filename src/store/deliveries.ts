/** Deliveries converge: what is wanted is raised elsewhere; here it is found due, tried, and settled. */
import type { Selectable } from "kysely";
import type { DeliveryKey, SendResult } from "../model.js";
import type { Delivery, DeliveryStore } from "../ports.js";
import { createChannels } from "./channels.js";
import type { Database } from "./database.js";
import {
  type DeliveryExpression,
  hasParent,
  isActedOn,
  isHeld,
  isSendable,
  isUnpaced,
  isWaiting,
  parentOf,
  urgencyOf,
} from "./due.js";
import { linkMerged } from "./merged-links.js";
import type { Db, DeliveryTable } from "./schema.js";
import { want } from "./wants.js";

type Outcome = Parameters<DeliveryStore["settle"]>[2];

export function createDeliveryStore(database: Database): DeliveryStore {
  return {
    ...createChannels(database),
    want: (deliveries) => database.write((tx, now) => want(tx, now, deliveries)),
    due: async (channel, limit) => due(database.db, await database.now(), channel, limit),
    begin: (key, owner, neededMs) =>
      database.write(async (tx) => {
        const claim = await holdChannel(tx, key.channel, owner);
        // Read only now: the row is locked, so the claim cannot pass to another before this commits.
        const now = await database.now(tx);
        if (!claim || claim.claimed_until - now < neededMs) return false;
        return begin(tx, now, key);
      }),
    settle: (key, owner, outcome) =>
      database.write(async (tx, now) => {
        if (!(await holdChannel(tx, key.channel, owner))) return false;
        await settleChannel(tx, now, key.channel, outcome.result);
        await settleDelivery(tx, now, key, outcome);
        return true;
      }),
  };
}

/** The fence: locks the channel's row when it is still the owner's. */
async function holdChannel(tx: Db, channel: string, owner: string): Promise<{ claimed_until: number } | undefined> {
  return tx
    .updateTable("channel")
    .set({ owner })
    .where("id", "=", channel)
    .where("owner", "=", owner)
    .returning("claimed_until")
    .executeTakeFirst();
}

async function due(db: Db, now: number, channel: string, limit: number): Promise<Delivery[]> {
  const rows = await deliveryRows(db)
    .innerJoin("channel", "channel.id", "delivery.channel")
    .where("delivery.channel", "=", channel)
    .where(isWaiting)
    .where(isSendable(now))
    .where("channel.rejected", "is", null)
    .where(isUnpaced(now))
    .orderBy(urgencyOf)
    .orderBy("delivery.wanted_order")
    .orderBy("delivery.short_key")
    .limit(limit)
    .execute();
  return rows.map(deliveryOf);
}

/** Every delivery of which the story is the subject, in order of first want. */
export async function deliveriesOf(db: Db, story: string): Promise<Delivery[]> {
  const rows = await deliveryRows(db)
    .where("delivery.subject", "=", story)
    .where("delivery.kind", "in", ["alert", "note"])
    .orderBy("delivery.wanted_order")
    .orderBy("delivery.short_key")
    .execute();
  return rows.map(deliveryOf);
}

function deliveryRows(db: Db) {
  return db
    .selectFrom("delivery")
    .selectAll("delivery")
    .select((eb) => [parentOf(eb).as("parent"), eb.case().when(isActedOn(eb)).then(1).else(0).end().as("acted")]);
}

function deliveryOf(row: Selectable<DeliveryTable> & { parent: string | null; acted: number }): Delivery {
  return {
    key: { channel: row.channel, kind: row.kind, subject: row.subject, ordinal: row.ordinal },
    shortKey: row.short_key,
    wantedRevision: row.wanted_revision,
    sentRevision: row.sent_revision,
    reference: row.reference,
    url: row.url,
    attempts: row.attempts,
    unsettledSince: row.unsettled_since ?? row.trying_since,
    body: row.body_json === null ? null : (JSON.parse(row.body_json) as Delivery["body"]),
    parent: row.kind === "note" ? row.parent : null,
    urgent: Number(row.acted) === 1,
  };
}

const isKey = (key: DeliveryKey) => (eb: DeliveryExpression) =>
  eb.and([
    eb("delivery.channel", "=", key.channel),
    eb("delivery.kind", "=", key.kind),
    eb("delivery.subject", "=", key.subject),
    eb("delivery.ordinal", "=", key.ordinal),
  ]);

/**
 * Notes the start of a try at posting; edits need none, their message is known. A try that began earlier and was never
 * settled (its process died) becomes one whose outcome nobody knows.
 */
async function begin(tx: Db, now: number, key: DeliveryKey): Promise<boolean> {
  const begun = await tx
    .updateTable("delivery")
    .set((eb) => ({
      unsettled_since: eb.fn.coalesce("unsettled_since", "trying_since"),
      trying_since: eb.case().when("reference", "is", null).then(now).else(null).end(),
    }))
    .where(isKey(key))
    .where(isWaiting)
    // What was due when it was loaded may have been snoozed or deleted since.
    .where(hasParent)
    .where((eb) => eb.not(isHeld(now)(eb)))
    .executeTakeFirst();
  return begun.numUpdatedRows === 1n;
}

async function settleChannel(tx: Db, now: number, channel: string, result: SendResult): Promise<void> {
  const change =
    result.kind === "sent"
      ? { last_sent_at: now }
      : result.kind === "rejected" && result.scope === "channel"
        ? { rejected: result.reason }
        : null;
  if (change) await tx.updateTable("channel").set(change).where("id", "=", channel).execute();
}

async function settleDelivery(tx: Db, now: number, key: DeliveryKey, outcome: Outcome): Promise<void> {
  const appears = outcome.result.kind === "sent" && key.kind === "alert" && (await isUnsent(tx, key));
  await tx
    .updateTable("delivery")
    .set((eb) => settled(eb, now, outcome))
    .where(isKey(key))
    .execute();
  if (appears) await linkMerged(tx, now, key);
}

async function isUnsent(tx: Db, key: DeliveryKey): Promise<boolean> {
  const row = await tx.selectFrom("delivery").select("reference").where(isKey(key)).executeTakeFirst();
  return row?.reference === null;
}

/** The columns that an outcome changes; on the right of each stands the row as it was before. */
function settled(eb: DeliveryExpression, now: number, { revision, result, retryInMs, restMs = 0 }: Outcome) {
  switch (result.kind) {
    case "sent":
      return {
        sent_revision: eb
          .case()
          .when("sent_revision", "<", revision)
          .then(revision)
          .else(eb.ref("sent_revision"))
          .end(),
        reference: result.reference,
        url: result.url,
        attempts: 0,
        // What was wanted while it was sent may be worth a look at once; only the next growth has to wait.
        next_try_at: eb
          .case()
          .when("wanted_revision", ">", revision)
          .then(now)
          .else(now + restMs)
          .end(),
        trying_since: null,
        unsettled_since: null,
        last_error: null,
        sent_at: now,
      };
    case "retry":
      return {
        // What our own budget held back was no try, and may be sent sooner when somebody waits for it.
        ...(result.held ? {} : { attempts: eb("attempts", "+", 1) }),
        next_try_at: now + retryInMs,
        last_error: result.reason,
        // trying_since is null for edits, so that only a first post can become unsettled.
        ...(result.unsettled ? { unsettled_since: eb.fn.coalesce("unsettled_since", "trying_since") } : {}),
        trying_since: null,
      };
    case "rejected":
      return {
        last_error: result.reason,
        trying_since: null,
        ...(result.scope === "delivery" ? { rejected: result.reason } : {}),
        ...(result.removed ? { removed: 1 } : {}),
      };
  }
}
