import { expect, it } from "vitest";
import { learnAll } from "../../src/pipeline/group.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { PLAN, placed } from "../support/placed.js";
import { hit, LEASE_MS, placement, poll, polled } from "../support/store-builders.js";
import { onEveryStore, type StoreUnderTest } from "../support/store-contract.js";
import { SENT } from "../support/store-tries.js";

/** Sends all that is due; tells which messages. */
async function sendAll({ store }: StoreUnderTest): Promise<string[]> {
  const sent: string[] = [];
  for (;;) {
    const claim = await store.deliveries.claimChannel({ owner: "one", leaseMs: LEASE_MS, channels: ["desk", "ops"] });
    if (!claim) return sent.sort();
    for (const { key, wantedRevision } of await store.deliveries.due(claim.channel, 20)) {
      if (!(await store.deliveries.begin(key, "one", 1000))) continue;
      await store.deliveries.settle(key, "one", { revision: wantedRevision, result: SENT, retryInMs: 0 });
      sent.push(
        `${key.channel} ${key.kind} ${key.subject}${key.kind === "note" ? ` ${key.ordinal.split("@")[0]}` : ""}`,
      );
    }
    await store.deliveries.release(claim.channel, "one");
  }
}

const itemsOf = async ({ store }: StoreUnderTest, story: string) =>
  (await store.stories.get(story))?.reports.map(({ item }) => item);

onEveryStore("a merge", (at) => {
  const merge = (one: string, other: string) =>
    at().store.regroupings.commit({ kind: "merge", stories: [one, other], by: "Ann" }, PLAN);

  it("moves the younger's items to the elder, whichever is named first, and records who and when", async () => {
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    const outcome = await merge("s2", "s1");
    expect(outcome).toMatchObject({
      kind: "done",
      act: { arrival: 3, kind: "merge", story: "s2", into: "s1", items: ["b"], by: "Ann" },
    });
    expect(await itemsOf(at(), "s1")).toEqual(["a", "b"]);
    const { store } = at();
    expect(await store.stories.get("s1")).toMatchObject({ mergedInto: null, headline: "Title of a" });
    expect((await store.stories.get("s1"))?.watches.map(({ watch }) => watch).sort()).toEqual(["watch-s1", "watch-s2"]);
    expect(await store.stories.get("s2")).toMatchObject({ mergedInto: "s1", reports: [] });
    expect(await store.regroupings.of("s2")).toEqual([expect.objectContaining({ by: "Ann", at: expect.any(Number) })]);
  });

  it("counts one paper's reports in both as one origin, shows indexes what was placed, and takes it back with a split", async () => {
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    const { store } = at();
    const origins = async (story: string) => (await store.stories.get(story))?.reports.map(({ origin }) => origin);
    const learned = await store.stories.placementsSince(0, 10);
    await merge("s1", "s2");
    expect(await origins("s1")).toEqual(["s1-o1", "s1-o1"]);
    expect(await store.stories.placementsSince(0, 10)).toEqual(learned);
    const later = await placed(at(), "c", { story: "s1", origin: "s2-o1" });
    expect(later.origin).toBe("s2-o1");
    expect(await origins("s1")).toEqual(["s1-o1", "s1-o1", "s1-o1"]);
    await store.regroupings.commit({ kind: "split", story: "s1", items: ["b"], by: "Ann" }, PLAN);
    expect(await origins("s2")).toEqual(["s2-o1"]);
    expect((await store.stories.placementsSince(0, 10)).map(({ origin }) => origin)).toEqual([
      "s1-o1",
      "s2-o1",
      "s2-o1",
    ]);
  });

  it("edits the younger's alert, lets the elder's grow, and puts a note under the elder", async () => {
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    await sendAll(at());
    await merge("s1", "s2");
    expect(await sendAll(at())).toEqual(["desk alert s1", "desk alert s2", "desk note s1 merged"]);
  });

  it("brings the elder to a channel that only the younger had, and drops what of the younger was never sent", async () => {
    await placed(at(), "a", { story: "s1" }, ["desk"]);
    await placed(at(), "b", { story: "s2" }, ["ops"]);
    await merge("s1", "s2");
    expect(await sendAll(at())).toEqual(["desk alert s1", "ops alert s1"]);
  });

  it("is refused for one story, for a story that is none, and for one that was merged already", async () => {
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    expect(await merge("s1", "s1")).toMatchObject({ kind: "refused", why: "that is one story already" });
    expect(await merge("s1", "s9")).toMatchObject({ kind: "refused", why: "there is no story s9" });
    await merge("s1", "s2");
    expect(await merge("s1", "s2")).toMatchObject({ kind: "refused", why: expect.stringContaining("part of s1") });
  });

  it("that an item brought is recorded with the item, moves the stories and reaches the channels", async () => {
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    await sendAll(at());
    const bridge = await placed(at(), "c", { story: "s1", change: "grown", merged: ["s2"] });
    expect(bridge).toMatchObject({ arrival: 3, merged: ["s2"] });
    expect(await itemsOf(at(), "s1")).toEqual(["a", "b", "c"]);
    expect(await sendAll(at())).toEqual(["desk alert s1", "desk alert s2", "desk note s1 merged"]);
    const [, , third] = await at().store.stories.placementsSince(0, 10);
    expect(third).toEqual(bridge);
    expect(await at().store.regroupings.since(0)).toEqual([]);
    expect(await at().store.regroupings.of("s1")).toMatchObject([{ arrival: 3, by: null, items: ["b"] }]);
  });
});

