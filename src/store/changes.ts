/**
 * Changes by command. Rows are only added: what undoes a batch is a change itself, so that the table tells who did what
 * and when, whatever came of it.
 */
import type { Selectable } from "kysely";
import type { Change, ChangeKind, ChangeStore } from "../ports.js";
import type { Database } from "./database.js";
import { pieces } from "./items.js";
import type { ChangeTable, Db } from "./schema.js";

const REVERTED = "reverted";
/** Rows in one insert. */
const ROWS_AT_ONCE = 100;

export function createChangeStore(database: Database): ChangeStore {
  const { db } = database;
  return {
    add: (kind, who, wanted) =>
      database.alone(async (tx) => {
        if (wanted.length === 0) return 0;
        const batch = (await newest(tx)) + 1;
        const changed_at = await database.now(tx);
        const rows = wanted.map(({ subject, what, value }, index) => ({
          number: batch + index,
          batch,
          kind,
          subject,
          what,
          value_json: value === null ? null : JSON.stringify(value),
          who,
          changed_at,
        }));
        for (const some of pieces(rows, ROWS_AT_ONCE)) await tx.insertInto("change").values(some).execute();
        return batch;
      }),
    revert: (kind, who) =>
      database.alone(async (tx) => {
        const standing = await inForce(tx, kind);
        const last = standing.at(-1);
        if (!last) return null;
        const number = (await newest(tx)) + 1;
        const undo = { number, batch: number, kind, subject: String(last.batch), what: REVERTED, value_json: null };
        await tx
          .insertInto("change")
          .values({ ...undo, who, changed_at: await database.now(tx) })
          .execute();
        return standing.filter((change) => change.batch === last.batch);
      }),
    inForce: (kind) => inForce(db, kind),
    history: async (kind, limit) => {
      const query = db.selectFrom("change").selectAll().where("kind", "=", kind);
      return (await query.orderBy("number", "desc").limit(limit).execute()).map(changeOf);
    },
    newest: () => newest(db),
  };
}

async function newest(db: Db): Promise<number> {
  const row = await db.selectFrom("change").select("number").orderBy("number", "desc").limit(1).executeTakeFirst();
  return row?.number ?? 0;
}

async function inForce(db: Db, kind: ChangeKind): Promise<Change[]> {
  const rows = await db.selectFrom("change").selectAll().where("kind", "=", kind).orderBy("number").execute();
  const undone = new Set(rows.filter((row) => row.what === REVERTED).map((row) => Number(row.subject)));
  return rows.filter((row) => row.what !== REVERTED && !undone.has(row.batch)).map(changeOf);
}

function changeOf(row: Selectable<ChangeTable>): Change {
  const { number, batch, subject, what, who } = row;
  const value = row.value_json === null ? null : (JSON.parse(row.value_json) as unknown);
  return { number, batch, subject, what, value, who, at: row.changed_at };
}
