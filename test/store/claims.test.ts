import { expect, it } from "vitest";
import { LEASE_MS, MATCHED, planFor, poll, pollCommit, polled, wanted } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const FEEDS = ["a", "b", "c"].map((id) => ({ id, enabled: true, dueInMs: 0 }));
const claimOf = (owner: string, limit = 10) => ({ owner, limit, leaseMs: LEASE_MS });
const DESK = { id: "desk", account: null, settings: "1" };

onEveryStore("feeds are claimed", (at) => {
  it("gives a due feed to one of two that ask", async () => {
    await at().store.feeds.sync(FEEDS);
    const other = await at().beside();
    const both = await Promise.all([
      at().store.feeds.claimDue(claimOf("one", 2)),
      other.feeds.claimDue(claimOf("two", 2)),
    ]);
    const ids = both.flat().map((state) => state.id);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await other.feeds.claimDue(claimOf("two"))).toHaveLength(3 - ids.length);
    expect(await at().store.feeds.claimDue(claimOf("one"))).toEqual([]);
  });

  it("gives the feed that has been due for longest first", async () => {
    const { store, elapse } = at();
    await store.feeds.sync([
      { id: "late", enabled: true, dueInMs: 500 },
      { id: "early", enabled: true, dueInMs: 100 },
      { id: "future", enabled: true, dueInMs: 90_000 },
    ]);
    await elapse(1000);
    expect((await store.feeds.claimDue(claimOf("one", 1))).map((state) => state.id)).toEqual(["early"]);
    expect((await store.feeds.claimDue(claimOf("one", 5))).map((state) => state.id)).toEqual(["late"]);
  });

  it("forgets what was known of a feed at another address, and what is under way there changes nothing", async () => {
    const { store } = at();
    const feed = (address: string) => [{ id: "wire-a", enabled: true, dueInMs: 0, address }];
    const validators = { etag: '"1"', lastModified: null };
    await store.feeds.sync(feed("one"));
    await poll(store, {
      state: { movedTo: "https://m.example/", validators, firstPolledAt: 1, health: "gone" },
      nextInMs: null,
    });
    await store.feeds.sync(feed("one"));
    expect(await store.feeds.state("wire-a")).toMatchObject({ health: "gone", nextDueAt: null });
    await store.feeds.sync(feed("two"));
    const anew = { movedTo: null, validators: { etag: null }, firstPolledAt: null, health: "new" };
    expect(await store.feeds.state("wire-a")).toMatchObject(anew);
    expect(await store.feeds.claimDue(claimOf("one"))).toHaveLength(1);
    await store.feeds.sync(feed("three"));
    const late = pollCommit({ owner: "one", state: { movedTo: "https://m.example/" } });
    expect(await store.feeds.commitPoll(late)).toMatchObject({ committed: false });
  });

  it("brings forward what is due later than a shortened interval allows, and not what fails", async () => {
    const { store } = at();
    const within = (withinMs: number) => ["well", "failing"].map((id) => ({ id, enabled: true, dueInMs: 0, withinMs }));
    await store.feeds.sync(within(86_400_000));
    for (const { id } of await store.feeds.claimDue(claimOf("one"))) {
      const state = { failures: id === "well" ? 0 : 4 };
      await store.feeds.commitPoll(pollCommit({ feed: id, state, nextInMs: 86_400_000 }));
    }
    await store.feeds.sync(within(86_400_001));
    expect(await store.feeds.claimDue(claimOf("one"))).toEqual([]);
    await store.feeds.sync(within(3_600_000));
    expect((await store.feeds.claimDue(claimOf("one"))).map(({ id }) => id)).toEqual(["well"]);
  });

  it("takes the address of a feed that had none noted, and forgets nothing for it", async () => {
    const { store } = at();
    await store.feeds.sync([{ id: "wire-a", enabled: true, dueInMs: 0 }]);
    await poll(store, { state: { firstPolledAt: 1, health: "healthy" } });
    await store.feeds.sync([{ id: "wire-a", enabled: true, dueInMs: 0, address: "one" }]);
    expect(await store.feeds.state("wire-a")).toMatchObject({ firstPolledAt: 1, health: "healthy" });
  });

  it("gives a feed again once its claim has expired", async () => {
    const { store, elapse } = at();
    await store.feeds.sync(FEEDS.slice(0, 1));
    await store.feeds.claimDue(claimOf("one"));
    await elapse(LEASE_MS - 1000);
    expect(await store.feeds.claimDue(claimOf("two"))).toEqual([]);
    await elapse(1001);
    expect(await store.feeds.claimDue(claimOf("two"))).toHaveLength(1);
  });

  it("gives a feed back with the commit, due after the time it names", async () => {
    const { store, elapse } = at();
    await store.feeds.sync(FEEDS.slice(0, 1));
    await store.feeds.claimDue(claimOf("one"));
    await store.feeds.commitPoll(pollCommit({ feed: "a", nextInMs: 5000 }));
    expect(await store.feeds.claimDue(claimOf("two"))).toEqual([]);
    expect(await store.feeds.nextDueInMs()).toBeGreaterThan(3000);
    await elapse(5000);
    expect(await store.feeds.nextDueInMs()).toBe(0);
    expect(await store.feeds.claimDue(claimOf("two"))).toHaveLength(1);
  });

  it("never gives a feed again whose commit names no next time", async () => {
    const { store, elapse } = at();
    await poll(store, { feed: "a", nextInMs: null });
    await elapse(10 * 365 * 86_400_000);
    expect(await store.feeds.claimDue(claimOf("one"))).toEqual([]);
    expect(await store.feeds.nextDueInMs()).toBeNull();
    expect(await store.feeds.state("a")).toMatchObject({ nextDueAt: null });
  });

  it("pauses a feed that is configured no more, and remembers it when it comes back", async () => {
    const { store } = at();
    await poll(store, { feed: "a", state: { failures: 2, health: "slow" } });
    await store.feeds.sync([]);
    expect(await store.feeds.claimDue(claimOf("one"))).toEqual([]);
    expect(await store.feeds.list()).toEqual([]);
    expect(await store.feeds.state("a")).toMatchObject({ health: "paused", failures: 2 });
    await store.feeds.sync(FEEDS.slice(0, 1));
    expect(await store.feeds.claimDue(claimOf("one"))).toMatchObject([{ id: "a", failures: 2, health: "slow" }]);
  });

  it("keeps a feed's time when the configuration is read again", async () => {
    const { store } = at();
    await poll(store, { feed: "a", nextInMs: 60_000 });
    await store.feeds.sync([{ id: "a", enabled: true, dueInMs: 0 }]);
    expect(await store.feeds.claimDue(claimOf("one"))).toEqual([]);
  });
});

