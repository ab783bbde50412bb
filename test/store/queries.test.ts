import { expect, it } from "vitest";
import { hit, placeAll, poll, polled, wanted } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const ALL = { watch: null, sinceMs: null, text: null, limit: 100 };

onEveryStore("recent items", (at) => {
  it("are those with a hit, newest first, with their hits and story", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("a")] });
    await placeAll(store, "s1");
    await elapse(1000);
    await poll(store, { items: [polled("b", {}, [hit("pads")]), polled("plain", {}, [])] });
    const recent = await store.queries.recentItems(ALL);
    expect(recent.map(({ item, story }) => [item.id, story])).toEqual([
      ["b", null],
      ["a", "s1"],
    ]);
    expect(recent[0]?.hits).toEqual([hit("pads")]);
    expect(recent[0]?.item.identities).toEqual(["guid:b"]);
  });

  it("are told apart by watch and age, and no more than asked for", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("old")] });
    await elapse(60_000);
    await poll(store, { items: [polled("new"), polled("pad", {}, [hit("pads"), hit("sites")])] });
    const ids = async (query: object) =>
      (await store.queries.recentItems({ ...ALL, ...query })).map(({ item }) => item.id).sort();
    expect(await ids({ watch: "pads" })).toEqual(["pad"]);
    expect(await ids({ watch: "sites", sinceMs: 30_000 })).toEqual(["new", "pad"]);
    expect(await ids({ watch: "nobody" })).toEqual([]);
    expect(await ids({ limit: 1 })).toHaveLength(1);
    expect(await ids({})).toEqual(["new", "old", "pad"]);
  });
});

onEveryStore("recent stories", (at) => {
  it("come last changed first, with reports, origins, watches and a link", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("a", { url: null }), polled("b")] });
    await placeAll(store, "s1");
    await elapse(1000);
    await poll(store, { items: [polled("c", {}, [hit("pads", { severity: "high" })])] });
    await placeAll(store, "s2");
    expect(await store.queries.recentStories(ALL)).toMatchObject([
      { story: "s2", severity: "high", reports: 1, watches: ["pads"] },
      { story: "s1", reports: 2, origins: 1, watches: ["sites"], url: "https://wire-a.example/b" },
    ]);
    await elapse(1000);
    await poll(store, { items: [polled("d", {}, [hit("pads")])] });
    await placeAll(store, "s1");
    const stories = async (query: object) =>
      (await store.queries.recentStories({ ...ALL, ...query })).map((one) => one.story);
    expect(await stories({})).toEqual(["s1", "s2"]);
    expect(await stories({ watch: "pads" })).toEqual(["s1", "s2"]);
    expect(await stories({ watch: "sites" })).toEqual(["s1"]);
    expect(await stories({ sinceMs: 500 })).toEqual(["s1"]);
    expect(await stories({ limit: 1 })).toEqual(["s1"]);
  });
});

onEveryStore("the status", (at) => {
  it("counts what is kept and what waits", async () => {
    const { store } = at();
    const body = {
      kind: "operator" as const,
      message: { severity: "info" as const, title: "t", text: "t", hint: null },
    };
    await store.deliveries.syncChannels([
      { id: "desk", account: null, settings: "" },
      { id: "gone", account: null, settings: "" },
    ]);
    await store.deliveries.syncChannels([{ id: "desk", account: null, settings: "" }]);
    await poll(store, { items: [polled("a"), polled("b")], deliveries: [wanted({}, { body })] });
    expect(await store.queries.status()).toMatchObject({
      items: 2,
      stories: 0,
      readingsWaiting: 2,
      feeds: [{ id: "wire-a" }],
      channels: [{ id: "desk", waiting: 1, sent: 0, rejected: null, lastSentAt: null, pacedUntil: null }],
    });
    await placeAll(store, "s1");
    expect(await store.queries.status()).toMatchObject({ stories: 1, readingsWaiting: 0 });
  });

  it("tells how long a page and a message have been left by everybody", async () => {
    const { store, elapse } = at();
    await store.deliveries.syncChannels([{ id: "desk", account: null, settings: "" }]);
    const message = { severity: "info" as const, title: "t", text: "t", hint: null };
    const later = wanted({ subject: "night" }, { body: { kind: "operator", message }, notBeforeMs: 1_000_000 });
    await poll(store, { items: [polled("a")], deliveries: [later] });
    const late = async () => {
      const { readingLateMs, channels } = await store.queries.status();
      return [readingLateMs, channels[0]?.lateMs ?? null];
    };
    expect(await late()).toEqual([null, null]);
    await elapse(300_000);
    const [reading, delivery] = await late();
    expect(reading).toBeGreaterThan(200_000);
    expect(delivery).toBeNull();
    await elapse(750_000);
    const [, due] = await late();
    expect(due).toBeGreaterThanOrEqual(50_000);
    expect(due).toBeLessThan(60_000);
    await store.deliveries.claimChannel({ owner: "one", leaseMs: 60_000, channels: ["desk"] });
    await placeAll(store, "s1");
    expect(await late()).toEqual([null, null]);
  });
});
