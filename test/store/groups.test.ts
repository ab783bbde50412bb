import { sql } from "kysely";
import { expect, it } from "vitest";
import { openSqlite } from "../../src/store/sqlite.js";
import { temporaryFolder } from "../support/app.js";
import { steppingClock } from "../support/store-contract.js";

async function open(limits: { maxPages?: number } = {}) {
  const database = await openSqlite(`${temporaryFolder()}/store.db`, steppingClock(), "bot", limits);
  await database.write((tx) => sql`create table note (text text primary key)`.execute(tx));
  const add = (text: string) =>
    database.write(async (tx) => {
      await sql`insert into note values (${text})`.execute(tx);
      return text;
    });
  const kept = async () => (await sql<{ text: string }>`select text from note order by text`.execute(database.db)).rows;
  return { database, add, kept: async () => (await kept()).map((row) => row.text) };
}

it("writes that come together are all acknowledged and kept", async () => {
  const { database, add, kept } = await open();
  const names = Array.from({ length: 50 }, (_, n) => String(n).padStart(2, "0"));
  expect(await Promise.all(names.map(add))).toEqual(names);
  expect(await kept()).toEqual(names);
  await database.close();
});

it("a write that fails among others is undone alone", async () => {
  const { database, add, kept } = await open();
  const half = database.write(async (tx) => {
    await sql`insert into note values ('half')`.execute(tx);
    throw new Error("the second half failed");
  });
  const outcomes = await Promise.allSettled([add("a"), half, add("a"), add("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(await kept()).toEqual(["a", "b"]);
  await database.close();
});

it("a write that fails alone is undone too", async () => {
  const { database, add, kept } = await open();
  await add("a");
  await expect(add("a")).rejects.toThrow(/UNIQUE/);
  expect(await kept()).toEqual(["a"]);
  await add("b");
  expect(await kept()).toEqual(["a", "b"]);
  await database.close();
});

it("a full disk fails what came together, keeps nothing of it, and what comes later finds the store as it was", async () => {
  const { database, add, kept } = await open({ maxPages: 8 });
  await add("a");
  const outcomes = await Promise.allSettled([add("b"), add("x".repeat(100_000)), add("c")]);
  expect(outcomes.map(({ status }) => status)).toContain("rejected");
  const acknowledged = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(await kept()).toEqual(["a", ...acknowledged]);
  await add("d");
  expect(await kept()).toContain("d");
  await database.close();
});

it("nothing is acknowledged before it is committed", async () => {
  const { database, add } = await open();
  const reader = await openSqlite(
    (await sql<{ file: string }>`pragma database_list`.execute(database.db)).rows[0]?.file ?? "",
    steppingClock(),
    "reader",
  );
  const seen = await Promise.all(
    ["a", "b", "c"].map(async (text) => {
      await add(text);
      return (await sql`select 1 from note where text = ${text}`.execute(reader.db)).rows.length;
    }),
  );
  expect(seen).toEqual([1, 1, 1]);
  await reader.close();
  await database.close();
});
