/** What the two drivers give: everything in which SQLite and PostgreSQL differ stands behind this interface. */
import type { SelectQueryBuilder } from "kysely";
import type { Db, Tables } from "./schema.js";

export interface Database {
  readonly dialect: "sqlite" | "postgres";
  readonly db: Db;
  /** The store's time in ms: the injected clock on SQLite, the database's own on PostgreSQL. */
  now(db?: Db): Promise<number>;
  /** One transaction that may write, with the store's time at its start. */
  write<T>(work: (tx: Db, now: number) => Promise<T>): Promise<T>;
  /** As `write`, while no other process places: the time is read once the lock is held. */
  placing<T>(work: (tx: Db, now: number) => Promise<T>): Promise<T>;
  /** As `write`, while no other process migrates. */
  alone<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** Passes over rows that another transaction is claiming just now. */
  skipHeld<T extends keyof Tables, O>(query: SelectQueryBuilder<Tables, T, O>): SelectQueryBuilder<Tables, T, O>;
  /** Names of the tables that exist. */
  tables(): Promise<string[]>;
  close(): Promise<void>;
}
