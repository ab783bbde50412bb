import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, inject, it } from "vitest";
import { openStore } from "../../src/store/open.js";
import { createDatabase } from "../support/postgres.js";
import { poll, polled } from "../support/store-builders.js";
import { steppingClock } from "../support/store-contract.js";

const folder = mkdtempSync(join(tmpdir(), "watchdesk-crash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORKER = fileURLToPath(new URL("../support/store-worker.mjs", import.meta.url));
const ITEMS_A_POLL = 5;

interface Options {
  url: string | null;
  path: string;
  mode?: "bot" | "reader";
}

/** Runs a worker, hands on each line it says, and resolves with its exit code (null when killed). */
async function work(
  task: string,
  options: Options,
  onLine: (line: string, kill: () => void) => void,
): Promise<number | null> {
  const child = spawn(process.execPath, [WORKER, task, JSON.stringify(options), randomUUID()], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  createInterface({ input: child.stdout }).on("line", (line) => onLine(line, () => child.kill("SIGKILL")));
  return ended;
}

/** Numbers without order, alike in every run (Lehmer's generator, Park and Miller 1988). */
function* unordered(seed: number, below: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state % below;
  }
}

/** What a whole poll leaves, counted: every poll up to the last is there with all its parts. */
async function expectWhole(options: Options, acknowledged: number): Promise<number> {
  const store = await openStore({ ...options, clock: steppingClock(), mode: "reader" });
  const { feeds, items, readingsWaiting } = await store.queries.status();
  const polls = Number(feeds[0]?.habit["n"] ?? 0);
  expect(polls).toBeGreaterThanOrEqual(acknowledged);
  expect(items).toBe(polls * ITEMS_A_POLL);
  expect(readingsWaiting).toBe(items);
  const recent = await store.queries.recentItems({ watch: "w", sinceMs: null, text: null, limit: 1_000_000 });
  expect(recent.length).toBe(items);
  expect(new Set(recent.map(({ item }) => item.capture)).size).toBe(polls);
  await store.close();
  return polls;
}

async function killAgainAndAgain(options: Options, times: number): Promise<void> {
  let acknowledged = 0;
  const after = unordered(20_190_308, 40);
  for (let round = 0; round < times; round++) {
    let left = 1 + (after.next().value as number);
    const code = await work("write", options, (line, kill) => {
      acknowledged = Math.max(acknowledged, Number(line));
      if (--left === 0) kill();
    });
    expect(code).toBeNull();
    await expectWhole(options, acknowledged);
  }
}

describe("a writer that is killed at any instant", () => {
  it("loses nothing acknowledged and leaves nothing half, in a file", { timeout: 120_000 }, async () => {
    await killAgainAndAgain({ url: null, path: join(folder, "killed.db") }, 8);
  });

  it("loses nothing acknowledged and leaves nothing half, on PostgreSQL", { timeout: 120_000 }, async () => {
    const url = await createDatabase(inject("postgresUrl"), `killed-${randomUUID()}`);
    // A dead process's claim would have to expire first; each round takes the feed anew.
    const release = async () => {
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("update feed set claimed_until = 0");
      await client.end();
    };
    for (let round = 0; round < 4; round++) {
      let last = 0;
      await work("write", { url, path: "" }, (line, kill) => {
        last = Number(line);
        if (last % 7 === 6 - round) kill();
      });
      await expectWhole({ url, path: "" }, last);
      await release();
    }
  });
});

describe("several processes", () => {
  it("claim each reading once and number the placements densely, on PostgreSQL", { timeout: 120_000 }, async () => {
    const count = 200;
    const url = await createDatabase(inject("postgresUrl"), `claims-${randomUUID()}`);
    const store = await openStore({ url, path: "", clock: steppingClock() });
    await poll(store, { items: Array.from({ length: count }, (_, n) => polled(`i${n}`)) });
    const said: string[][] = [];
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => work("place", { url, path: "" }, (line) => said.push(line.split(" ")))),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(new Set(said.map(([item]) => item)).size).toBe(count);
    expect(said).toHaveLength(count);
    const arrivals = said.map(([, arrival]) => Number(arrival)).sort((a, b) => a - b);
    expect(arrivals).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    expect((await store.stories.get("s"))?.revision).toBe(count);
    await store.close();
  });

  it("read and write beside a busy bot in one file, and always see whole polls", { timeout: 120_000 }, async () => {
    const options = { url: null, path: join(folder, "busy.db") };
    const seen: number[] = [];
    let reading: Promise<void> | undefined;
    let done = false;
    const readAlong = async () => {
      const reader = await openStore({ ...options, clock: steppingClock(), mode: "reader" });
      while (!done) {
        seen.push((await reader.queries.status()).items);
        await reader.leases.set("reader", String(seen.length));
        await new Promise((resolve) => setImmediate(resolve));
      }
      await reader.close();
    };
    await work("write", options, (line, kill) => {
      reading ??= readAlong();
      if (Number(line) < 60) return;
      done = true;
      kill();
    });
    await reading;
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((items) => items % ITEMS_A_POLL === 0)).toBe(true);
    expect(await expectWhole(options, 60)).toBeGreaterThanOrEqual(60);
  });
});
