/** A poll's commit: the feed's state moves together with all that the poll brought, or nothing does. */
import type { Updateable } from "kysely";
import type { FeedStore, KnownItem, PackedCapture, PollCommit, PolledItem } from "../ports.js";
import { keepCapture, packCapture } from "./captures.js";
import type { Database } from "./database.js";
import { insertHits, insertIdentities, insertItems, newestTexts, pieces } from "./items.js";
import { addRevisions, type Committing } from "./revisions.js";
import { insertRows, isThere, updateRows } from "./rows.js";
import type { Db, FeedTable } from "./schema.js";
import { addWords } from "./search.js";
import { itemWords } from "./search-words.js";
import { want } from "./wants.js";

export function createPolls(database: Database): Pick<FeedStore, "known" | "commitPoll"> {
  return {
    known: (feed, identities) => known(database.db, feed, identities),
    async commitPoll(commit, plan) {
      const { capture } = commit;
      const packed = capture ? (capture.packed ?? packCapture(capture.body)) : null;
      return database.write((tx, now) => commitAll({ tx, dialect: database.dialect, now, commit, plan }, packed));
    },
  };
}

async function commitAll(committing: Committing, packed: PackedCapture | null) {
  const { tx, now, commit } = committing;
  if (!(await moveFeed(tx, now, commit))) return { committed: false, added: 0 };
  const fresh = commit.items.length > 0 ? await unknownOf(tx, commit) : [];
  await addItems(committing, fresh, packed);
  await addRevisions(committing);
  const identities = commit.identities.flatMap(({ id, identities: its }) =>
    its.map((identity) => ({ identity, item: id })),
  );
  await insertIdentities(tx, commit.feed, identities);
  await want(tx, now, commit.deliveries);
  return { committed: true, added: fresh.length };
}

/** The fence: only the holder of the feed moves it on, and gives it back with that. */
async function moveFeed(tx: Db, now: number, commit: PollCommit): Promise<boolean> {
  const { feed: id, owner, nextInMs } = commit;
  const next_due_at = nextInMs === null ? null : now + nextInMs;
  const row = { ...stateRow(commit.state), next_due_at, owner: null, claimed_until: 0 };
  return (await updateRows(tx, "feed", row, { id, owner })) === 1;
}

/** Items that neither the store nor an earlier place in this document knows by id or by any identity. */
async function unknownOf(tx: Db, { feed, items }: PollCommit): Promise<PolledItem[]> {
  const ids = new Set<string>();
  const names = new Set<string>();
  // No item is without an identity.
  if (await isThere(tx, "identity", "feed", feed)) {
    const asked = items.flatMap(({ item }) => item.identities);
    for (const row of await holders(tx, feed, asked)) names.add(row.identity);
    for (const some of pieces(items.map(({ item }) => item.id))) {
      const rows = await tx.selectFrom("item").select("id").where("id", "in", some).execute();
      for (const row of rows) ids.add(row.id);
    }
  }
  return items.filter(({ item: { id, identities } }) => {
    if (ids.has(id) || identities.some((identity) => names.has(identity))) return false;
    ids.add(id);
    for (const identity of identities) names.add(identity);
    return true;
  });
}

async function addItems(
  { tx, dialect, now, commit }: Committing,
  fresh: PolledItem[],
  packed: PackedCapture | null,
): Promise<void> {
  if (fresh.length === 0) return;
  const capture = commit.capture && packed ? await keepCapture(tx, commit.capture, packed, now) : null;
  await insertItems(
    tx,
    fresh.map(({ item }) => item),
    now,
    capture,
  );
  await insertHits(
    tx,
    fresh.map(({ item, hits }) => ({ item: item.id, seenAt: now, hits })),
  );
  await addWords(
    tx,
    dialect,
    fresh.map(({ item, words }) => ({ item: item.id, words: words ?? itemWords(item) })),
  );
  const deadline_at = now + commit.readingDeadlineMs;
  const readings = fresh.filter(({ read }) => read).map(({ item }) => ({ item: item.id }));
  await insertRows(tx, "reading", { deadline_at, next_try_at: now, claimed_until: 0 }, readings);
}

/** Known items with the title and text of their newest revision, which is what a poll is compared with. */
async function known(db: Db, feed: string, identities: readonly string[]): Promise<KnownItem[]> {
  const ids = [...new Set((await holders(db, feed, identities)).map((row) => row.item))];
  const found = new Map<string, KnownItem>();
  for (const some of pieces(ids)) {
    for (const { id, title, text } of await newestTexts(db, some)) found.set(id, { id, title, text, identities: [] });
    const names = await db.selectFrom("identity").select(["item", "identity"]).where("item", "in", some).execute();
    for (const row of names) found.get(row.item)?.identities.push(row.identity);
  }
  return [...found.values()];
}

async function holders(
  db: Db,
  feed: string,
  identities: readonly string[],
): Promise<{ item: string; identity: string }[]> {
  const rows = [];
  for (const some of pieces([...new Set(identities)])) {
    const query = db.selectFrom("identity").select(["item", "identity"]).where("feed", "=", feed);
    rows.push(...(await query.where("identity", "in", some).execute()));
  }
  return rows;
}

/** Fields that are not given (undefined) stay as they are. */
function stateRow(state: PollCommit["state"]): Updateable<FeedTable> {
  return {
    moved_to: state.movedTo,
    etag: state.validators?.etag,
    last_modified: state.validators?.lastModified,
    first_polled_at: state.firstPolledAt,
    last_polled_at: state.lastPolledAt,
    last_success_at: state.lastSuccessAt,
    last_changed_at: state.lastChangedAt,
    last_item_at: state.lastItemAt,
    failures: state.failures,
    failing_since: state.failingSince,
    last_error: state.lastError,
    health: state.health,
    conditional_polls: state.conditionalPolls,
    habit_json: state.habit === undefined ? undefined : JSON.stringify(state.habit),
  };
}
