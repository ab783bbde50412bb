/** Feeds: their rows follow the configuration, are claimed when due, and tell what is known of each. */
import { type ExpressionBuilder, type Selectable, sql } from "kysely";
import type { ConfiguredFeed, FeedState, FeedStore } from "../ports.js";
import { pruneCaptures } from "./captures.js";
import type { Database } from "./database.js";
import { createPolls } from "./polls.js";
import { isDead } from "./presence.js";
import type { Db, FeedTable, Tables } from "./schema.js";

export function createFeedStore(database: Database): FeedStore {
  const { db } = database;
  return {
    ...createPolls(database),
    sync: (feeds) => database.write((tx, now) => sync(tx, now, feeds)),
    claimDue: ({ owner, limit, leaseMs }) =>
      database.write(async (tx, now) => {
        const due = database.skipHeld(
          tx.selectFrom("feed").select("id").where(isDue(now)).orderBy("next_due_at").orderBy("id").limit(limit),
        );
        const ids = (await due.execute()).map((row) => row.id);
        if (ids.length === 0) return [];
        const rows = await tx
          .updateTable("feed")
          .set({ owner, claimed_until: now + leaseMs })
          .where("id", "in", ids)
          .where(isDue(now))
          .returningAll()
          .execute();
        return rows.map(stateOf).sort((a, b) => (a.nextDueAt ?? 0) - (b.nextDueAt ?? 0) || (a.id < b.id ? -1 : 1));
      }),
    state: async (feed) => {
      const row = await db.selectFrom("feed").selectAll().where("id", "=", feed).executeTakeFirst();
      return row ? stateOf(row) : null;
    },
    list: () => listFeeds(db),
    nextDueInMs: async () => {
      const row = await db
        .selectFrom("feed")
        .select(
          sql<number | null>`min(case when next_due_at > claimed_until then next_due_at else claimed_until end)`.as(
            "at",
          ),
        )
        .where("enabled", "=", 1)
        .where("next_due_at", "is not", null)
        .executeTakeFirst();
      return row?.at == null ? null : Math.max(0, row.at - (await database.now()));
    },
    pruneCaptures: (olderThanMs) => pruneCaptures(database, olderThanMs),
  };
}

/** The configured feeds' states, by id. */
export async function listFeeds(db: Db): Promise<FeedState[]> {
  const rows = await db.selectFrom("feed").selectAll().where("enabled", "=", 1).orderBy("id").execute();
  return rows.map(stateOf);
}

const isDue = (now: number) => (eb: ExpressionBuilder<Tables, "feed">) =>
  eb.and([
    eb("enabled", "=", 1),
    eb("next_due_at", "<=", now),
    eb.or([eb("claimed_until", "<=", now), isDead(now, "feed.owner")]),
  ]);

/** A feed that comes back keeps what was known of it and is due anew; one that stays keeps its time. */
async function sync(tx: Db, now: number, feeds: ConfiguredFeed[]): Promise<void> {
  const rows = await tx.selectFrom("feed").select(["id", "enabled", "address", "failures", "next_due_at"]).execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const wanted = new Map(feeds.filter((feed) => feed.enabled).map((feed) => [feed.id, feed]));
  for (const { id, enabled } of rows) {
    if (enabled === 1 && !wanted.has(id))
      await tx.updateTable("feed").set({ enabled: 0 }).where("id", "=", id).execute();
  }
  for (const feed of wanted.values()) {
    const row = known.get(feed.id);
    const { id, dueInMs, address = null } = feed;
    if (row && address !== null && row.address !== address) {
      // Of a store that is older than this column the address is only noted.
      const state = row.address === null ? {} : elsewhere(now + dueInMs);
      await tx
        .updateTable("feed")
        .set({ address, ...state })
        .where("id", "=", id)
        .execute();
    }
    if (row?.enabled === 1) {
      const { failures, next_due_at } = row;
      if (failures === 0 && (next_due_at ?? 0) > now + (feed.withinMs ?? Number.POSITIVE_INFINITY))
        await tx
          .updateTable("feed")
          .set({ next_due_at: now + dueInMs })
          .where("id", "=", id)
          .execute();
      continue;
    }
    await tx
      .insertInto("feed")
      .values({
        id,
        enabled: 1,
        failures: 0,
        health: "new",
        conditional_polls: 0,
        habit_json: "{}",
        next_due_at: now + dueInMs,
        claimed_until: 0,
        address,
      })
      .onConflict((oc) => oc.column("id").doUpdateSet({ enabled: 1, next_due_at: now + dueInMs }))
      .execute();
  }
}

/**
 * Of a feed at another address nothing holds that was known of the old one: no move, no validators, no end for good, and
 * its first poll floods nobody. Its items stay known. A poll that is under way at the old address has lost its claim.
 */
function elsewhere(dueAt: number) {
  return {
    moved_to: null,
    etag: null,
    last_modified: null,
    first_polled_at: null,
    failures: 0,
    failing_since: null,
    last_error: null,
    health: "new" as const,
    conditional_polls: 0,
    habit_json: "{}",
    next_due_at: dueAt,
    owner: null,
    claimed_until: 0,
  };
}

function stateOf(row: Selectable<FeedTable>): FeedState {
  return {
    id: row.id,
    movedTo: row.moved_to,
    validators: { etag: row.etag, lastModified: row.last_modified },
    firstPolledAt: row.first_polled_at,
    lastPolledAt: row.last_polled_at,
    lastSuccessAt: row.last_success_at,
    lastChangedAt: row.last_changed_at,
    lastItemAt: row.last_item_at,
    failures: row.failures,
    failingSince: row.failing_since,
    lastError: row.last_error,
    health: row.enabled === 1 ? row.health : "paused",
    nextDueAt: row.next_due_at,
    conditionalPolls: row.conditional_polls,
    habit: JSON.parse(row.habit_json) as FeedState["habit"],
  };
}
