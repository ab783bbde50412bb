import { expect, test } from "vitest";
import { testFeed } from "../../src/commands/feeds-test.js";
import { rss } from "../support/memory-fetcher.js";
import { openDesk, wordsOf } from "./feeds-support.js";

const URL_A = "https://a.example/feed";
const DOCUMENT = rss([
  { guid: "1", title: "Work seen at Sohae" },
  { guid: "2", title: "Ferry timetable changes", at: "2019-01-01T00:00:00Z" },
]);

test("a feed's items come with their times, what they matched, and what the first poll would do", async () => {
  const { desk } = await openDesk({ [URL_A]: DOCUMENT });
  const answer = await testFeed(desk, "a");
  expect(answer.title).toBe("a: 2 items, 1 matched, 0 known");
  expect(answer.rows[1]).toMatchObject({ at: Date.parse("2019-03-08T12:00:00Z"), tone: "good" });
  expect(wordsOf(answer)).toContain("Work seen at Sohae | matched: sohae (Sohae)");
  expect(wordsOf(answer)).toMatch(/Ferry timetable changes \| stops at match.* \| older than the look-back/);
});

test("dates without a zone are of the feed's own", async () => {
  const { desk } = await openDesk(
    {
      [URL_A]:
        "<rss version='2.0'><channel><item><title>A</title><pubDate>2019-03-08 21:30:00</pubDate></item></channel></rss>",
    },
    `feeds: [{ id: a, url: "${URL_A}", timeZone: Asia/Pyongyang }]`,
  );
  expect((await testFeed(desk, "a")).rows[1]?.at).toBe(Date.parse("2019-03-08T12:30:00Z"));
});

test("an address that is no feed of ours can be tried, and nothing is remembered", async () => {
  const { desk } = await openDesk({ "https://b.example/feed": DOCUMENT });
  expect((await testFeed(desk, "https://b.example/feed")).title).toContain("2 items");
  expect(await desk.store.feeds.list()).toEqual([]);
  expect(await desk.store.changes.newest()).toBe(0);
});

test("a feed that cannot be fetched stops at fetch, with the reason", async () => {
  const { desk } = await openDesk();
  expect((await testFeed(desk, "a")).title).toBe("a: nothing would come; it stops at fetch: HTTP 404");
});

test("a feed that cannot be read stops at parse, with the reason", async () => {
  const { desk } = await openDesk({ [URL_A]: "<<<< no feed at all" });
  const answer = await testFeed(desk, "a");
  expect(answer.title).toContain("it stops at parse: ");
  expect(answer.data).toMatchObject({ ok: false, stopsAt: "parse" });
});

test("a feed that is gone for good says so", async () => {
  const { desk } = await openDesk({ [URL_A]: { kind: "gone", status: 410 } });
  expect((await testFeed(desk, "a")).title).toContain("fetch: it is gone for good (HTTP 410)");
});

test("an empty feed is told apart from one that cannot be read", async () => {
  const { desk } = await openDesk({ [URL_A]: rss([]) });
  expect((await testFeed(desk, "a")).footer).toBe("The document can be read and holds no item.");
});

test("a bad address is refused", async () => {
  const { desk } = await openDesk();
  await expect(testFeed(desk, "http://")).rejects.toThrow("feeds test: url: expected an address");
});
