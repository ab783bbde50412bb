/** The schema: an append-only list of migrations whose length is the schema's version, shared by both dialects. */
import { WatchdeskError } from "../errors.js";
import type { Database } from "./database.js";
import { start } from "./migrations/001-start.js";
import { search } from "./migrations/002-search.js";
import { changes } from "./migrations/003-changes.js";
import { feedback } from "./migrations/004-feedback.js";
import { acts } from "./migrations/005-acts.js";
import { addresses } from "./migrations/006-addresses.js";
import { regroupings } from "./migrations/007-regroupings.js";
import { pictures } from "./migrations/008-pictures.js";
import { meanings } from "./migrations/009-meanings.js";
import { placedOrigins } from "./migrations/010-placed-origins.js";
import { dueOrder } from "./migrations/011-due-order.js";
import { feedAddress } from "./migrations/012-feed-address.js";
import type { Db } from "./schema.js";

export type Migration = (db: Db, dialect: Database["dialect"]) => Promise<void>;

export const MIGRATIONS: readonly Migration[] = [
  start,
  search,
  changes,
  feedback,
  acts,
  addresses,
  regroupings,
  pictures,
  meanings,
  placedOrigins,
  dueOrder,
  feedAddress,
];

/**
 * Brings the schema up to date in one transaction under a lock, so that of several processes that start at once one
 * migrates and the others find it done. A reader never migrates. Throws `store` when the schema is newer than this
 * program, or when a reader finds none or an older one.
 */
export async function migrate(
  database: Database,
  mode: "bot" | "reader",
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const found = await schemaVersion(database);
  if (found === migrations.length) return;
  refuseNewer(found, migrations.length);
  if (mode === "reader") throw readerHasNoSchema(found, migrations.length);
  await database.alone(async (tx) => {
    await tx.schema
      .createTable("schema_version")
      .ifNotExists()
      .addColumn("id", "integer", (c) => c.primaryKey())
      .addColumn("version", "integer", (c) => c.notNull())
      .execute();
    const row = await tx.selectFrom("schema_version").select("version").executeTakeFirst();
    const version = row?.version ?? 0;
    refuseNewer(version, migrations.length);
    for (const migration of migrations.slice(version)) await migration(tx, database.dialect);
    await tx
      .insertInto("schema_version")
      .values({ id: 1, version: migrations.length })
      .onConflict((oc) => oc.column("id").doUpdateSet({ version: migrations.length }))
      .execute();
  });
}

async function schemaVersion(database: Database): Promise<number> {
  const tables = await database.tables();
  if (!tables.includes("schema_version")) return 0;
  const row = await database.db.selectFrom("schema_version").select("version").executeTakeFirst();
  return row?.version ?? 0;
}

function refuseNewer(found: number, known: number): void {
  if (found <= known) return;
  throw new WatchdeskError("store", `the store has schema version ${found}, this watchdesk knows up to ${known}`, {
    hint: "run the newer watchdesk that wrote it, or point this one to another store",
  });
}

function readerHasNoSchema(found: number, known: number): WatchdeskError {
  const what =
    found === 0 ? "the store is empty" : `the store has schema version ${found}, this watchdesk needs ${known}`;
  return new WatchdeskError("store", what, {
    hint: "start the bot first (watchdesk run): it makes and upgrades the store",
  });
}
