/** SQLite by libsql: a shim to the interface that Kysely expects, and what is peculiar to one file and one process. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from "kysely";
import Libsql from "libsql";
import { asWatchdeskError, WatchdeskError } from "../errors.js";
import type { Clock } from "../ports.js";
import type { Database } from "./database.js";
import { sqliteFault } from "./faults.js";
import { createGroups } from "./groups.js";
import { holdInstance } from "./instance.js";
import { STEP_TOLERANCE_MS, shiftBack } from "./instants.js";
import { createLogSync, type LogSync, type SyncFile } from "./log-sync.js";
import { type AtOnce, runsAtOnce } from "./rows.js";
import type { Db, Tables } from "./schema.js";
import { storable } from "./storable.js";

/**
 * Another process may hold the write lock (a command beside the bot). libsql waits for it with the whole process at a
 * stand, so a single wait is short; a transaction tries again between them, five seconds in all.
 */
const BUSY_TIMEOUT_MS = 50;
const BUSY_TRIES = 90;
const BUSY_PAUSE_MS = 5;

/**
 * Prepared statements kept for reuse, newest first. libsql frees a statement's memory only when the event loop turns,
 * and a transaction of many statements does not let it: made anew each time, 50,000 inserts took 2.8 times as long
 * and 170 MB more.
 */
const STATEMENTS_KEPT = 200;

/**
 * Polls write in many places of many indexes at once. With SQLite's own 2 MB of cache and 4 MB of log the same pages
 * were written again and again: 30,000 items took 1.4 times as long.
 */
const CACHE_KB = 16_000;
const WAL_PAGES = 4_000;

/** Beyond this a statement is one of a kind (rows of values), not worth keeping. */
const STATEMENT_CHARS_KEPT = 8_000;

/**
 * Opens the file, made when absent. A bot holds it alone; readers come and go beside it. Throws `store` (cannot be
 * opened, no store) or `busy` (another bot has it). `maxPages` caps the file, in pages of 4,096 bytes; `syncFile` stands
 * in for the disk.
 */
