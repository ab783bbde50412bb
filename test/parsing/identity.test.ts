import { expect, test } from "vitest";
import { bareAddress } from "../../src/parsing/identity.js";
import { atomItem, parseText, rss, rssItem } from "./parse.js";

test("the guid is the id although it is no address", async () => {
  expect((await rssItem('<guid isPermaLink="false"> 77 </guid><link>https://p.example/1</link>')).guid).toBe("77");
});

test("a guid that is an address is the link of an item without one", async () => {
  expect((await rssItem("<guid>https://p.example/1</guid>")).url).toBe("https://p.example/1");
});

test("a guid that says it is no permanent link is not a link", async () => {
  expect((await rssItem('<guid isPermaLink="false">https://p.example/1</guid>')).url).toBeNull();
});

test("without a guid the link without tracking is the id", async () => {
  const item = await rssItem("<link>https://P.example/1?utm_source=rss&amp;id=5#top</link>");
  expect(item.guid).toBe("https://p.example/1?id=5");
  expect(item.url).toBe("https://P.example/1?utm_source=rss&id=5#top");
});

test("without guid and link the title and the date are the id", async () => {
  const first = await rssItem("<title>A</title><pubDate>2026-01-01</pubDate>");
  const again = await rssItem("<pubDate>2026-01-01</pubDate><description>new</description><title>A</title>");
  const other = await rssItem("<title>A</title><pubDate>2026-01-02</pubDate>");
  expect(first.guid).toMatch(/^hash:[0-9a-f]{32}$/);
  expect(again.guid).toBe(first.guid);
  expect(other.guid).not.toBe(first.guid);
});

test("an item with nothing to know it by has no id", async () => {
  expect((await rssItem("<description>x</description>")).guid).toBeNull();
});

test("an address that is no address is its own canonical form", () => {
  expect(bareAddress("not an address")).toBe("not an address");
});

test.each([
  ["/news/1", "https://paper.example/news/1"],
  ["1.html", "https://paper.example/1.html"],
  ["//cdn.example/1", "https://cdn.example/1"],
  ["?id=1", "https://paper.example/feed.xml?id=1"],
])("the relative link %s is made absolute by the document's address", async (link, url) => {
  expect((await rssItem(`<link>${link}</link>`)).url).toBe(url);
});

test("without the document's address a relative link is resolved by the feed's own site", async () => {
  const document = await parseText(rss("<item><link>/1</link></item>", "<link>https://site.example/</link>"), {
    url: null,
  });
  expect(document.items[0]?.url).toBe("https://site.example/1");
});

test("where nothing resolves a relative link it stays as it is written", async () => {
  expect((await rssItem("<link>/1</link>", { url: null })).url).toBe("/1");
});

test("xml:base holds for what is inside, the nearest first, each relative to the one around it", async () => {
  const document = await parseText(
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/"><entry xml:base="b/"><link href="1"/></entry>
     <entry><link xml:base="/c/" href="2"/></entry><entry><link href="3"/></entry></feed>`,
  );
  expect(document.items.map((item) => item.url)).toEqual([
    "https://base.example/a/b/1",
    "https://base.example/c/2",
    "https://base.example/a/3",
  ]);
});

test("a relative Atom id is resolved by xml:base alone", async () => {
  expect((await atomItem("<id>x/1</id>")).guid).toBe("x/1");
  const document = await parseText(
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/"><entry><id>x/1</id></entry></feed>',
  );
  expect(document.items[0]?.guid).toBe("https://b.example/x/1");
});

test.each(["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "file:///etc/passwd"])(
  "the link %s is not passed on",
  async (link) => {
    expect((await rssItem(`<link>${link}</link><title>t</title>`)).url).toBeNull();
  },
);

test("the page is preferred to other representations and to the feed itself", async () => {
  const item = await atomItem(
    `<link rel="self" href="/self"/><link rel="enclosure" href="/a.mp3"/><link rel="alternate" type="application/json" href="/json"/>
     <link rel="alternate" type="text/html" href="/page"/>`,
  );
  expect(item.url).toBe("https://paper.example/page");
});
