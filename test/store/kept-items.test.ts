import { expect, it } from "vitest";
import { hit, placeAll, poll, polled } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const DAY = 86_400_000;

onEveryStore("kept items", (at) => {
  it("are found by id and by address, with reading and placement", async () => {
    const { store } = at();
    await poll(store, {
      items: [polled("a", { identities: ["url wire-a.example/a"] }, [hit("sites", { rule: "only", version: "abc" })])],
    });
    await placeAll(store, "s1");
    const [byId] = await store.items.find({ id: "a", identities: [] }, 5);
    const [byAddress] = await store.items.find({ id: "", identities: ["url wire-a.example/a"] }, 5);
    expect(byId).toEqual(byAddress);
    expect(byId).toMatchObject({
      story: "s1",
      hits: [{ watch: "sites", rule: "only", version: "abc" }],
      reading: { ended: true, unread: "not asked for", rejected: [] },
      placement: { story: "s1", change: "opened", evidence: [] },
    });
    expect(await store.items.find({ id: "nothing", identities: ["url nothing.example/a"] }, 5)).toEqual([]);
  });

  it("without a hit have neither reading nor placement", async () => {
    const { store } = at();
    await poll(store, { items: [polled("plain", {}, [])] });
    const [found] = await store.items.find({ id: "plain", identities: [] }, 5);
    expect(found).toMatchObject({ hits: [], reading: null, placement: null, story: null });
  });

  it("come page by page, oldest first, with their newest text, as far back as asked", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("old")] });
    await elapse(3 * DAY);
    await poll(store, { items: [polled("c"), polled("b", {}, [])] });
    await elapse(1000);
    const edit = { id: "c", title: "Edited", text: "New text", updatedAt: null, hits: [hit()] };
    await poll(store, { items: [polled("a")], revisions: [edit] });
    const first = await store.items.kept({ sinceMs: DAY, after: null, limit: 2, hits: false });
    expect(first.map(({ item }) => [item.id, item.title])).toEqual([
      ["b", "Activity reported, part b"],
      ["c", "Edited"],
    ]);
    const last = first[1]!.item;
    const next = await store.items.kept({ sinceMs: DAY, after: last, limit: 2, hits: false });
    expect(next.map(({ item }) => item.id)).toEqual(["a"]);
    expect(await store.items.count(DAY)).toBe(3);
    const hits = await store.items.kept({ sinceMs: 9 * DAY, after: null, limit: 9, hits: true });
    expect(hits.map(({ item }) => item.id)).toEqual(["old", "c", "a"]);
  });
});

onEveryStore("feedback", (at) => {
  it("is kept with who said it and when, newest first, one word a person", async () => {
    const { store, elapse } = at();
    await poll(store, { items: [polled("a")] });
    expect(await store.feedback.give({ item: "a", by: "ann", relevant: true, reason: null })).toBe(true);
    await elapse(1000);
    expect(await store.feedback.give({ item: "a", by: "bob", relevant: false, reason: "a game" })).toBe(true);
    await elapse(1000);
    expect(await store.feedback.give({ item: "a", by: "ann", relevant: false, reason: null })).toBe(true);
    const list = await store.feedback.list(10);
    expect(list).toMatchObject([
      { item: "a", by: "ann", relevant: false, reason: null },
      { item: "a", by: "bob", relevant: false, reason: "a game" },
    ]);
    expect(list[0]!.at).toBeGreaterThan(list[1]!.at);
    expect(await store.feedback.list(1)).toHaveLength(1);
  });

  it("on an item that is not there is refused", async () => {
    const { store } = at();
    expect(await store.feedback.give({ item: "none", by: "ann", relevant: true, reason: null })).toBe(false);
    expect(await store.feedback.list(10)).toEqual([]);
  });

  it("is given beside the running bot", async () => {
    const { store, beside } = at();
    await poll(store, { items: [polled("a")] });
    const reader = await beside();
    await reader.feedback.give({ item: "a", by: "ann", relevant: true, reason: null });
    expect(await store.feedback.list(10)).toHaveLength(1);
  });
});
