/** Drivers' errors as the one error type, with what the operator can do. */
import { WatchdeskError } from "../errors.js";

interface Fault {
  code: "store" | "busy";
  what: string;
  hint: string;
}

const FULL = {
  code: "store",
  what: "the disk is full",
  hint: "free some space; nothing that was saved is lost",
} as const;

/** By the beginning of SQLite's result code (https://www.sqlite.org/rescode.html). */
const SQLITE_FAULTS: [string, Fault][] = [
  ["SQLITE_FULL", FULL],
  ["SQLITE_BUSY", { code: "busy", what: "another process holds the store", hint: "try again when it has finished" }],
  ["SQLITE_LOCKED", { code: "busy", what: "another process holds the store", hint: "try again when it has finished" }],
  [
    "SQLITE_READONLY",
    { code: "store", what: "the store cannot be written", hint: "check the rights on the file and its folder" },
  ],
  [
    "SQLITE_PERM",
    { code: "store", what: "the store cannot be opened", hint: "check the rights on the file and its folder" },
  ],
  [
    "SQLITE_CANTOPEN",
    { code: "store", what: "the store cannot be opened", hint: "check that its folder exists and can be written" },
  ],
  [
    "SQLITE_IOERR",
    { code: "store", what: "the disk does not read or write", hint: "check the disk and its free space" },
  ],
  [
    "SQLITE_NOTADB",
    {
      code: "store",
      what: "the file is not a watchdesk store",
      hint: "check store.path, or move the file away and start anew",
    },
  ],
  [
    "SQLITE_CORRUPT",
    {
      code: "store",
      what: "the store's file is damaged",
      hint: "restore it from a backup, or move it away and start anew",
    },
  ],
];

/** By Node's code, when the store's folder cannot be made or its log not synced. */
const FILE_FAULTS: [string, Fault][] = [
  ["ENOSPC", FULL],
  ["EDQUOT", FULL],
  ["EIO", { code: "store", what: "the disk does not read or write", hint: "check the disk and its free space" }],
  [
    "E",
    {
      code: "store",
      what: "the store's folder cannot be made",
      hint: "check store.path: every part but the last must be a folder in which this user may write",
    },
  ],
];

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or Node's code; a shorter code is a class. */
const POSTGRES_FAULTS: [string, Fault][] = [
  ["53100", FULL],
  ["53", { code: "store", what: "PostgreSQL is out of resources", hint: "check its memory, disk and max_connections" }],
  ["28", { code: "store", what: "PostgreSQL refuses the user or password", hint: "check DATABASE_URL" }],
  [
    "3D000",
    { code: "store", what: "PostgreSQL has no such database", hint: "create it, or check the name in DATABASE_URL" },
  ],
  [
    "42501",
    {
      code: "store",
      what: "PostgreSQL denies a right",
      hint: "the user needs to create and write tables in its schema",
    },
  ],
  [
    "25006",
    { code: "store", what: "PostgreSQL is read-only", hint: "DATABASE_URL must name the primary, not a standby" },
  ],
  ["57014", { code: "busy", what: "PostgreSQL took too long", hint: "check its load; the work is tried again" }],
  [
    "55P03",
    { code: "busy", what: "PostgreSQL waited too long for a lock", hint: "check its load; the work is tried again" },
  ],
  ["40", { code: "busy", what: "PostgreSQL broke off colliding work", hint: "the work is tried again" }],
  [
    "57P",
    {
      code: "store",
      what: "PostgreSQL is shutting down or starting",
      hint: "wait until it is back; the work is tried again",
    },
  ],
  [
    "08",
    { code: "store", what: "the connection to PostgreSQL broke", hint: "check the server; the work is tried again" },
  ],
  ["ECONN", { code: "store", what: "PostgreSQL cannot be reached", hint: "check the server and DATABASE_URL" }],
  ["EHOST", { code: "store", what: "PostgreSQL cannot be reached", hint: "check the server and DATABASE_URL" }],
  ["ENOENT", { code: "store", what: "PostgreSQL's socket is not there", hint: "check the server and DATABASE_URL" }],
  ["ENOTFOUND", { code: "store", what: "PostgreSQL's host is not known", hint: "check DATABASE_URL" }],
  ["ETIMEDOUT", { code: "store", what: "PostgreSQL does not answer", hint: "check the server and DATABASE_URL" }],
  [
    "EPIPE",
    { code: "store", what: "the connection to PostgreSQL broke", hint: "check the server; the work is tried again" },
  ],
];

/** libsql gives no code when opening fails, only SQLite's number at the end of the text. */
const OPEN_FAILED = /ConnectionFailed.*: (\d+)"/;

/** The SQLite driver's error as WatchdeskError, naming the file. Unknown ones become `store` with their message. */
export function sqliteFault(error: unknown, path: string): WatchdeskError {
  if (error instanceof WatchdeskError) return error;
  const message = messageOf(error);
  const code = OPEN_FAILED.test(message) ? "SQLITE_CANTOPEN" : codeOf(error);
  return asFault(find([...SQLITE_FAULTS, ...FILE_FAULTS], code), `store ${path}`, message, error);
}

/** The PostgreSQL driver's error as WatchdeskError. The address is not named: it may hold a password. */
export function postgresFault(error: unknown): WatchdeskError {
  if (error instanceof WatchdeskError) return error;
  const message = messageOf(error);
  const code = codeOf(error) || (/timeout|terminated|Connection ended/i.test(message) ? "08" : "");
  return asFault(find(POSTGRES_FAULTS, code), "store", message, error);
}

function find(faults: [string, Fault][], code: string): Fault | null {
  return faults.find(([start]) => code.startsWith(start))?.[1] ?? null;
}

function asFault(fault: Fault | null, where: string, message: string, cause: unknown): WatchdeskError {
  if (!fault) return new WatchdeskError("store", `${where}: ${message}`, { cause });
  return new WatchdeskError(fault.code, `${where}: ${fault.what} (${message})`, { hint: fault.hint, cause });
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return typeof code === "string" ? code : "";
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
