import { expect, test } from "vitest";
import { changeFeed, feedHistory, revertFeeds } from "../../src/commands/feeds-change.js";
import { feedsInForce } from "../../src/commands/feeds-in-force.js";
import type { Change } from "../../src/ports.js";
import { openDesk, wordsOf } from "./feeds-support.js";

test("a paused feed stays known and is not polled, until it is resumed", async () => {
  const { desk, again } = await openDesk();
  await changeFeed(desk, "a", "paused");
  expect((await again()).feeds).toMatchObject([{ id: "a", enabled: false }]);
  await changeFeed(await again(), "a", "resumed");
  expect((await again()).feeds).toMatchObject([{ id: "a", enabled: true }]);
});

test("a feed of the files can be removed, and comes back when that is taken back", async () => {
  const { desk, again } = await openDesk();
  await changeFeed(desk, "a", "removed");
  expect((await again()).feeds).toEqual([]);
  await revertFeeds(desk);
  expect((await again()).feeds).toEqual(desk.feeds);
});

test("what is so already is said and not recorded", async () => {
  const { desk } = await openDesk();
  expect((await changeFeed(desk, "a", "resumed")).title).toBe("a is not paused");
  expect(await desk.store.changes.newest()).toBe(0);
});

test("an unknown id is refused with the nearest", async () => {
  const { desk } = await openDesk({}, 'feeds: [{ id: yonhap, url: "https://a.example/feed" }]');
  await expect(changeFeed(desk, "yonhp", "paused")).rejects.toThrow('no feed "yonhp"; did you mean yonhap?');
});

test("taking back goes on to the change before, and says when there is none", async () => {
  const { desk, again } = await openDesk();
  await changeFeed(desk, "a", "paused");
  await changeFeed(await again(), "a", "resumed");
  await revertFeeds(desk);
  expect((await again()).feeds).toMatchObject([{ enabled: false }]);
  await revertFeeds(desk);
  expect((await again()).feeds).toMatchObject([{ enabled: true }]);
  expect((await revertFeeds(desk)).title).toContain("Nothing to take back");
});

test("the history tells who did what, what was taken back included", async () => {
  const { desk } = await openDesk();
  await changeFeed(desk, "a", "paused");
  await revertFeeds({ ...desk, who: "lee" });
  const words = wordsOf(await feedHistory(desk, 10));
  expect(words).toMatch(/change 1 taken back \| by lee.*\na paused \| by kim/);
});

const change = (subject: string, what: string, value: unknown = null): Change => {
  return { number: 1, batch: 1, who: "kim", at: 0, subject, what, value };
};

test("a change of a feed that the files hold no more changes nothing", () => {
  expect(feedsInForce([], [change("a", "paused"), change("b", "removed")], 1)).toEqual([]);
});

test("a kept feed that this version cannot read is left out, and the others stay", () => {
  const good = { id: "b", url: "https://b.example/feed" };
  const changes = [change("a", "added", { id: "a", url: "nowhere", later: 1 }), change("b", "added", good)];
  expect(feedsInForce([], changes, 60_000)).toMatchObject([{ id: "b", every: 60_000 }]);
});

test("an added feed replaces one of the files that took its id later", () => {
  const { 0: file } = feedsInForce([], [change("a", "added", { id: "a", url: "https://old.example/" })], 1);
  const added = change("a", "added", { id: "a", url: "https://new.example/" });
  expect(feedsInForce([file!], [added], 1)).toMatchObject([{ url: "https://new.example/" }]);
});
