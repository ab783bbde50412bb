/** What people say of items. */
import type { FeedbackStore, Judgement } from "../ports.js";
import type { Database } from "./database.js";
import type { Db } from "./schema.js";

export function createFeedbackStore(database: Database): FeedbackStore {
  return {
    give: (judgement) => database.write((tx, now) => giveFeedback(tx, now, judgement)),
    list: async (limit) => {
      const newest = database.db.selectFrom("feedback").selectAll().orderBy("judged_at", "desc").orderBy("item");
      const rows = await newest.limit(limit).execute();
      return rows.map(({ item, judge, relevant, reason, judged_at }) => ({
        item,
        by: judge,
        relevant: relevant === 1,
        reason,
        at: judged_at,
      }));
    },
  };
}

/** False when there is no such item. */
export async function giveFeedback(
  tx: Db,
  now: number,
  { item, by, relevant, reason }: Omit<Judgement, "at">,
): Promise<boolean> {
  const known = await tx.selectFrom("item").select("id").where("id", "=", item).executeTakeFirst();
  if (!known) return false;
  const word = { relevant: relevant ? 1 : 0, reason, judged_at: now };
  await tx
    .insertInto("feedback")
    .values({ item, judge: by, ...word })
    .onConflict((oc) => oc.columns(["item", "judge"]).doUpdateSet(word))
    .execute();
  return true;
}