onEveryStore("readings are claimed", (at) => {
  const place = { page: null, unread: null, match: MATCHED, seen: 0 };

  it("gives each to one claimant, the nearest deadline first", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("late")], readingDeadlineMs: 20_000 });
    await poll(store, { items: [polled("soon")], readingDeadlineMs: 5_000 });
    await elapse(6000);
    const [first] = await store.readings.claim(claimOf("one", 1));
    expect(first?.item.id).toBe("soon");
    expect(first?.deadlineInMs).toBeLessThanOrEqual(-1000);
    expect((await store.readings.claim(claimOf("two"))).map((reading) => reading.item.id)).toEqual(["late"]);
    expect(await store.readings.claim(claimOf("three"))).toEqual([]);
  });

  it("brings the item and its hits as they were committed", async () => {
    const one = polled("a", { identities: ["guid:a", "url:a"], publishedAt: 1_552_000_000_000, family: "house" });
    await poll(at().store, { items: [one] });
    const [reading] = await at().store.readings.claim(claimOf("one"));
    expect(reading?.item).toMatchObject(one.item);
    expect(reading?.hits).toEqual(one.hits);
  });

  it("refuses what a lost claimant brings late", async () => {
    const { store, elapse, rows } = at();
    await poll(store, { items: [polled("a")] });
    await store.readings.claim(claimOf("one"));
    await elapse(LEASE_MS + 1);
    await store.readings.claim(claimOf("two"));
    expect(await store.readings.place({ item: "a", owner: "one", ...place }, planFor("s"))).toEqual({
      committed: false,
      placed: null,
    });
    expect(await rows("select * from placement")).toEqual([]);
    expect(await store.readings.place({ item: "a", owner: "two", ...place }, planFor("s"))).toMatchObject({
      committed: true,
    });
  });

  it("ends a reading once", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a")] });
    await store.readings.claim(claimOf("one"));
    await store.readings.place({ item: "a", owner: "one", ...place }, planFor("s"));
    const again = await store.readings.place({ item: "a", owner: "one", ...place }, planFor("s"));
    expect(again.committed).toBe(false);
    expect(await store.stories.get("s")).toMatchObject({ revision: 1 });
  });

  it("gives a reading that was released again after the time it names", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("a")] });
    await store.readings.claim(claimOf("one"));
    await store.readings.release("a", "stranger", 0);
    expect(await store.readings.claim(claimOf("two"))).toEqual([]);
    await store.readings.release("a", "one", 3000);
    expect(await store.readings.claim(claimOf("two"))).toEqual([]);
    await elapse(3000);
    expect(await store.readings.claim(claimOf("two"))).toHaveLength(1);
  });
});

