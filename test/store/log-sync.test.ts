import { copyFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { SyncFile } from "../../src/store/log-sync.js";
import { openSqlite } from "../../src/store/sqlite.js";
import { temporaryFolder } from "../support/app.js";
import { steppingClock } from "../support/store-contract.js";

/** A store of notes whose disk is in our hands from the first note on. */
async function open(syncFile: (folder: string) => SyncFile) {
  const folder = temporaryFolder();
  const inHand = syncFile(folder);
  let ready = false;
  const database = await openSqlite(`${folder}/store.db`, steppingClock(), "bot", {
    syncFile: async (file) => (ready ? inHand(file) : undefined),
  });
  await database.write((tx) => sql`create table note (text text primary key)`.execute(tx));
  ready = true;
  const add = (text: string) => database.write((tx) => sql`insert into note values (${text})`.execute(tx));
  return { database, add, folder };
}

async function notesIn(path: string): Promise<string[]> {
  const database = await openSqlite(path, steppingClock(), "reader");
  const { rows } = await sql<{ text: string }>`select text from note`.execute(database.db);
  await database.close();
  return rows.map((row) => row.text);
}

it("a write is not acknowledged before the disk has it", async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let asked = () => {};
  const reached = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const { database, add } = await open(() => () => {
    asked();
    return held;
  });
  let acknowledged = false;
  const adding = add("a").then(() => {
    acknowledged = true;
  });
  await reached;
  await new Promise((resolve) => setImmediate(resolve));
  expect(acknowledged).toBe(false);
  letGo();
  await adding;
  await database.close();
});

it("what was acknowledged is there after a loss of power", async () => {
  let syncs = 0;
  // What was on the disk when a sync began is all that is sure to be there when it has ended.
  const { database, add, folder } = await open((at) => async () => {
    syncs++;
    for (const part of ["", "-wal"]) copyFileSync(`${at}/store.db${part}`, `${at}/lost-${syncs}.db${part}`);
    await new Promise((resolve) => setImmediate(resolve));
  });
  const acknowledged = new Map<string, number>();
  // Notes of three pages each, so that the log is begun anew in between.
  const texts = Array.from({ length: 1_600 }, (_, n) => `${String(n).padStart(4, "0")} ${"x".repeat(12_000)}`);
  for (let start = 0; start < texts.length; start += 100) {
    await Promise.all(
      texts.slice(start, start + 100).map((text) => add(text).then(() => acknowledged.set(text, syncs))),
    );
  }
  for (const at of new Set(acknowledged.values())) {
    const there = new Set(await notesIn(`${folder}/lost-${at}.db`));
    const missing = [...acknowledged].filter(([text, heard]) => heard <= at && !there.has(text));
    expect(missing.map(([text]) => text.slice(0, 4))).toEqual([]);
  }
  await database.close();
});

it("a disk that refuses fails the writes that waited for it, and no later ones", async () => {
  const faults = [Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" })];
  const { database, add } = await open(() => async () => {
    const fault = faults.pop();
    if (fault) throw fault;
  });
  await expect(add("a")).rejects.toMatchObject({ code: "store", message: expect.stringContaining("disk") });
  await expect(add("b")).resolves.toBeDefined();
  await database.close();
});

it("after a sync that failed the log is begun anew, since the system may have given up what it held", async () => {
  const faults = [Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" })];
  const { database, add, folder } = await open(() => async () => {
    const fault = faults.pop();
    if (fault) throw fault;
  });
  await expect(add("a")).rejects.toMatchObject({ code: "store" });
  await add("b");
  copyFileSync(`${folder}/store.db`, `${folder}/without-log.db`);
  expect(await notesIn(`${folder}/without-log.db`)).toEqual(["a"]);
  await database.close();
});

it("writes that come while the disk is at work share the next sync", async () => {
  let syncs = 0;
  const { database, add } = await open(() => async () => {
    syncs++;
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  });
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      for (let turn = 0; turn < n; turn++) await new Promise((resolve) => setImmediate(resolve));
      await add(String(n));
    }),
  );
  expect(syncs).toBeLessThanOrEqual(3);
  await database.close();
});
