/** What makes a delivery due, written once as conditions that several queries share. */
import type { ExpressionBuilder } from "kysely";
import type { Tables } from "./schema.js";

export type DeliveryExpression = ExpressionBuilder<Tables, "delivery">;
type ChannelExpression = ExpressionBuilder<Tables, "channel">;

/** More is wanted than was sent, and the delivery is not closed. */
export const isWaiting = (eb: DeliveryExpression) =>
  eb.and([eb("delivery.wanted_revision", ">", eb.ref("delivery.sent_revision")), eb("delivery.rejected", "is", null)]);

/** A note hangs under its alert's message, so it waits for that. */
export const hasParent = (eb: DeliveryExpression) =>
  eb.or([eb("delivery.kind", "!=", "note"), eb.exists(parentOf(eb))]);

export const isSendable = (now: number) => (eb: DeliveryExpression) =>
  eb.and([eb("delivery.not_before", "<=", now), eb("delivery.next_try_at", "<=", now), hasParent(eb)]);

/** Neither the channel's own pace nor its account's holds it back. */
export const isUnpaced = (now: number) => (eb: ChannelExpression) =>
  eb.and([
    eb("channel.next_send_at", "<=", now),
    eb.not(
      eb.exists(
        eb
          .selectFrom("account")
          .select("account.id")
          .whereRef("account.id", "=", "channel.account")
          .where("account.next_send_at", ">", now),
      ),
    ),
  ]);

/** Reference of the newest alert of the delivery's story in the same channel. */
export function parentOf(eb: DeliveryExpression) {
  return eb
    .selectFrom("delivery as alert")
    .select("alert.reference")
    .whereRef("alert.channel", "=", "delivery.channel")
    .where("alert.kind", "=", "alert")
    .whereRef("alert.subject", "=", "delivery.subject")
    .where("alert.reference", "is not", null)
    .orderBy("alert.wanted_order", "desc")
    .limit(1);
}
