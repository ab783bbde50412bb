import { expect, it } from "vitest";
import type { MemoryQuery, Store, WatchMemory } from "../../src/ports.js";
import { placeAll, placement, planFor, poll, polled, wanted } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const DAY = 86_400_000;
const ASK: MemoryQuery = { mentionsOf: ["sites"], windowMs: DAY, windows: 5, alertsOf: ["sites"], alertsWithinMs: DAY };

/** What routing is told when `item` is placed in `story`. */
async function memoryOf(store: Store, item: string, story: string, ask: MemoryQuery | null = ASK) {
  const told: WatchMemory[] = [];
  await poll(store, { items: [polled(item)] });
  const route = (_story: unknown, _placement: unknown, memory: WatchMemory) => {
    told.push(memory);
    return [];
  };
  await placeAll(store, story, { place: () => placement(story), route, ...(ask ? { ask } : {}) });
  return told[0]!;
}

const alertFor = (story: string) => planFor(story, (revision) => [wanted({ subject: story }, { revision })]);

onEveryStore("the memory that routing is given", (at) => {
  it("names the channels in which the story has an alert", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a")] });
    await placeAll(store, "s1", alertFor("s1"));
    expect((await memoryOf(store, "b", "s1")).alerted).toEqual(["desk"]);
    expect((await memoryOf(store, "c", "s2")).alerted).toEqual([]);
  });

  it("tells how long ago another story of the watch was alerted", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("a")] });
    await placeAll(store, "s1", alertFor("s1"));
    await elapse(60_000);
    const { lastAlertMs } = await memoryOf(store, "b", "s2");
    expect(lastAlertMs["sites"]).toBeGreaterThanOrEqual(60_000);
    expect(lastAlertMs["sites"]).toBeLessThan(120_000);
    expect((await memoryOf(store, "c", "s1")).lastAlertMs).toEqual({});
  });

  it("is told without a placement as well, and asking changes nothing", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("a")] });
    await placeAll(store, "s1", alertFor("s1"));
    await elapse(60_000);
    const asked = await store.watches.memory("s2", ["sites"], ASK);
    expect(asked.lastAlertMs["sites"]).toBeGreaterThanOrEqual(60_000);
    expect(asked.mentions["sites"]?.counts[0]).toBe(1);
    expect((await store.watches.memory("s1", ["sites"], ASK)).alerted).toEqual(["desk"]);
    expect(await store.queries.deliveriesOf("s2")).toEqual([]);
  });

  it("counts mentions by window, the present first, since the watch is in force", async () => {
    const { store, elapse } = at();
    await store.watches.inForce([{ id: "sites", signature: "one" }]);
    await elapse(2.5 * DAY);
    const wires = [
      polled("a"),
      polled("b", { publisher: "Wire B" }),
      polled("c", { publisher: "B too", family: "Wire B" }),
    ];
    await poll(store, { items: wires });
    await elapse(DAY);
    const { mentions } = await memoryOf(store, "d", "s1");
    expect(mentions["sites"]).toEqual({ counts: [1, 3, 0], publishers: 1 });
  });

  it("counts an item by its publication where that is earlier", async () => {
    const { store, elapse } = at();
    const start = await store.now();
    await store.watches.inForce([{ id: "sites", signature: "one" }]);
    await elapse(4 * DAY);
    const now = await store.now();
    const publishedAt = now - 2.5 * DAY;
    expect(now).toBeGreaterThanOrEqual(start);
    await poll(store, { items: [polled("a", { publishedAt })] });
    const { mentions } = await memoryOf(store, "b", "s1");
    expect(mentions["sites"]?.counts).toEqual([1, 0, 1, 0]);
  });

  it("begins the habit anew when the rule changes, and not otherwise", async () => {
    const { store, elapse } = at();
    await store.watches.inForce([{ id: "sites", signature: "one" }]);
    await elapse(3 * DAY);
    await store.watches.inForce([{ id: "sites", signature: "one" }]);
    expect((await memoryOf(store, "a", "s1")).mentions["sites"]?.counts).toHaveLength(3);
    await store.watches.inForce([{ id: "sites", signature: "two" }]);
    expect((await memoryOf(store, "b", "s1")).mentions["sites"]?.counts).toHaveLength(1);
  });

  it("holds nothing of watches when nothing is asked", async () => {
    const { store } = at();
    expect(await memoryOf(store, "a", "s1", null)).toEqual({ alerted: [], told: [], lastAlertMs: {}, mentions: {} });
  });
});
