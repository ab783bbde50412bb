import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createLeaseStore } from "../../src/store/leases.js";
import { openStore } from "../../src/store/open.js";
import { openSqlite } from "../../src/store/sqlite.js";
import { createDatabase } from "../support/postgres.js";
import { poll, polled } from "../support/store-builders.js";
import { steppingClock } from "../support/store-contract.js";

const folder = mkdtempSync(join(tmpdir(), "watchdesk-open-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clock = steppingClock();
const fresh = () => join(folder, randomUUID(), "store.db");
const open = (path: string, mode?: "bot" | "reader") =>
  openStore({ url: null, path, clock, ...(mode ? { mode } : {}) });
const openUrl = (url: string, mode?: "bot" | "reader") =>
  openStore({ url, path: "", clock, ...(mode ? { mode } : {}) });

describe("a store in a file", () => {
  it("is made with its folder and opens again with what it kept", async () => {
    const path = fresh();
    const first = await open(path);
    await poll(first, { items: [polled("a")] });
    await first.close();
    const second = await open(path);
    expect((await second.queries.status()).items).toBe(1);
    await second.close();
  });

  it("writes through to the disk in WAL", async () => {
    const path = fresh();
    const store = await open(path);
    const look = new Libsql(path);
    expect(look.prepare("pragma journal_mode").all()).toEqual([{ journal_mode: "wal" }]);
    look.close();
    await store.close();
  });

  it("refuses a second bot, and takes it once the first has closed", async () => {
    const path = fresh();
    const first = await open(path);
    await expect(open(path)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringContaining("another bot"),
      hint: expect.stringContaining("DATABASE_URL"),
    });
    await first.close();
    await (await open(path)).close();
  });

  it("lets readers in beside the bot", async () => {
    const path = fresh();
    const bot = await open(path);
    const reader = await open(path, "reader");
    await poll(bot, { items: [polled("a")] });
    expect((await reader.queries.status()).items).toBe(1);
    await reader.leases.set("asked", "yes");
    expect(await bot.leases.get("asked")).toBe("yes");
    await reader.close();
    await bot.close();
  });

  it("is not made by a reader", async () => {
    const path = fresh();
    await expect(open(path, "reader")).rejects.toMatchObject({ code: "store", hint: expect.stringContaining("run") });
    expect(existsSync(path)).toBe(false);
  });

  it("keeps nothing in :memory:", async () => {
    const store = await open(":memory:");
    await poll(store, { items: [polled("a")] });
    expect((await store.queries.status()).items).toBe(1);
    await store.close();
    const other = await open(":memory:");
    expect((await other.queries.status()).items).toBe(0);
    await other.close();
  });

  it("says so when the file is something else", async () => {
    const path = join(folder, "letter.db");
    writeFileSync(path, "Dear reader, this is no database. ".repeat(200));
    await expect(open(path)).rejects.toMatchObject({
      code: "store",
      message: expect.stringContaining(path),
      hint: expect.any(String),
    });
  });

  it("says so when the file is damaged", async () => {
    const path = fresh();
    const store = await open(path);
    await poll(store, { items: Array.from({ length: 500 }, (_, n) => polled(`i${n}`)) });
    await store.close();
    const look = new Libsql(path);
    look.exec("pragma wal_checkpoint(truncate)");
    look.close();
    writeFileSync(path, Buffer.alloc(200_000, 7), { flag: "r+" });
    await expect(open(path)).rejects.toMatchObject({ code: "store", hint: expect.stringContaining("move") });
  });

  it("says so when its folder cannot be made or the path is a folder", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(open(join(file, "store.db"))).rejects.toMatchObject({ code: "store" });
    const path = join(folder, "a-folder");
    mkdirSync(path);
    await expect(open(path)).rejects.toMatchObject({ code: "store", hint: expect.any(String) });
  });

  it("says so when the disk is full, and keeps what it had", async () => {
    const path = fresh();
    await (await open(path)).close();
    // SQLite's own ceiling stands in for a disk without room: both end in the same result code.
    const database = await openSqlite(path, clock, "bot", { maxPages: 60 });
    const kept = createLeaseStore(database);
    await kept.set("a", "kept");
    await expect(kept.set("b", "x".repeat(1_000_000))).rejects.toMatchObject({
      code: "store",
      message: expect.stringContaining("disk is full"),
    });
    expect([await kept.get("a"), await kept.get("b")]).toEqual(["kept", null]);
    await kept.set("a", "again");
    await database.close();
  });
});

describe("the schema", () => {
  it("refuses a store that a newer watchdesk wrote", async () => {
    const path = fresh();
    await (await open(path)).close();
    const look = new Libsql(path);
    look.exec("update schema_version set version = 900");
    look.close();
    await expect(open(path)).rejects.toMatchObject({ code: "store", message: expect.stringContaining("900") });
    await expect(open(path, "reader")).rejects.toMatchObject({
      code: "store",
      message: expect.stringContaining("900"),
    });
    // The lock is not left behind by the refusal.
    await expect(open(path)).rejects.toMatchObject({ code: "store" });
  });

  it("is made once when four processes start at once on one PostgreSQL", async () => {
    const url = await createDatabase(inject("postgresUrl"), `start-${randomUUID()}`);
    const stores = await Promise.all(Array.from({ length: 4 }, () => openUrl(url)));
    await poll(stores[0]!, { items: [polled("a")] });
    for (const store of stores) expect((await store.queries.status()).items).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("is not made by a reader on PostgreSQL", async () => {
    const url = await createDatabase(inject("postgresUrl"), `reader-${randomUUID()}`);
    await expect(openUrl(url, "reader")).rejects.toMatchObject({ code: "store", hint: expect.stringContaining("run") });
  });
});

describe("a store on PostgreSQL", () => {
  it("says so when nothing listens, without the password", async () => {
    const asked = openUrl("postgres://watchdesk:s3cret@127.0.0.1:9/none");
    await expect(asked).rejects.toMatchObject({ code: "store", message: expect.stringContaining("cannot be reached") });
    await expect(asked).rejects.not.toMatchObject({ message: expect.stringContaining("s3cret") });
  });

  it("says so when the database does not exist", async () => {
    const url = inject("postgresUrl").replace("///postgres?", "///nowhere?");
    await expect(openUrl(url)).rejects.toMatchObject({ code: "store", hint: expect.stringContaining("create it") });
  });

  it("goes on by itself after its connections were cut", async () => {
    const url = await createDatabase(inject("postgresUrl"), `cut-${randomUUID()}`);
    const store = await openUrl(url);
    const { default: pg } = await import("pg");
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await admin.end();
    await expect
      .poll(() =>
        store.leases.set("after", "cut").then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    expect(await store.leases.get("after")).toBe("cut");
    await store.close();
  });
});
