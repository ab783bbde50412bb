/** The picture of an item through the store, and what a changed one does not do. */
import { expect, it } from "vitest";
import type { Picture } from "../../src/model.js";
import { placeAll, poll, polled } from "../support/store-builders.js";
import { onEveryStore } from "../support/store-contract.js";

const picture: Picture = {
  url: "https://img.wire.example/pad.jpg",
  alt: "The pad, “seen” 위성",
  width: 800,
  height: null,
};

onEveryStore("pictures of items", (at) => {
  it("come back with the item and with the report of its story", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { picture }), polled("b")] });
    await placeAll(store, "s1");
    const [kept] = await store.items.find({ id: "a", identities: [] }, 5);
    expect(kept?.item.picture).toEqual(picture);
    const story = await store.stories.get("s1");
    expect(story?.reports.map((report) => report.picture)).toEqual([picture, undefined]);
  });

  it("stay as first seen when the item comes again with another", async () => {
    const { store } = at();
    await poll(store, { items: [polled("a", { picture })] });
    await poll(store, { items: [polled("a", { picture: { ...picture, url: "https://img.wire.example/new.jpg" } })] });
    const [kept] = await store.items.find({ id: "a", identities: [] }, 5);
    expect(kept?.item.picture).toEqual(picture);
    expect(await at().rows("select count(*) as n from revision")).toMatchObject([
      { n: expect.toSatisfy((n) => Number(n) === 0) },
    ]);
  });
});
