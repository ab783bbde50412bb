import { expect, it } from "vitest";
import type { Log } from "../../../src/ports.js";
import { createBudget, type Ledger, openSharedBudget } from "../../../src/summary/model/budget.js";
import { onEveryStore } from "../../support/store-contract.js";

const DAY = 86_400_000;
const NOON = Date.parse("2019-03-08T12:00:00Z");

function recording() {
  const told: unknown[] = [];
  const tell = (fields: unknown) => void told.push(fields);
  const log: Log = { debug: tell, info: tell, warn: tell, error: tell };
  return { told, log };
}

it("a budget of one process ends when it is spent and begins anew with the UTC day", async () => {
  let now = NOON;
  const budget = createBudget(100, { now: () => now });
  await budget.spend(60);
  expect(budget.left()).toBe(40);
  await budget.spend(60);
  expect(budget.allows()).toBe(false);
  now = Date.parse("2019-03-08T23:59:59Z");
  expect(budget.allows()).toBe(false);
  now = Date.parse("2019-03-09T00:00:00Z");
  expect(budget.left()).toBe(100);
});

onEveryStore("a budget that processes share", (at) => {
  const open = (tokens: number, stage: "group" | "summarise" = "summarise", now: () => number = () => NOON) =>
    openSharedBudget(tokens, { clock: { now }, ledger: at().store.leases, log: recording().log, stage });

  it("goes on after a restart where it stopped", async () => {
    const before = await open(100);
    await before.spend(100);
    expect((await open(100)).allows()).toBe(false);
  });
  it("learns with its own answers what other processes spent", async () => {
    const [one, two] = [await open(100), await open(100)];
    await Promise.all([one.spend(30), two.spend(30)]);
    await one.spend(10);
    expect(one.left()).toBe(30);
  });
  it("keeps days and stages apart", async () => {
    let now = NOON;
    const budget = await open(100, "summarise", () => now);
    await budget.spend(100);
    expect((await open(100, "group")).left()).toBe(100);
    now += DAY;
    expect(budget.left()).toBe(100);
    await budget.spend(20);
    expect((await open(100, "summarise", () => now)).left()).toBe(80);
  });
  it("counts what is asked at the same time at once", async () => {
    const budget = await open(100);
    const written = budget.spend(100);
    expect(budget.allows()).toBe(false);
    await written;
    expect(budget.left()).toBe(0);
  });
});

it("a ledger that fails is told of, and the process counts on", async () => {
  const { told, log } = recording();
  const ledger: Ledger = { add: () => Promise.reject(new Error("the disk is full")) };
  const clock = { now: () => NOON };
  const budget = await openSharedBudget(100, { clock, ledger, log, stage: "summarise" });
  await budget.spend(70);
  expect(budget.left()).toBe(30);
  expect(told).toContainEqual({ stage: "summarise", reason: "the disk is full" });
});

it("what is written down late of yesterday does not count against today", async () => {
  let now = NOON;
  let settle: (sum: number) => void = () => {};
  const sums: Promise<number>[] = [Promise.resolve(0), new Promise((resolve) => (settle = resolve))];
  const ledger: Ledger = { add: () => sums.shift()! };
  const budget = await openSharedBudget(100, {
    clock: { now: () => now },
    ledger,
    log: recording().log,
    stage: "summarise",
  });
  const late = budget.spend(90);
  now += DAY;
  expect(budget.left()).toBe(100);
  settle(90);
  await late;
  expect(budget.left()).toBe(100);
});
