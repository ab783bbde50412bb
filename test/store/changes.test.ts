import { expect, it } from "vitest";
import { onEveryStore } from "../support/store-contract.js";

const added = (subject: string) => ({ subject, what: "added", value: { url: `https://${subject}.example/feed` } });
const paused = (subject: string) => ({ subject, what: "paused", value: null });

onEveryStore("changes by command", (at) => {
  it("are kept in order with who made them and when", async () => {
    const { store } = at();
    await store.changes.add("feed", "kim", [added("a")]);
    await store.changes.add("feed", "lee", [paused("a")]);
    const [first, second] = await store.changes.inForce("feed");
    expect(first).toMatchObject({ ...added("a"), who: "kim" });
    expect(second).toMatchObject({ ...paused("a"), who: "lee" });
    expect(Math.abs((first?.at ?? 0) - (await store.now()))).toBeLessThan(60_000);
  });

  it("are undone from the newest back, a whole batch at once", async () => {
    const { store } = at();
    await store.changes.add("feed", "kim", [added("a")]);
    await store.changes.add("feed", "kim", [added("b"), added("c")]);
    const undone = await store.changes.revert("feed", "lee");
    expect(undone?.map(({ subject }) => subject)).toEqual(["b", "c"]);
    expect((await store.changes.inForce("feed")).map(({ subject }) => subject)).toEqual(["a"]);
    await store.changes.revert("feed", "lee");
    expect(await store.changes.inForce("feed")).toEqual([]);
    expect(await store.changes.revert("feed", "lee")).toBeNull();
  });

  it("stay in the history when they are undone, with who undid them", async () => {
    const { store } = at();
    const batch = await store.changes.add("feed", "kim", [added("a")]);
    await store.changes.revert("feed", "lee");
    const history = await store.changes.history("feed", 10);
    expect(history.map(({ what, who, subject }) => [what, who, subject])).toEqual([
      ["reverted", "lee", String(batch)],
      ["added", "kim", "a"],
    ]);
  });

  it("raise the newest number, undoing too, and nothing else does", async () => {
    const { store } = at();
    expect(await store.changes.newest()).toBe(0);
    await store.changes.add("feed", "kim", [added("a"), added("b")]);
    const before = await store.changes.newest();
    await store.changes.add("feed", "kim", []);
    expect(await store.changes.newest()).toBe(before);
    await store.changes.revert("feed", "kim");
    expect(await store.changes.newest()).toBeGreaterThan(before);
  });

  it("of a command beside the bot are seen by the bot", async () => {
    const { store, beside } = at();
    const reader = await beside();
    await reader.changes.add("feed", "kim", [added("a")]);
    expect(await store.changes.inForce("feed")).toHaveLength(1);
  });

  it("by several processes at once lose none", async () => {
    const { store, beside } = at();
    const reader = await beside();
    const both = [store, reader];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => both[index % 2]!.changes.add("feed", "kim", [added(`f${index}`)])),
    );
    const numbers = (await store.changes.inForce("feed")).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(10);
  });
});
