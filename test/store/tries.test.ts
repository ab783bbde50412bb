import { expect, it } from "vitest";
import type { SendResult } from "../../src/model.js";
import { LEASE_MS, wanted } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";
import { held, onlyDue, retry, SENT, tryOnce } from "../support/store-tries.js";

onEveryStore("a try at sending", (at) => {
  it("leaves its beginning behind when nobody settles it, the earliest one", async () => {
    const { store, elapse } = at();
    await store.deliveries.want([wanted()]);
    await held(at());
    expect((await onlyDue(at())).unsettledSince).toBeNull();
    const before = await store.now();
    await store.deliveries.begin(wanted().key, "one", 1000);
    const since = (await onlyDue(at())).unsettledSince;
    expect(since).toBeGreaterThanOrEqual(before);
    await elapse(1000);
    await store.deliveries.begin(wanted().key, "one", 1000);
    const later = (await onlyDue(at())).unsettledSince ?? 0;
    expect(later + (at().kind === "postgres" ? 1000 : 0)).toBe(since);
  });

  it("does not begin on a lost claim, nor on one with too little time left", async () => {
    const { store, elapse } = at();
    await store.deliveries.want([wanted()]);
    await held(at());
    expect(await store.deliveries.begin(wanted().key, "two", 0)).toBe(false);
    await elapse(LEASE_MS - 5000);
    expect(await store.deliveries.begin(wanted().key, "one", 10_000)).toBe(false);
    expect((await onlyDue(at())).unsettledSince).toBeNull();
    expect(await store.deliveries.begin(wanted().key, "one", 1000)).toBe(true);
  });

  it("does not begin what is wanted no more", async () => {
    await at().store.deliveries.want([wanted(), wanted({ subject: "s2" })]);
    await held(at());
    await tryOnce(at(), wanted().key, SENT);
    expect(await at().store.deliveries.begin(wanted().key, "one", 1000)).toBe(false);
    expect(await at().store.deliveries.begin(wanted({ subject: "nobody" }).key, "one", 1000)).toBe(false);
  });

  it("is settled by the holder alone", async () => {
    const { store, elapse } = at();
    await store.deliveries.want([wanted()]);
    await held(at());
    await store.deliveries.begin(wanted().key, "one", 1000);
    await elapse(LEASE_MS + 1);
    await held(at(), "two");
    expect(await store.deliveries.settle(wanted().key, "one", { revision: 1, result: SENT, retryInMs: 0 })).toBe(false);
    expect(await onlyDue(at())).toMatchObject({ sentRevision: 0, reference: null, unsettledSince: expect.any(Number) });
  });

  it("waits for its time after a retry and counts the attempts until one succeeds", async () => {
    const { store, elapse } = at();
    await store.deliveries.want([wanted()]);
    await held(at());
    await tryOnce(at(), wanted().key, retry(false), 4000);
    expect(await store.deliveries.due("desk", 10)).toEqual([]);
    await elapse(4000);
    expect(await onlyDue(at())).toMatchObject({ attempts: 1, unsettledSince: null });
    await tryOnce(at(), wanted().key, SENT);
    await store.deliveries.want([wanted({}, { revision: 2 })]);
    expect(await onlyDue(at())).toMatchObject({ attempts: 0 });
  });

  it("stays unsettled once a try was, whatever later tries say, until one succeeds", async () => {
    await at().store.deliveries.want([wanted()]);
    await held(at());
    await tryOnce(at(), wanted().key, retry(true));
    const since = (await onlyDue(at())).unsettledSince;
    expect(since).not.toBeNull();
    await tryOnce(at(), wanted().key, retry(false));
    expect((await onlyDue(at())).unsettledSince).toBe(since);
    await tryOnce(at(), wanted().key, SENT);
    await at().store.deliveries.want([wanted({}, { revision: 2 })]);
    expect((await onlyDue(at())).unsettledSince).toBeNull();
  });

  it("is never unsettled as an edit: the message is known", async () => {
    await at().store.deliveries.want([wanted()]);
    await held(at());
    await tryOnce(at(), wanted().key, SENT);
    await at().store.deliveries.want([wanted({}, { revision: 2 })]);
    await tryOnce(at(), wanted().key, retry(true));
    expect(await onlyDue(at())).toMatchObject({ unsettledSince: null, reference: "m1" });
  });

  it("closes a delivery that is rejected, with the reason, and goes on with the next", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted(), wanted({ subject: "s2" })]);
    await held(at());
    const result: SendResult = { kind: "rejected", reason: "too long", hint: null, scope: "delivery" };
    await tryOnce(at(), wanted().key, result);
    expect((await onlyDue(at())).key.subject).toBe("s2");
    await deliveries.want([wanted({}, { revision: 2 })]);
    expect((await onlyDue(at())).key.subject).toBe("s2");
    expect(await at().rows("select rejected from delivery where subject = 's1'")).toEqual([{ rejected: "too long" }]);
  });

  it("leaves a rejected channel alone until its settings change or it is cleared", async () => {
    const { deliveries, queries } = at().store;
    const sync = (settings: string) => deliveries.syncChannels([{ id: "desk", account: null, settings }]);
    const claim = () => deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk"] });
    const reject = async () => {
      await tryOnce(at(), wanted().key, { kind: "rejected", reason: "archived", hint: null, scope: "channel" });
      await deliveries.release("desk", "one");
    };
    await deliveries.want([wanted()]);
    await held(at());
    await reject();
    expect((await queries.status()).channels).toMatchObject([
      { id: "desk", rejected: "archived", waiting: 1 },
      { id: "ops" },
    ]);
    await sync("1");
    expect(await claim()).toBeNull();
    expect(await deliveries.nextDueInMs(["desk"])).toBeNull();
    await sync("2");
    expect(await claim()).not.toBeNull();
    await reject();
    expect(await deliveries.clearRejected("desk")).toBe(true);
    expect(await deliveries.clearRejected("desk")).toBe(false);
    expect(await claim()).not.toBeNull();
  });
});