onEveryStore("channels are claimed", (at) => {
  const claim = (owner: string, channels = ["desk", "ops"]) =>
    at().store.deliveries.claimChannel({ owner, leaseMs: LEASE_MS, channels });

  it("gives a channel with something due to one claimant until it releases it", async () => {
    const { deliveries } = at().store;
    await deliveries.syncChannels([DESK]);
    expect(await claim("one")).toBeNull();
    await deliveries.want([wanted()]);
    expect(await claim("one")).toMatchObject({ channel: "desk" });
    expect(await claim("two")).toBeNull();
    await deliveries.release("desk", "two");
    expect(await claim("two")).toBeNull();
    await deliveries.release("desk", "one");
    expect(await claim("two")).toMatchObject({ channel: "desk" });
  });

  it("gives only channels that the claimant serves", async () => {
    await at().store.deliveries.syncChannels([DESK]);
    await at().store.deliveries.want([wanted()]);
    expect(await claim("one", ["ops"])).toBeNull();
    expect(await claim("one", [])).toBeNull();
  });

  it("gives the channel that was claimed longest ago first", async () => {
    const { store, elapse } = at();
    await store.deliveries.syncChannels([DESK, { ...DESK, id: "ops" }]);
    await store.deliveries.want([wanted(), wanted({ channel: "ops" })]);
    expect((await claim("one"))?.channel).toBe("desk");
    await store.deliveries.release("desk", "one");
    await elapse(10);
    expect((await claim("one"))?.channel).toBe("ops");
  });

  it("lets a claim be extended by its owner alone", async () => {
    const { store, elapse } = at();
    await store.deliveries.syncChannels([DESK]);
    await store.deliveries.want([wanted()]);
    await claim("one");
    expect(await store.deliveries.extend("desk", "two", LEASE_MS)).toBe(false);
    await elapse(LEASE_MS - 100);
    expect(await store.deliveries.extend("desk", "one", LEASE_MS)).toBe(true);
    await elapse(LEASE_MS - 1000);
    expect(await claim("two")).toBeNull();
    await elapse(1001);
    expect(await claim("two")).not.toBeNull();
    expect(await store.deliveries.extend("desk", "one", LEASE_MS)).toBe(false);
  });
});

onEveryStore("leases and small values", (at) => {
  it("lets one owner hold a name, renew it, and lose it when it expires", async () => {
    const { store, elapse } = at();
    expect(await store.leases.hold("gateway", "one", 1000)).toBe(true);
    expect(await store.leases.hold("gateway", "two", 1000)).toBe(false);
    expect(await store.leases.hold("gateway", "one", 1000)).toBe(true);
    await elapse(1001);
    expect(await store.leases.hold("gateway", "two", 60_000)).toBe(true);
    expect(await store.leases.hold("gateway", "one", 1000)).toBe(false);
    await store.leases.release("gateway", "one");
    expect(await store.leases.hold("gateway", "one", 1000)).toBe(false);
    await store.leases.release("gateway", "two");
    expect(await store.leases.hold("gateway", "one", 1000)).toBe(true);
  });

  it("takes an id once within its kind, for a week", async () => {
    const { store, elapse, rows } = at();
    expect(await store.leases.first("slack", "e1")).toBe(true);
    expect(await store.leases.first("slack", "e1")).toBe(false);
    expect(await store.leases.first("discord", "e1")).toBe(true);
    await elapse(8 * 86_400_000);
    expect(await store.leases.first("slack", "e2")).toBe(true);
    expect(await rows("select id from seen")).toEqual([{ id: "e2" }]);
  });

  it("adds to a named number from nothing, whoever adds at the same time", async () => {
    const { leases } = at().store;
    expect(await leases.add("tokens", 7)).toBe(7);
    await Promise.all([leases.add("tokens", 3), leases.add("tokens", 40), leases.add("letters", 5)]);
    expect(await leases.add("tokens", 0)).toBe(50);
  });

  it("remembers a named value", async () => {
    const { leases } = at().store;
    expect(await leases.get("commands")).toBeNull();
    await leases.set("commands", "h1");
    await leases.set("commands", "h2");
    expect(await leases.get("commands")).toBe("h2");
  });
});
