/** What routing is told of the past of watches: their last alerts, and how often they were mentioned. */
import { sql } from "kysely";
import type { AlertMemory, MemoryQuery, Mentions, WatchMemory, WatchStore } from "../ports.js";
import type { Database } from "./database.js";
import type { Db } from "./schema.js";

/** An alert may be due so long after its story changed last: quiet hours. */
const LONGEST_WAIT_MS = 86_400_000;

export function createWatchStore(database: Database): WatchStore {
  const { db } = database;
  return {
    memory: async (story, watches, query) => watchMemory(db, await database.now(), story, watches, query),
    inForce: (watches) =>
      database.write(async (tx, now) => {
        for (const { id, signature } of watches) {
          await tx
            .insertInto("watch")
            .values({ id, signature, since: now })
            .onConflict((oc) =>
              oc
                .column("id")
                .doUpdateSet({ signature, since: now })
                .whereRef("excluded.signature", "!=", "watch.signature"),
            )
            .execute();
        }
      }),
  };
}

/** Read inside a placement's transaction, so that no other placement can alert meanwhile. */
export async function watchMemory(
  tx: Db,
  now: number,
  story: string,
  watches: readonly string[],
  query: MemoryQuery | undefined,
): Promise<WatchMemory> {
  const memory: WatchMemory = { ...(await alertMemory(tx, story)), lastAlertMs: {}, mentions: {} };
  if (query === undefined) return memory;
  for (const watch of watches.filter((one) => query.alertsOf.includes(one))) {
    const due = await lastAlert(tx, watch, story, now - query.alertsWithinMs - LONGEST_WAIT_MS);
    if (due !== null) memory.lastAlertMs[watch] = now - due;
  }
  for (const watch of watches.filter((one) => query.mentionsOf.includes(one))) {
    memory.mentions[watch] = await mentionsOf(tx, now, watch, query);
  }
  return memory;
}

export async function alertMemory(tx: Db, story: string): Promise<AlertMemory> {
  const rows = await tx
    .selectFrom("delivery")
    .select(["channel", "reference", "trying_since", "unsettled_since"])
    .where("subject", "=", story)
    .where("kind", "=", "alert")
    .execute();
  const stands = (row: (typeof rows)[number]) => row.reference ?? row.trying_since ?? row.unsettled_since;
  return {
    alerted: rows.map((row) => row.channel),
    told: rows.filter((row) => stands(row) !== null).map((row) => row.channel),
  };
}

/** When the newest alert of another story of the watch was due; one that no channel took is none. */
async function lastAlert(tx: Db, watch: string, story: string, since: number): Promise<number | null> {
  const row = await tx
    .selectFrom("story_watch")
    .innerJoin("delivery", "delivery.subject", "story_watch.story")
    .select((eb) => eb.fn.max("delivery.not_before").as("due"))
    .where("story_watch.watch", "=", watch)
    .where("story_watch.story", "!=", story)
    .where("story_watch.updated_at", ">=", since)
    .where("delivery.kind", "=", "alert")
    .where("delivery.rejected", "is", null)
    .executeTakeFirst();
  return row?.due ?? null;
}

/** An item counts at the time of its publication where that is earlier: a new feed's old items are no news. */
async function mentionsOf(tx: Db, now: number, watch: string, query: MemoryQuery): Promise<Mentions> {
  const window = sql.lit(query.windowMs);
  const time = sql`case when item.published_at < hit.seen_at then item.published_at else hit.seen_at end`;
  const ago = sql<number>`(${sql.lit(Math.trunc(now))} - (${time})) / ${window}`;
  const rows = await tx
    .selectFrom("hit")
    .innerJoin("item", "item.id", "hit.item")
    .select([ago.as("ago"), (eb) => eb.fn.countAll<number>().as("n")])
    .select(sql<number>`count(distinct coalesce(item.family, item.publisher))`.as("publishers"))
    .where("hit.watch", "=", watch)
    .where("hit.seen_at", ">", now - query.windowMs * query.windows)
    .groupBy(ago)
    .execute();
  const counts = new Array<number>(await windowsInForce(tx, now, watch, query)).fill(0);
  for (const row of rows) if (row.ago < counts.length) counts[Math.max(0, row.ago)] = row.n;
  return { counts, publishers: rows.find((row) => row.ago === 0)?.publishers ?? 0 };
}

/** Whole windows since the watch is in force as it stands, the present one counted always. */
async function windowsInForce(tx: Db, now: number, watch: string, query: MemoryQuery): Promise<number> {
  const row = await tx.selectFrom("watch").select("since").where("id", "=", watch).executeTakeFirst();
  if (!row) return 1;
  const whole = Math.floor((now - row.since) / query.windowMs);
  return Math.min(query.windows, Math.max(1, whole));
}