onEveryStore("pace", (at) => {
  it("holds one channel back and no other", async () => {
    const { store, elapse } = at();
    await store.deliveries.want([wanted(), wanted({ channel: "ops" })]);
    await held(at(), "one", "team");
    await store.deliveries.pace("desk", "one", "channel", 2000);
    await store.deliveries.pace("desk", "one", "channel", 10);
    await store.deliveries.release("desk", "one");
    const claim = (channels: string[]) => store.deliveries.claimChannel({ owner: "two", leaseMs: LEASE_MS, channels });
    expect(await claim(["desk"])).toBeNull();
    expect(await store.deliveries.due("desk", 10)).toEqual([]);
    expect(await store.deliveries.nextDueInMs(["desk"])).toBeGreaterThan(500);
    expect(await claim(["desk", "ops"])).toMatchObject({ channel: "ops" });
    await elapse(2000);
    expect(await claim(["desk"])).toMatchObject({ channel: "desk" });
  });

  it("holds all channels of an account back together, and those of another not", async () => {
    const { store } = at();
    await store.deliveries.want([wanted(), wanted({ channel: "ops" }), wanted({ channel: "else" })]);
    await held(at(), "one", "team");
    await store.deliveries.syncChannels([
      { id: "desk", account: "team", settings: "1" },
      { id: "ops", account: "team", settings: "1" },
      { id: "else", account: "others", settings: "1" },
    ]);
    await store.deliveries.pace("desk", "one", "account", 30_000);
    const claim = (channels: string[]) => store.deliveries.claimChannel({ owner: "two", leaseMs: LEASE_MS, channels });
    expect(await claim(["ops"])).toBeNull();
    expect(await claim(["else"])).toMatchObject({ channel: "else" });
    expect(await store.deliveries.nextDueInMs(["ops"])).toBeGreaterThan(20_000);
    const { channels, now } = await store.queries.status();
    expect(channels.find((channel) => channel.id === "ops")?.pacedUntil).toBeGreaterThan(now);
  });

  it("is set by the holder alone", async () => {
    const { deliveries } = at().store;
    await deliveries.want([wanted()]);
    await held(at());
    await deliveries.pace("desk", "two", "channel", 30_000);
    expect(await deliveries.due("desk", 10)).toHaveLength(1);
  });
});
