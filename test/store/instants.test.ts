import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openStore } from "../../src/store/open.js";
import { LEASE_MS, poll, polled, wanted } from "../support/store-builders.js";
import { steppingClock } from "../support/store-contract.js";

const folder = mkdtempSync(join(tmpdir(), "watchdesk-instants-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY_MS = 86_400_000;
const DESK = { id: "desk", account: null, settings: "" };
const claimOf = (owner: string) => ({ owner, limit: 9, leaseMs: LEASE_MS });

it("gives a new bot at once what a bot that died had claimed", async () => {
  const path = join(folder, `${randomUUID()}.db`);
  const clock = steppingClock();
  const first = await openStore({ url: null, path, clock });
  await first.deliveries.syncChannels([DESK]);
  await poll(first, { items: [polled("a")], deliveries: [wanted()] });
  expect(await first.feeds.claimDue(claimOf("one"))).toHaveLength(1);
  expect(await first.readings.claim(claimOf("one"))).toHaveLength(1);
  expect(await first.deliveries.claimChannel({ ...claimOf("one"), channels: ["desk"] })).not.toBeNull();
  await first.deliveries.begin(wanted().key, "one", 0);
  await first.leases.hold("gateway", "one", LEASE_MS);
  await first.close();

  const second = await openStore({ url: null, path, clock });
  expect(await second.feeds.claimDue(claimOf("two"))).toHaveLength(1);
  expect(await second.readings.claim(claimOf("two"))).toHaveLength(1);
  expect(await second.deliveries.claimChannel({ ...claimOf("two"), channels: ["desk"] })).not.toBeNull();
  expect(await second.leases.hold("gateway", "two", LEASE_MS)).toBe(true);
  // What the first bot may have sent is not forgotten with its claim.
  expect((await second.deliveries.due("desk", 1))[0]?.unsettledSince).not.toBeNull();
  await second.close();
});

it("leaves a bot's claims alone when a reader opens beside it", async () => {
  const path = join(folder, `${randomUUID()}.db`);
  const clock = steppingClock();
  const bot = await openStore({ url: null, path, clock });
  await poll(bot, { items: [polled("a")] });
  await bot.readings.claim(claimOf("one"));
  const reader = await openStore({ url: null, path, clock, mode: "reader" });
  expect(await bot.readings.claim(claimOf("two"))).toEqual([]);
  await reader.close();
  await bot.close();
});

it("waits no longer than before when the clock is set back by a day", async () => {
  const clock = steppingClock();
  const store = await openStore({ url: null, path: ":memory:", clock });
  await store.deliveries.syncChannels([DESK]);
  await poll(store, { nextInMs: 10_000, deliveries: [wanted({}, { notBeforeMs: 20_000 })] });
  clock.step(-DAY_MS);
  expect(await store.feeds.claimDue(claimOf("one"))).toEqual([]);
  expect(await store.feeds.nextDueInMs()).toBe(10_000);
  expect(await store.deliveries.nextDueInMs(["desk"])).toBe(20_000);
  clock.step(10_000);
  expect(await store.feeds.claimDue(claimOf("one"))).toHaveLength(1);
  clock.step(10_000);
  expect(await store.deliveries.claimChannel({ ...claimOf("one"), channels: ["desk"] })).not.toBeNull();
  await store.close();
});

it("goes on when the clock leaps a day ahead and comes back", async () => {
  const clock = steppingClock();
  const store = await openStore({ url: null, path: ":memory:", clock });
  await poll(store, { nextInMs: 10_000 });
  clock.step(DAY_MS);
  await poll(store, { nextInMs: 10_000 });
  clock.step(-DAY_MS);
  await store.leases.set("any", "write");
  clock.step(10_000);
  expect(await store.feeds.claimDue(claimOf("one"))).toHaveLength(1);
  await store.close();
});

it("takes a small correction of the clock for what it is", async () => {
  const clock = steppingClock();
  const store = await openStore({ url: null, path: ":memory:", clock });
  await poll(store, { nextInMs: 100_000 });
  clock.step(-5_000);
  await store.leases.set("any", "write");
  expect(await store.feeds.nextDueInMs()).toBe(105_000);
  await store.close();
});
