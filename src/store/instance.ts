/**
 * One bot a file. The bot keeps a write transaction open in a tiny SQLite file beside the store: the operating system
 * frees that lock the moment the process ends, however it ends, so no stale lock is ever left and no clock is asked.
 */
import Libsql from "libsql";
import { WatchdeskError } from "../errors.js";
import { sqliteFault } from "./faults.js";

/** Takes the lock for as long as the process lives or until released. Throws `busy` when another bot has it. */
export function holdInstance(path: string): { release(): void } {
  const beside = `${path}-instance`;
  let connection: Libsql.Database | undefined;
  try {
    connection = new Libsql(beside);
    connection.exec("begin exclusive");
  } catch (error) {
    connection?.close();
    const fault = sqliteFault(error, beside);
    if (fault.code !== "busy") throw fault;
    throw new WatchdeskError("busy", `store ${path}: another bot runs on this file`, {
      hint: "stop the other one, give this one its own store.path, or let both share a PostgreSQL (DATABASE_URL)",
      cause: error,
    });
  }
  const held = connection;
  return { release: () => held.close() };
}
