/** Readings: claimed like feeds, and ended by a placement. */
import type { ExpressionBuilder } from "kysely";
import type { Reading, ReadingStore } from "../ports.js";
import type { Database } from "./database.js";
import { loadHits, loadItems, newestTexts } from "./items.js";
import { createPlacement } from "./placement.js";
import { isDead } from "./presence.js";
import type { Db, Tables } from "./schema.js";

export function createReadingStore(database: Database): ReadingStore {
  return {
    place: createPlacement(database),
    claim: ({ owner, limit, leaseMs }) =>
      database.write(async (tx, now) => {
        const waiting = database.skipHeld(
          tx
            .selectFrom("reading")
            .select("item")
            .where(isWaiting(now))
            .orderBy("deadline_at")
            .orderBy("item")
            .limit(limit),
        );
        const ids = (await waiting.execute()).map((row) => row.item);
        if (ids.length === 0) return [];
        const rows = await tx
          .updateTable("reading")
          .set({ owner, claimed_until: now + leaseMs })
          .where("item", "in", ids)
          .where(isWaiting(now))
          .returning(["item", "deadline_at"])
          .execute();
        return readingsOf(tx, now, rows);
      }),
    release: async (item, owner, retryInMs) => {
      await database.write(async (tx, now) => {
        await tx
          .updateTable("reading")
          .set({ owner: null, claimed_until: 0, next_try_at: now + retryInMs })
          .where("item", "=", item)
          .where("owner", "=", owner)
          .execute();
      });
    },
  };
}

const isWaiting = (now: number) => (eb: ExpressionBuilder<Tables, "reading">) =>
  eb.and([
    eb("ended_at", "is", null),
    eb("next_try_at", "<=", now),
    eb.or([eb("claimed_until", "<=", now), isDead(now, "reading.owner")]),
  ]);

/** The items with their newest title and text: an edit may be the reason for the reading. */
async function readingsOf(tx: Db, now: number, rows: { item: string; deadline_at: number }[]): Promise<Reading[]> {
  const ids = rows.map((row) => row.item);
  const items = await loadItems(tx, ids);
  for (const { id, title, text } of await newestTexts(tx, ids)) Object.assign(items.get(id) ?? {}, { title, text });
  const hits = await loadHits(tx, ids);
  return rows
    .sort((a, b) => a.deadline_at - b.deadline_at || (a.item < b.item ? -1 : 1))
    .flatMap(({ item: id, deadline_at }) => {
      const item = items.get(id);
      return item ? [{ item, hits: hits.get(id) ?? [], deadlineInMs: deadline_at - now }] : [];
    });
}