export async function openSqlite(
  path: string,
  clock: Clock,
  mode: "bot" | "reader",
  limits: { maxPages?: number; syncFile?: SyncFile } = {},
): Promise<Database> {
  const instance = path === ":memory:" ? null : mode === "bot" ? prepareFolder(path) : requireFile(path);
  let connection: Libsql.Database | undefined;
  try {
    connection = new Libsql(path, { timeout: BUSY_TIMEOUT_MS } as Libsql.Options);
    // The bot syncs its log itself, without standing still meanwhile; a command's few writes leave that to SQLite.
    const synchronous = mode === "bot" ? "normal" : "full";
    connection.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous}; pragma foreign_keys = on`);
    connection.exec(`pragma cache_size = -${CACHE_KB}; pragma wal_autocheckpoint = ${WAL_PAGES}`);
    if (limits.maxPages !== undefined) connection.exec(`pragma max_page_count = ${Math.trunc(limits.maxPages)}`);
  } catch (error) {
    connection?.close();
    instance?.release();
    throw sqliteFault(error, path);
  }
  const driver = shim(connection, path);
  const db: Db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: driver }) });
  const now = async () => clock.now();
  const log = path === ":memory:" || mode === "reader" ? null : openLog(connection, path, limits.syncFile);
  const inGroup = createGroups({
    transact: (work) =>
      patiently((begun) => {
        log?.mend();
        return db.transaction().execute((tx) => {
          begun();
          runsAtOnce(tx, driver);
          return work(tx);
        });
      }),
    durable: async () => log?.synced(),
    gather: () => setImmediate(),
    elapsed: () => performance.now(),
  });
  const begin: Database["write"] = (work) => inGroup((tx) => work(tx, clock.now()));
  const write = mode === "bot" ? unstopped(begin, clock) : begin;
  return {
    dialect: "sqlite",
    db,
    now,
    write,
    placing: write,
    alone: write,
    skipHeld: (query) => query,
    tables: async () => {
      const rows = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
      return rows.rows.map((row) => row.name);
    },
    close: async () => {
      await db.destroy();
      await log?.close();
      instance?.release();
    },
  };
}

function openLog(connection: Libsql.Database, path: string, syncFile?: SyncFile): LogSync {
  const beginAnew = () => {
    try {
      const [row] = connection.prepare("pragma wal_checkpoint(truncate)").all([]) as { busy: number }[];
      if (row?.busy !== 0) throw Object.assign(new Error("a reader holds the log"), { code: "SQLITE_BUSY" });
    } catch (error) {
      throw sqliteFault(error, path);
    }
  };
  return createLogSync(path, beginAnew, syncFile);
}

/** Tries again while the lock is held; once the work has begun it has the lock, and is never done twice. */
async function patiently<T>(attempt: (begun: () => void) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    let begun = false;
    try {
      return await attempt(() => {
        begun = true;
      });
    } catch (error) {
      if (begun || tries === BUSY_TRIES || asWatchdeskError(error).code !== "busy") throw error;
      await setTimeout(BUSY_PAUSE_MS);
    }
  }
}

/** Writes that first mend what is waited for when the clock was set back since the last one. */
function unstopped(begin: Database["write"], clock: Clock): Database["write"] {
  let latest = clock.now();
  return async (work) => {
    const before = latest;
    latest = clock.now();
    if (latest < before - STEP_TOLERANCE_MS) {
      await begin((tx, now) => shiftBack(tx, now, before - now)).catch((error) => {
        latest = before;
        throw error;
      });
    }
    return begin(work);
  };
}

function prepareFolder(path: string): { release(): void } {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw sqliteFault(error, path);
  }
  return holdInstance(path);
}

/** A reader must not leave an empty file behind. */
function requireFile(path: string): null {
  if (existsSync(path)) return null;
  throw new WatchdeskError("store", `store ${path}: there is no such file`, {
    hint: "start the bot first (watchdesk run), or check store.path",
  });
}

/** better-sqlite3's interface as Kysely uses it. */
function shim(connection: Libsql.Database, path: string): SqliteDatabase & AtOnce {
  const kept = new Map<string, SqliteStatement>();
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sqliteFault(error, path);
    }
  };
  const prepare = (text: string): SqliteStatement => {
    const statement = guarded(() => connection.prepare<unknown[]>(text));
    return {
      reader: statement.reader,
      all: (parameters) => guarded(() => statement.all(parameters.map(bindable)).map(withBytes)),
      run: (parameters) => guarded(() => statement.run(parameters.map(bindable))),
      iterate: (parameters) => guarded(() => statement.iterate(parameters.map(bindable))),
    };
  };
  const database = {
    close: () => {
      kept.clear();
      connection.close();
    },
    prepare: (text: string) => {
      // A transaction that first reads and then writes would fail at once on a held lock instead of waiting for it.
      const asked = text === "begin" ? "begin immediate" : text;
      // SQLite itself rolls back on a full disk; a second rollback would fail and hide the reason.
      if (asked === "rollback" && !connection.inTransaction) return NOTHING_TO_DO;
      const statement = kept.get(asked) ?? prepare(asked);
      kept.delete(asked);
      if (asked.length <= STATEMENT_CHARS_KEPT) kept.set(asked, statement);
      if (kept.size > STATEMENTS_KEPT) kept.delete(kept.keys().next().value ?? "");
      return statement;
    },
  };
  return {
    ...database,
    run: (text, values) => Number(database.prepare(text).run(values).changes),
    all: (text, values) => database.prepare(text).all(values),
  };
}

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/** A value that libsql can bind: a boolean would end the process. */
function bindable(value: unknown): unknown {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return storable(value);
  return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value;
}

/** libsql gives bytes as ArrayBuffer. */
function withBytes(row: unknown): unknown {
  if (row === null || typeof row !== "object") return row;
  for (const [name, value] of Object.entries(row)) {
    if (value instanceof ArrayBuffer) Object.assign(row, { [name]: new Uint8Array(value) });
  }
  return row;
}
