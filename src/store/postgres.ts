/** PostgreSQL by pg: a pool, the database's own clock, and advisory locks. */
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from "kysely";
import pg from "pg";
import type { Log } from "../ports.js";
import type { Database } from "./database.js";
import { postgresFault } from "./faults.js";
import type { Db, Tables } from "./schema.js";
import { storable } from "./storable.js";

/** Connections of one process. */
const POOL_SIZE = 10;
/** How long to wait for a connection. */
const CONNECT_TIMEOUT_MS = 10_000;
/** No statement of ours takes so long; one that does is broken off rather than holding locks. */
const STATEMENT_TIMEOUT_MS = 60_000;

/** Keys of the advisory locks: arbitrary, but the same in every process and release. */
const PLACEMENT_LOCK = 7_041_801;
const MIGRATION_LOCK = 7_041_802;

/** OID of bigint, which pg gives as text; ours are instants and counts, far below 2^53. */
const BIGINT = 20;

const CLOCK = sql<{ now: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`;

/** Opens a pool on `url`. Throws `store` when the server cannot be reached. */
export async function openPostgres(url: string, log: Log | undefined): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    application_name: "watchdesk",
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as "text"),
    } as pg.CustomTypesConfig,
  });
  // A broken idle connection is replaced by the pool at the next need; unheard, the event would end the process.
  pool.on("error", (error) => log?.warn({ stage: "store", reason: error.message }, "an idle connection broke"));
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: shim(pool) }) });
  const now = async (at: Db = db) => (await CLOCK.execute(at)).rows[0]?.now ?? Number.NaN;
  const locked =
    (lock: number): Database["write"] =>
    (work) =>
      db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(tx);
        return work(tx, await now(tx));
      });
  try {
    await now();
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    dialect: "postgres",
    db,
    now,
    write: (work) => db.transaction().execute(async (tx) => work(tx, await now(tx))),
    placing: locked(PLACEMENT_LOCK),
    alone: locked(MIGRATION_LOCK),
    skipHeld: (query) => query.forUpdate().skipLocked(),
    tables: async () => {
      const rows = await sql<{ name: string }>`select tablename as name from pg_tables
        where schemaname = current_schema()`.execute(db);
      return rows.rows.map((row) => row.name);
    },
    close: () => db.destroy(),
  };
}

/** The pool as Kysely uses it, with errors as ours and texts that PostgreSQL can hold. */
function shim(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    // Between two statements of a transaction nobody else listens; the next statement fails with the same word.
    client.on("error", () => {});
    return {
      query: (async (text: string, parameters: readonly unknown[]) => {
        try {
          return await client.query(
            text,
            parameters.map((value) => (typeof value === "string" ? storable(value) : value)),
          );
        } catch (error) {
          throw postgresFault(error);
        }
      }) as unknown as PostgresPoolClient["query"],
      release: () => client.release(),
    };
  };
  return {
    connect: async () => {
      try {
        const client = await pool.connect();
        const known = clients.get(client) ?? wrap(client);
        clients.set(client, known);
        return known;
      } catch (error) {
        throw postgresFault(error);
      }
    },
    end: () => pool.end(),
  };
}
