import { expect, it } from "vitest";
import type { PageText, PlacedItem, StoryItem } from "../../src/model.js";
import type { PlacementPlan, StoryState } from "../../src/ports.js";
import { hit, LEASE_MS, placeAll, placement, planFor, poll, polled, wanted } from "../support/store-builders.js";
import { onEveryStore, type StoreUnderTest } from "../support/store-contract.js";

const PAGE: PageText = {
  url: "https://wire-a.example/a",
  title: "Page title",
  text: "The page says much more.",
  byline: "A. Writer",
  publishedAt: null,
  updatedAt: null,
  language: "ko",
  siteName: null,
};

async function claimed({ store }: StoreUnderTest, ...ids: string[]): Promise<void> {
  await poll(store, { items: ids.map((id) => polled(id, { language: null })) });
  await store.readings.claim({ owner: "one", limit: 100, leaseMs: LEASE_MS });
}

const commit = (item: string, fields: object = {}) => ({
  item,
  owner: "one",
  page: null,
  unread: "not asked for",
  match: { hits: [hit()], rejected: [] },
  seen: 0,
  ...fields,
});

onEveryStore("a placement", (at) => {
  it("commits page, hits, placement, story and wanted deliveries together", async () => {
    await claimed(at(), "a");
    const { store, rows } = at();
    const hits = [hit("sites", { severity: "high", rule: "any" }), hit("pads", { severity: "low" })];
    const match = { hits, rejected: [{ watch: "missile", why: "only in a quotation" }] };
    const plan = planFor("s1", (revision) => [wanted({}, { revision, notBeforeMs: 5000 })]);
    const { committed, placed } = await store.readings.place(commit("a", { page: PAGE, unread: null, match }), plan);
    expect(committed).toBe(true);
    expect(placed).toMatchObject({
      arrival: 1,
      story: "s1",
      origin: "s1-o1",
      item: { id: "a", text: PAGE.text, language: "ko" },
    });
    const story = await store.stories.get("s1");
    expect(story).toMatchObject({
      revision: 1,
      severity: "high",
      headline: "Activity reported, part a",
      mergedInto: null,
    });
    expect(story?.watches).toEqual([
      { watch: "sites", severity: "high", terms: ["plant"] },
      { watch: "pads", severity: "low", terms: ["plant"] },
    ]);
    expect(story?.reports).toMatchObject([{ item: "a", text: PAGE.text, arrival: 1, hits }]);
    expect(await rows("select wanted_revision from delivery")).toMatchObject([{ wanted_revision: expect.anything() }]);
    const [reading] = await rows("select unread, rejected_json from reading");
    expect(reading).toEqual({ unread: null, rejected_json: JSON.stringify(match.rejected) });
  });

  it("hands the plan what the caller has not seen, in order, then the item", async () => {
    const { store } = at();
    await claimed(at(), "a", "b", "c");
    const seen: [string[], string][] = [];
    const plan: PlacementPlan = {
      place: (unseen, item) => {
        seen.push([unseen.map((one) => one.item.id), item.id]);
        return placement("s1");
      },
      route: () => [],
    };
    const first = await store.readings.place(commit("a"), plan);
    await store.readings.place(commit("b"), plan);
    await store.readings.place(commit("c", { seen: first.placed?.arrival }), plan);
    expect(seen).toEqual([
      [[], "a"],
      [["a"], "b"],
      [["b"], "c"],
    ]);
  });

  it("shows another process exactly what was placed, even after a later edit", async () => {
    const { store } = at();
    await claimed(at(), "a");
    const given: StoryItem[] = [];
    const plan: PlacementPlan = {
      ...planFor("s1"),
      place: (_, item) => {
        given.push(item);
        return placement("s1");
      },
    };
    const { placed } = await store.readings.place(commit("a"), plan);
    await poll(store, { revisions: [{ id: "a", title: "Edited", text: "Edited", updatedAt: null, hits: [hit()] }] });
    const other = await at().beside();
    expect(await other.stories.placementsSince(0, 10)).toEqual([placed]);
    expect(given).toEqual([placed?.item]);
  });

  it("keeps who signs an item, and its vector, and shows both to another process", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { author: "Agency" }), polled("b")] });
    await store.readings.claim({ owner: "one", limit: 10, leaseMs: LEASE_MS });
    const meaning = { model: "small", values: Int8Array.from([-128, -1, 0, 1, 127]) };
    const signed = commit("a", { page: { ...PAGE, byline: "A. Writer" }, meaning });
    const placed = [
      await store.readings.place(signed, planFor("s1")),
      await store.readings.place(commit("b"), planFor("s1")),
    ];
    expect(placed[0]?.placed?.item).toMatchObject({ byline: "A. Writer; Agency", meaning });
    expect(placed[1]?.placed?.item).not.toHaveProperty("meaning");
    const other = await at().beside();
    expect(await other.stories.placementsSince(0, 10)).toEqual(placed.map((one) => one.placed));
  });

  it("gives stories the head and the end of a long page alone", async () => {
    const { store } = at();
    await claimed(at(), "a");
    const text = `${"long ".repeat(40_000)}(Agency)`;
    const { placed } = await store.readings.place(commit("a", { page: { ...PAGE, text } }), planFor("s1"));
    expect(placed?.item.text.length).toBeLessThan(5_000);
    expect(placed?.item.text).toMatch(/\(Agency\)$/);
  });

  it("ends a reading without a placement when no hit is left", async () => {
    const { store, rows } = at();
    await claimed(at(), "a");
    const outcome = await store.readings.place(
      commit("a", { page: PAGE, match: { hits: [], rejected: [] } }),
      planFor("s1"),
    );
    expect(outcome).toEqual({ committed: true, placed: null });
    expect(await store.stories.get("s1")).toBeNull();
    expect(await rows("select item from page")).toEqual([{ item: "a" }]);
    expect(await store.readings.claim({ owner: "two", limit: 1, leaseMs: 1 })).toEqual([]);
  });

  it("reads an edited item again whose first reading found nothing", async () => {
    const { store } = at();
    await claimed(at(), "a");
    await store.readings.place(commit("a", { page: PAGE, match: { hits: [], rejected: [] } }), planFor("s1"));
    await poll(store, {
      revisions: [{ id: "a", title: "Plant", text: "At the plant", updatedAt: null, hits: [hit()] }],
    });
    const [reading] = await store.readings.claim({ owner: "one", limit: 1, leaseMs: LEASE_MS });
    expect(reading?.item.title).toBe("Plant");
    const again = { ...PAGE, text: "The page, renewed." };
    expect(await store.readings.place(commit("a", { page: again }), planFor("s1"))).toMatchObject({
      placed: { item: { title: "Plant", text: "The page, renewed." } },
    });
    expect(await store.stories.get("s1")).toMatchObject({ headline: "Plant" });
  });

  it("leaves an item unplaced when the plan declines", async () => {
    const { store } = at();
    await claimed(at(), "a");
    const outcome = await store.readings.place(commit("a"), { place: () => null, route: () => [wanted()] });
    expect(outcome).toEqual({ committed: true, placed: null });
    expect(await store.stories.placementsSince(0, 10)).toEqual([]);
  });

  it("raises revision and severity and keeps the first headline as a story grows", async () => {
    const { store } = at();
    await claimed(at(), "a", "b", "c");
    const grave = (severity: "low" | "critical") => ({ match: { hits: [hit("sites", { severity })], rejected: [] } });
    await store.readings.place(commit("a", grave("low")), planFor("s1"));
    await store.readings.place(commit("b", grave("critical")), planFor("s1"));
    await store.readings.place(commit("c", grave("low")), planFor("s1"));
    const story = await store.stories.get("s1");
    expect(story).toMatchObject({ revision: 3, severity: "critical", headline: "Activity reported, part a" });
    expect(story?.reports.map((report) => report.item)).toEqual(["a", "b", "c"]);
  });

  it("leaves nothing behind when routing throws, and what the index learned stays true", async () => {
    const { store, rows } = at();
    await claimed(at(), "a", "b");
    await store.readings.place(commit("a"), planFor("s1"));
    const learned: PlacedItem[] = [];
    const broken: PlacementPlan = {
      place: (unseen) => {
        learned.push(...unseen);
        return placement("s2");
      },
      route: () => {
        throw new Error("no route");
      },
    };
    await expect(store.readings.place(commit("b", { page: PAGE }), broken)).rejects.toThrow("no route");
    expect(await store.stories.get("s2")).toBeNull();
    expect(await rows("select * from page")).toEqual([]);
    expect(await store.stories.placementsSince(0, 10)).toEqual(learned);
    expect(await store.readings.place(commit("b", { seen: 1 }), planFor("s2"))).toMatchObject({
      placed: { arrival: 2 },
    });
  });

  it("numbers arrivals densely when many are placed at once by two processes", async () => {
    const { store } = at();
    const ids = Array.from({ length: 20 }, (_, n) => `i${n}`);
    await claimed(at(), ...ids);
    const stores = [store, await at().beside()];
    const placed = await Promise.all(ids.map((id, n) => stores[n % 2]?.readings.place(commit(id), planFor("s1"))));
    const numbers = placed.map((one) => one?.placed?.arrival ?? 0).sort((a, b) => a - b);
    expect(numbers).toEqual(ids.map((_, n) => n + 1));
    expect(await store.stories.get("s1")).toMatchObject({ revision: 20 });
  });

  it("opens one story when two processes are given one event", async () => {
    const { store } = at();
    await claimed(at(), "a", "b");
    const plan = (): PlacementPlan => ({
      place: (unseen, item) => placement(unseen[0]?.story ?? `story-of-${item.id}`),
      route: (story: StoryState) => [wanted({ subject: story.id }, { revision: story.revision })],
    });
    const other = await at().beside();
    await Promise.all([store.readings.place(commit("a"), plan()), other.readings.place(commit("b"), plan())]);
    expect(await at().rows("select count(*) as n from story")).toMatchObject([
      { n: expect.toSatisfy((n) => Number(n) === 1) },
    ]);
    expect(await at().rows("select count(*) as n from delivery")).toMatchObject([
      { n: expect.toSatisfy((n) => Number(n) === 1) },
    ]);
  });

  it("tells the arrival number before the newest placements", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a"), polled("b"), polled("c")] });
    await placeAll(store, "s1");
    expect(await store.stories.arrivalBefore(1)).toBe(2);
    expect(await store.stories.arrivalBefore(3)).toBe(0);
    expect(await store.stories.arrivalBefore(600)).toBe(0);
    expect((await store.stories.placementsSince(1, 1)).map((one) => one.arrival)).toEqual([2]);
  });
});
