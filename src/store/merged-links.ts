/** Messages of merged stories lead to the elder's message, once there is one. */
import type { DeliveryKey } from "../model.js";
import type { Db } from "./schema.js";
import { want } from "./wants.js";

/**
 * The elder's alert has just come to stand in a channel: those stories that were merged into it before, and whose
 * messages stand in the same channel without a link, have them edited again. Their revision rises, as an edit needs one.
 * In the transaction that settles the elder's first send, so that no crash leaves a message without its link.
 */
export async function linkMerged(tx: Db, now: number, { channel, subject: elder }: DeliveryKey): Promise<void> {
  const merged = await tx
    .selectFrom("regrouping")
    .innerJoin("story", "story.id", "regrouping.story")
    .innerJoin("delivery", "delivery.subject", "story.id")
    .select("story.id")
    .distinct()
    .where("regrouping.into_story", "=", elder)
    .where("story.merged_into", "=", elder)
    .where("delivery.channel", "=", channel)
    .where("delivery.kind", "=", "alert")
    .where("delivery.reference", "is not", null)
    .execute();
  for (const { id: subject } of merged) {
    const { revision } = await tx
      .updateTable("story")
      .set((eb) => ({ revision: eb("revision", "+", 1) }))
      .where("id", "=", subject)
      .returning("revision")
      .executeTakeFirstOrThrow();
    const key = { channel, kind: "alert" as const, subject, ordinal: "1" };
    await want(tx, now, [{ key, revision, notBeforeMs: 0, body: null, atOnce: true }]);
  }
}
