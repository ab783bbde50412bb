/**
 * The statements of which a poll makes many. A poll brings some two hundred rows: each statement of its own costs a crossing into the
 * driver (some 15 µs), and a query builder that looks at each value costs as much as the database.
 */
import { CompiledQuery, type Insertable, PostgresAdapter, type Updateable } from "kysely";
import type { Db, Tables } from "./schema.js";

/** Rows in one statement: more gain nothing, and a statement of a few sizes stays prepared. */
const ROWS_AT_ONCE = 50;

/**
 * Inserts rows that all have the same columns.
 * @param taken what happens to a row whose key is there already; without it that is an error
 */
export async function insertRows<T extends keyof Tables & string>(
  db: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  taken?: "stays",
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Insertable<Tables[T]> & string)[];
  const numbered = isNumbered(db);
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    const names = columns.map((column) => `"${column}"`).join(", ");
    const places = placesOf(some.length, columns.length, numbered);
    const end = taken ? " on conflict do nothing" : "";
    const values = some.flatMap((row) => columns.map((column) => row[column] ?? null));
    await db.executeQuery(CompiledQuery.raw(`insert into "${table}" (${names}) values ${places}${end}`, values));
  }
}

/** Sets what is given (undefined stays) in the rows whose columns have these values. Returns how many there were. */
export async function updateRows<T extends keyof Tables & string>(
  db: Db,
  table: T,
  set: Updateable<Tables[T]>,
  where: Updateable<Tables[T]>,
): Promise<number> {
  const values: unknown[] = [];
  const numbered = isNumbered(db);
  const equal = ([column, value]: [string, unknown]) => {
    values.push(value);
    return `"${column}" = ${numbered ? `$${values.length}` : "?"}`;
  };
  const sets = Object.entries(set).filter(([, value]) => value !== undefined);
  const text = `update "${table}" set ${sets.map(equal).join(", ")} where ${Object.entries(where).map(equal).join(" and ")}`;
  const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values));
  return Number(numAffectedRows ?? 0);
}

function isNumbered(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** `(?, ?), (?, ?)`; PostgreSQL numbers them. */
export function placesOf(rows: number, columns: number, numbered: boolean): string {
  if (!numbered)
    return Array(rows)
      .fill(`(${Array(columns).fill("?").join(", ")})`)
      .join(", ");
  const row = (n: number) => `(${Array.from({ length: columns }, (_, at) => `$${n * columns + at + 1}`).join(", ")})`;
  return Array.from({ length: rows }, (_, n) => row(n)).join(", ");
}
