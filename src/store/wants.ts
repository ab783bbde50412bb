/** Wanted deliveries: the only way a message comes to be. The key makes a duplicate impossible. */
import { createHash } from "node:crypto";
import type { ExpressionBuilder } from "kysely";
import type { DeliveryKey } from "../model.js";
import type { WantedDelivery } from "../ports.js";
import type { Db, Tables } from "./schema.js";

/** 25 digits of base 36 hold 129 bits; the first 128 of the hash fill them. Discord's nonce takes 25 characters. */
const SHORT_KEY_CHARS = 25;
const HASH_HEX_CHARS = 32;

/** A short stable name of a delivery: 25 characters of [a-z0-9], alike in every process and release. */
export function shortKey({ channel, kind, subject, ordinal }: DeliveryKey): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([channel, kind, subject, ordinal]))
    .digest("hex");
  return BigInt(`0x${hash.slice(0, HASH_HEX_CHARS)}`)
    .toString(36)
    .padStart(SHORT_KEY_CHARS, "0");
}

/** The end of a message's rest between two edits; a try that failed keeps its wait. */
export function rested(eb: ExpressionBuilder<Tables, "delivery">, now: number) {
  return eb.case().when("delivery.attempts", "=", 0).then(now).else(eb.ref("delivery.next_try_at")).end();
}

/**
 * Raises each delivery to the wanted revision. One that is there already keeps its place in the order and its
 * `notBefore`, and takes revision and body only when the revision is higher.
 */
export async function want(tx: Db, now: number, deliveries: readonly WantedDelivery[]): Promise<void> {
  for (const { key, revision, notBeforeMs, body, atOnce } of deliveries) {
    await tx
      .insertInto("delivery")
      .values((eb) => ({
        ...key,
        short_key: shortKey(key),
        wanted_order: eb
          .selectFrom("delivery as other")
          .select((other) =>
            other(other.fn.coalesce(other.fn.max("other.wanted_order"), other.lit(0)), "+", 1).as("next"),
          )
          .where("other.channel", "=", key.channel),
        wanted_revision: revision,
        sent_revision: 0,
        not_before: now + notBeforeMs,
        next_try_at: now,
        attempts: 0,
        body_json: body === null ? null : JSON.stringify(body),
      }))
      .onConflict((oc) =>
        oc
          .columns(["channel", "kind", "subject", "ordinal"])
          .doUpdateSet((eb) => ({
            wanted_revision: eb.ref("excluded.wanted_revision"),
            body_json: eb.ref("excluded.body_json"),
            ...(atOnce === true ? { next_try_at: rested(eb, now) } : {}),
          }))
          .whereRef("excluded.wanted_revision", ">", "delivery.wanted_revision"),
      )
      .execute();
  }
}