onEveryStore("a split", (at) => {
  const split = (story: string, ...items: string[]) =>
    at().store.regroupings.commit({ kind: "split", story, items, by: "Ann" }, PLAN);
  const three = async () => {
    for (const item of ["a", "b", "c"]) await placed(at(), item, { story: "s1", change: "grown" });
    await sendAll(at());
  };

  it("makes the items a story of their own, with an alert and a note under the old one", async () => {
    await three();
    const outcome = await split("s1", "c", "b");
    const into = outcome.kind === "done" ? outcome.act.into : "";
    expect(outcome).toMatchObject({ act: { kind: "split", story: "s1", items: ["b", "c"], by: "Ann" } });
    expect(await itemsOf(at(), "s1")).toEqual(["a"]);
    expect(await itemsOf(at(), into)).toEqual(["b", "c"]);
    expect(await at().store.stories.get(into)).toMatchObject({ headline: "Title of b", revision: 1 });
    expect(await sendAll(at())).toEqual(["desk alert s1", `desk alert ${into}`, "desk note s1 split"].sort());
  });

  it("of the first report leaves the story its name and gives it the headline of the next", async () => {
    await three();
    const outcome = await split("s1", "a");
    expect(outcome).toMatchObject({ kind: "done", act: { into: expect.not.stringMatching(/^s1$/) } });
    expect(await at().store.stories.get("s1")).toMatchObject({ headline: "Title of b" });
  });

  it("undoes a merge: the younger is the story again that it was", async () => {
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    await sendAll(at());
    const { store } = at();
    await store.regroupings.commit({ kind: "merge", stories: ["s1", "s2"], by: "Ann" }, PLAN);
    await sendAll(at());
    expect(await split("s1", "b")).toMatchObject({ act: { into: "s2" } });
    expect(await store.stories.get("s2")).toMatchObject({ mergedInto: null });
    expect(await itemsOf(at(), "s2")).toEqual(["b"]);
    expect(await itemsOf(at(), "s1")).toEqual(["a"]);
    expect(await sendAll(at())).toEqual(["desk alert s1", "desk alert s2", "desk note s1 split"]);
  });

  it("is refused for the whole story, for a strange item, and for no story", async () => {
    await three();
    expect(await split("s1", "a", "b", "c")).toMatchObject({ kind: "refused" });
    expect(await split("s1", "z")).toMatchObject({ kind: "refused", why: "item z is not in story s1" });
    expect(await split("s9", "a")).toMatchObject({ kind: "refused", why: "there is no story s9" });
    expect(await at().store.regroupings.of("s1")).toEqual([]);
  });
});

onEveryStore("an index", (at) => {
  it("that grows in another process, and one that starts anew, learn merges and splits in order", async () => {
    const growing = createStoryIndex();
    const { store } = at();
    growing.learn(await placed(at(), "a", { story: "s1" }));
    growing.learn(await placed(at(), "b", { story: "s2" }));
    await store.regroupings.commit({ kind: "merge", stories: ["s1", "s2"], by: "Ann" }, PLAN);
    await placed(at(), "c", { story: "s1", change: "grown" });
    await store.regroupings.commit({ kind: "split", story: "s1", items: ["c"], by: "Ann" }, PLAN);
    const fresh = createStoryIndex();
    for (const index of [growing, fresh]) {
      learnAll(index, await store.stories.placementsSince(index.seen, 100), await store.regroupings.since(index.seen));
    }
    expect([growing.seen, fresh.seen]).toEqual([5, 5]);
    for (const id of ["a", "b", "c"]) {
      const [item] = (await store.stories.placementsSince(0, 10)).filter((one) => one.item.id === id);
      const story = (await store.items.find({ id, identities: [] }, 1))[0]!.story;
      expect(growing.decide(item!.item).story).toBe(story);
      expect(fresh.decide(item!.item)).toEqual(growing.decide(item!.item));
    }
  });

  it("is handed people's merges with the placements that it has not seen", async () => {
    const { store } = at();
    await placed(at(), "a", { story: "s1" });
    await placed(at(), "b", { story: "s2" });
    await store.regroupings.commit({ kind: "merge", stories: ["s1", "s2"], by: "Ann" }, PLAN);
    const told: string[] = [];
    await poll(store, { items: [polled("c")] });
    await store.readings.claim({ owner: "one", limit: 10, leaseMs: LEASE_MS });
    const commit = {
      item: "c",
      owner: "one",
      page: null,
      unread: "no",
      match: { hits: [hit()], rejected: [] },
      seen: 2,
    };
    await store.readings.place(commit, {
      place: (unseen, _item, regrouped) => {
        told.push(...unseen.map(({ item }) => item.id), ...regrouped.map(({ kind, story }) => `${kind} ${story}`));
        return placement("s1");
      },
      route: () => [],
    });
    expect(told).toEqual(["merge s2"]);
  });
});
