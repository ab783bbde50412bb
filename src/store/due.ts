/** What makes a delivery due, written once as conditions that several queries share. */
import { type ExpressionBuilder, type RawBuilder, sql } from "kysely";
import type { AlertState } from "../model.js";
import type { Tables } from "./schema.js";

export type DeliveryExpression = ExpressionBuilder<Tables, "delivery">;
type ChannelExpression = ExpressionBuilder<Tables, "channel">;

/** More is wanted than was sent, and the delivery is not closed. */
export const isWaiting = (eb: DeliveryExpression) =>
  eb.and([eb("delivery.wanted_revision", ">", eb.ref("delivery.sent_revision")), eb("delivery.rejected", "is", null)]);

/** A note hangs under its alert's message, so it waits for that; under one that a person deleted it never comes. */
export const hasParent = (eb: DeliveryExpression) =>
  eb.or([eb("delivery.kind", "!=", "note"), eb.exists(parentOf(eb))]);

export const isSendable = (now: number) => (eb: DeliveryExpression) =>
  eb.and([
    eb("delivery.not_before", "<=", now),
    eb("delivery.next_try_at", "<=", now),
    hasParent(eb),
    eb.not(isHeld(now)(eb)),
  ]);

/** What is snoozed or dismissed is quiet: nothing is posted, and a message that shows so is not edited until the end. */
const QUIET_KINDS: AlertState["kind"][] = ["snoozed", "irrelevant"];

/** The states that hold a delivery of theirs, ended or not. */
function holding(eb: DeliveryExpression) {
  return eb
    .selectFrom("story_state")
    .whereRef("story_state.story", "=", "delivery.subject")
    .where("delivery.kind", "in", ["alert", "note"])
    .where("story_state.kind", "in", QUIET_KINDS)
    .where((state) =>
      state.or([
        state("delivery.kind", "=", "note"),
        state("delivery.reference", "is", null),
        state("delivery.sent_revision", ">=", state.ref("story_state.revision")),
      ]),
    );
}

export const isHeldForGood = (eb: DeliveryExpression) =>
  eb.exists(holding(eb).select("story_state.story").where("story_state.until", "is", null));

/** Held now: for good, or until later. */
export const isHeld = (now: number) => (eb: DeliveryExpression) =>
  eb.exists(
    holding(eb)
      .select("story_state.story")
      .where((state) => state.or([state("story_state.until", "is", null), state("story_state.until", ">", now)])),
  );

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

/** Its message does not show yet what somebody did with the story. */
export function isActedOn(eb: DeliveryExpression) {
  return eb.exists(
    eb
      .selectFrom("story_state")
      .select("story_state.story")
      .where("delivery.kind", "=", "alert")
      .whereRef("story_state.story", "=", "delivery.subject")
      .whereRef("story_state.revision", ">", "delivery.sent_revision"),
  );
}

/**
 * Lower goes first. What nobody has seen yet: new alerts do not queue behind old ones that grow. Then what somebody did
 * with a story, and notes, each after the edit of its alert, which also learns whether the alert is still there. Then
 * growth alone.
 */
export function urgencyOf(eb: DeliveryExpression) {
  const noted = eb
    .selectFrom("delivery as note")
    .select("note.short_key")
    .where("note.kind", "=", "note")
    .whereRef("note.channel", "=", "delivery.channel")
    .whereRef("note.subject", "=", "delivery.subject")
    .whereRef("note.wanted_revision", ">", "note.sent_revision")
    .where("note.rejected", "is", null);
  return eb
    .case()
    .when(eb.and([eb("delivery.reference", "is", null), eb("delivery.kind", "!=", "note")]))
    .then(0)
    .when(eb.or([eb("delivery.kind", "=", "note"), eb.exists(noted), isActedOn(eb)]))
    .then(1)
    .else(2)
    .end();
}

/** Reference of the newest alert of the delivery's story in the same channel. */
export function parentOf(eb: DeliveryExpression) {
  return eb
    .selectFrom("delivery as alert")
    .select("alert.reference")
    .whereRef("alert.channel", "=", "delivery.channel")
    .where("alert.kind", "=", "alert")
    .whereRef("alert.subject", "=", "delivery.subject")
    .where("alert.reference", "is not", null)
    .where("alert.removed", "is", null)
    .orderBy("alert.wanted_order", "desc")
    .limit(1);
}

/** When the first of several can be sent, what is held for good left out. */
export function firstDue(eb: DeliveryExpression) {
  const later = (one: RawBuilder<number>, other: RawBuilder<number>) =>
    sql<number>`case when ${one} > ${other} then ${one} else ${other} end`;
  const heldUntil = sql<number>`coalesce((${holding(eb).select("story_state.until")}), 0)`;
  const sendable = later(sql`delivery.not_before`, sql`delivery.next_try_at`);
  return sql<number>`min(${later(sql`(${sendable})`, heldUntil)})`;
}
