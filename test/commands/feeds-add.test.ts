import { expect, test } from "vitest";
import { addFeed } from "../../src/commands/feeds-add.js";
import { rss } from "../support/memory-fetcher.js";
import { openDesk, page, wordsOf } from "./feeds-support.js";

const SITE = "https://www.north.example/";
const FEED = "https://www.north.example/feed/";
const OWN = "https://www.north.example/own";
const DOCUMENT = rss([
  { guid: "1", title: "Work seen at Sohae" },
  { guid: "2", title: "Ferry timetable changes" },
]);
const LINKS = `<html><head>
  <link rel="alternate" type="application/rss+xml" title="North &raquo; Comments" href="/comments/feed/">
  <link rel="alternate" type="application/rss+xml" title="North" href="/feed/">
  <link rel="alternate" type="application/rss+xml" title="North: maps" href="/maps/feed/"></head></html>`;
const WEB = { [SITE]: page(SITE, LINKS), [FEED]: DOCUMENT };

test("a site's address finds its feed, which is in force from then on", async () => {
  const { desk, again } = await openDesk(WEB);
  const answer = await addFeed(desk, SITE, {});
  expect(answer.title).toBe("Added north: News, 2 items");
  expect((await again()).feeds.find((feed) => feed.id === "north")).toMatchObject({ url: FEED, enabled: true });
});

test("a feed of comments is not what a site's address means, and other feeds are named", async () => {
  const { desk } = await openDesk(WEB);
  const words = wordsOf(await addFeed(desk, SITE, {}));
  expect(words).toContain("not added: https://www.north.example/maps/feed/");
  expect(words).not.toContain("comments");
});

test("a feed's own address is taken as it is, without a scheme too", async () => {
  const { desk, again } = await openDesk(WEB);
  await addFeed(desk, "www.north.example/feed/", { id: "n", publisher: "North", kind: "think-tank", every: "1h" });
  expect((await again()).feeds.at(-1)).toMatchObject({
    id: "n",
    publisher: "North",
    kind: "think-tank",
    every: 3_600_000,
  });
});

test("what was added is shown with what it matches", async () => {
  const { desk } = await openDesk(WEB);
  const words = wordsOf(await addFeed(desk, FEED, {}));
  expect(words).toContain("Work seen at Sohae | matched: sohae (Sohae)");
  expect(words).toContain("Ferry timetable changes | stops at match: no watch wants it");
});

test("who added it is on record", async () => {
  const { desk } = await openDesk(WEB);
  await addFeed(desk, FEED, {});
  expect(await desk.store.changes.inForce("feed")).toMatchObject([{ subject: "north", what: "added", who: "kim" }]);
});

test.each([
  ["https://a.example/feed", {}, 'this address stands already as feed "a"'],
  ["http://www.a.example/feed/", {}, 'this address stands already as feed "a"'],
  ["ftp://a.example/feed", {}, '"ftp://a.example/feed" is not an address of the web'],
  ["not an address", {}, '"not an address" is not an address of the web'],
  [OWN, { id: "a" }, 'id: the id "a" is taken'],
  [OWN, { every: "5s" }, "every: is under the floor of 60 s"],
  [OWN, { every: "soon" }, "every: expected an interval"],
  [OWN, { kind: "blog" }, "kind: Invalid option"],
  ["https://silent.example/", {}, "HTTP 404"],
  [SITE, {}, "feeds add: www.north.example names no feed"],
])("%s %j is refused with one clear line and changes nothing", async (url, options, reason) => {
  const { desk } = await openDesk({ [OWN]: DOCUMENT, [SITE]: page(SITE, "<p>Hello</p>") });
  await expect(addFeed(desk, url, options)).rejects.toThrow(reason);
  expect(await desk.store.changes.inForce("feed")).toEqual([]);
});

test("a document that cannot be read is refused with the stage at which it stops", async () => {
  const { desk } = await openDesk({ [FEED]: '{"version": "https://jsonfeed.org/version/1.1", "items": [' });
  await expect(addFeed(desk, FEED, {})).rejects.toThrow(/^parse: /);
  expect(await desk.store.changes.inForce("feed")).toEqual([]);
});

test("a second feed of one host gets an id of its own", async () => {
  const { desk, again } = await openDesk({ ...WEB, "https://www.north.example/maps/feed/": DOCUMENT });
  await addFeed(desk, FEED, {});
  await addFeed(await again(), "https://www.north.example/maps/feed/", {});
  expect((await again()).feeds.map((feed) => feed.id)).toEqual(["a", "north", "north-2"]);
});
