/**
 * The statements of which a poll makes many. A poll brings some two hundred rows: a query builder that looks at each
 * value costs as much as the database, and so does each value that is handed to the driver. What is alike in all rows is
 * therefore handed over once, and within a transaction of SQLite the driver is called without a stop in between.
 */
import { CompiledQuery, type Insertable, PostgresAdapter, type Updateable } from "kysely";
import type { Db, Tables } from "./schema.js";

/** Rows in one statement. On SQLite more gain nothing, and few texts stay prepared; PostgreSQL is a journey away. */
const ROWS_AT_ONCE = { sqlite: 10, postgres: 50 };

/** Runs one statement at once. */
export interface AtOnce {
  /** Gives the number of rows that changed. */
  run(text: string, values: readonly unknown[]): number;
  all(text: string, values: readonly unknown[]): unknown[];
}

const atOnce = new WeakMap<Db, AtOnce>();

/** Statements within this transaction may be run at once, since nobody else has its connection. */
export function runsAtOnce(tx: Db, driver: AtOnce): void {
  atOnce.set(tx, driver);
}

/** Runs a statement that gives no rows. Returns how many changed. */
export async function execute(db: Db, text: string, values: readonly unknown[] = []): Promise<number> {
  const driver = atOnce.get(db);
  if (driver) return driver.run(text, values);
  const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
  return Number(numAffectedRows ?? 0);
}

/** Whether the table has a row whose column has this value. */
export async function isThere<T extends keyof Tables & string>(
  db: Db,
  table: T,
  column: keyof Tables[T] & string,
  value: string,
): Promise<boolean> {
  const text = `select 1 from "${table}" where "${column}" = ${placeOf(isNumbered(db))(1)} limit 1`;
  return (await rowsOf(db, text, [value])).length > 0;
}

/** The rows that a statement gives, as the driver gives them. */
export async function rowsOf(db: Db, text: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
  const driver = atOnce.get(db);
  return driver ? driver.all(text, values) : (await db.executeQuery(CompiledQuery.raw(text, [...values]))).rows;
}

/**
 * Inserts rows.
 * @param alike columns that have one value in all of them
 * @param rows all with the same columns, which are the others
 * @param taken what happens to a row whose key is there already; without it that is an error
 */
export async function insertRows<T extends keyof Tables & string, A extends keyof Insertable<Tables[T]> & string>(
  db: Db,
  table: T,
  alike: Pick<Insertable<Tables[T]>, A>,
  rows: readonly Omit<Insertable<Tables[T]>, A>[],
  taken?: "stays",
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const shared = Object.keys(alike) as A[];
  const own = Object.keys(first) as (keyof typeof first & string)[];
  const sharedValues = shared.map((column) => alike[column] ?? null);
  const numbered = isNumbered(db);
  const size = numbered ? ROWS_AT_ONCE.postgres : ROWS_AT_ONCE.sqlite;
  for (let start = 0; start < rows.length; start += size) {
    const values: unknown[] = [...sharedValues];
    const end = Math.min(start + size, rows.length);
    for (let at = start; at < end; at++) for (const column of own) values.push(rows[at]?.[column] ?? null);
    await execute(db, insertText(table, shared, own, end - start, numbered, taken), values);
  }
}

const texts = new Map<string, string>();
/** Texts kept; there are some ten tables of ten or fifty lengths. */
const TEXTS_KEPT = 500;

function insertText(
  table: string,
  shared: readonly string[],
  own: readonly string[],
  rows: number,
  numbered: boolean,
  taken: "stays" | undefined,
): string {
  const key = `${table} ${shared} ${own} ${rows} ${numbered} ${taken}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const place = placeOf(numbered);
  const names = [...shared, ...own].map((column) => `"${column}"`).join(", ");
  const rowText = (row: number) => {
    const mine = own.map((_, at) => place(shared.length + row * own.length + at + 1));
    return `(${[...shared.map((_, at) => place(at + 1)), ...mine].join(", ")})`;
  };
  const all = Array.from({ length: rows }, (_, row) => rowText(row)).join(", ");
  const text = `insert into "${table}" (${names}) values ${all}${taken ? " on conflict do nothing" : ""}`;
  if (texts.size >= TEXTS_KEPT) texts.clear();
  texts.set(key, text);
  return text;
}

/** Sets what is given (undefined stays) in the rows whose columns have these values. Returns how many there were. */
export async function updateRows<T extends keyof Tables & string>(
  db: Db,
  table: T,
  set: Updateable<Tables[T]>,
  where: Updateable<Tables[T]>,
): Promise<number> {
  const values: unknown[] = [];
  const place = placeOf(isNumbered(db));
  const equal = ([column, value]: [string, unknown]) => {
    values.push(value);
    return `"${column}" = ${place(values.length)}`;
  };
  const sets = Object.entries(set).filter(([, value]) => value !== undefined);
  const text = `update "${table}" set ${sets.map(equal).join(", ")} where ${Object.entries(where).map(equal).join(" and ")}`;
  return execute(db, text, values);
}

function isNumbered(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** The nth value of a statement, which may stand in it several times. */
function placeOf(numbered: boolean): (n: number) => string {
  return numbered ? (n) => `$${n}` : (n) => `?${n}`;
}
