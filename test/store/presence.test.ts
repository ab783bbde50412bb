import { expect, it } from "vitest";
import { LEASE_MS, poll, polled } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const FEED = [{ id: "a", enabled: true, dueInMs: 0 }];
const claimOf = (owner: string) => ({ owner, limit: 10, leaseMs: LEASE_MS });
const PRESENCE_MS = 15_000;

onEveryStore("a process that shows itself", (at) => {
  const show = (owner: string) => at().store.leases.hold(`process:${owner}`, owner, PRESENCE_MS);

  it("keeps its feeds as long as it does", async () => {
    const { store, elapse } = at();
    await store.feeds.sync(FEED);
    await show("one");
    await store.feeds.claimDue(claimOf("one"));
    await elapse(PRESENCE_MS - 1000);
    await show("one");
    await elapse(PRESENCE_MS - 1000);
    expect(await store.feeds.claimDue(claimOf("two"))).toEqual([]);
  });

  it("leaves its feeds and readings to others when it is gone, long before its claims expire", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("one")], nextInMs: 0 });
    await show("one");
    expect(await store.feeds.claimDue(claimOf("one"))).toHaveLength(1);
    expect(await store.readings.claim(claimOf("one"))).toHaveLength(1);
    await elapse(PRESENCE_MS + 1);
    expect(await store.feeds.claimDue(claimOf("two"))).toHaveLength(1);
    expect(await store.readings.claim(claimOf("two"))).toHaveLength(1);
    expect(await store.feeds.claimDue(claimOf("three"))).toEqual([]);
  });

  it("keeps the channel that it holds all the same: a message may be on its way", async () => {
    const { store, elapse } = at();
    const message = { severity: "info" as const, title: "t", text: "", hint: null };
    const key = { channel: "desk", kind: "operator" as const, subject: "s", ordinal: "1" };
    await store.deliveries.syncChannels([{ id: "desk", account: null, settings: "" }]);
    await store.deliveries.want([{ key, revision: 1, notBeforeMs: 0, body: { kind: "operator", message } }]);
    await show("one");
    const claim = (owner: string) => store.deliveries.claimChannel({ owner, leaseMs: LEASE_MS, channels: ["desk"] });
    expect(await claim("one")).not.toBeNull();
    await elapse(PRESENCE_MS + 1);
    expect(await claim("two")).toBeNull();
  });

  it("is not judged where it never did", async () => {
    const { store, elapse } = at();
    await store.feeds.sync(FEED);
    await store.feeds.claimDue(claimOf("one"));
    await elapse(PRESENCE_MS + 1);
    expect(await store.feeds.claimDue(claimOf("two"))).toEqual([]);
  });
});
