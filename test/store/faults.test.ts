import { expect, it } from "vitest";
import { WatchdeskError } from "../../src/errors.js";
import { postgresFault, sqliteFault } from "../../src/store/faults.js";

const coded = (code: string, message = "as the driver says it") => Object.assign(new Error(message), { code });

it.each([
  ["SQLITE_FULL", "store", "disk is full"],
  ["SQLITE_BUSY_SNAPSHOT", "busy", "another process"],
  ["SQLITE_READONLY_DIRECTORY", "store", "cannot be written"],
  ["SQLITE_IOERR_WRITE", "store", "disk does not read or write"],
  ["SQLITE_CORRUPT_VTAB", "store", "damaged"],
  ["SQLITE_NOTADB", "store", "not a watchdesk store"],
  ["ENOSPC", "store", "disk is full"],
  ["EDQUOT", "store", "disk is full"],
  ["EIO", "store", "disk does not read or write"],
  ["EEXIST", "store", "folder cannot be made"],
  ["EROFS", "store", "folder cannot be made"],
])("says of %s at a store's file what it means and what to do", (code, ours, text) => {
  const fault = sqliteFault(coded(code), "/data/store.db");
  expect(fault).toMatchObject({ code: ours, message: expect.stringContaining(text), hint: expect.any(String) });
  expect(fault.message).toContain("/data/store.db");
  expect(fault.message).toContain("as the driver says it");
});

it.each([
  ["53100", "store", "disk is full"],
  ["28P01", "store", "user or password"],
  ["3D000", "store", "no such database"],
  ["40P01", "busy", "colliding"],
  ["57P01", "store", "shutting down"],
  ["25006", "store", "read-only"],
  ["ECONNREFUSED", "store", "cannot be reached"],
  ["ENOTFOUND", "store", "host is not known"],
])("says of PostgreSQL's %s what it means and what to do", (code, ours, text) => {
  const fault = postgresFault(coded(code));
  expect(fault).toMatchObject({ code: ours, message: expect.stringContaining(text), hint: expect.any(String) });
});

it("takes the first reason where Node tried several addresses", () => {
  const tried = Object.assign(new AggregateError([coded("ECONNREFUSED", "refused at ::1")]), { code: "ECONNREFUSED" });
  expect(postgresFault(tried).message).toContain("refused at ::1");
});

it("tells a broken connection without a code by its words", () => {
  const fault = postgresFault(new Error("Connection terminated unexpectedly"));
  expect(fault).toMatchObject({ code: "store", message: expect.stringContaining("connection") });
});

it("keeps an error that is ours as it is, and wraps an unknown one with its message", () => {
  const ours = new WatchdeskError("busy", "held");
  expect(sqliteFault(ours, "x")).toBe(ours);
  expect(postgresFault(ours)).toBe(ours);
  expect(sqliteFault("odd", "x")).toMatchObject({ code: "store", message: "store x: odd" });
});
