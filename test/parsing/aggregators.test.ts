import { expect, test } from "vitest";
import type { Feed, NewItem } from "../../src/model.js";
import { identifyItems } from "../../src/pipeline/identify.js";
import { parseText, rss } from "./parse.js";

const GOOGLE = "https://news.google.com/rss/search?q=x";

const FEED: Feed = {
  id: "search",
  url: GOOGLE,
  title: null,
  publisher: "",
  family: null,
  kind: "search",
  language: null,
  timeZone: "UTC",
  every: 60_000,
  teaserOnly: false,
  enabled: true,
};

/** What the bot makes of one item of a document. */
async function first(title: string, url: string, more = "", channel = ""): Promise<NewItem> {
  const document = await parseText(rss(`<item><title>${title}</title>${more}</item>`, channel), { url });
  return identifyItems(FEED, document.items)[0]!;
}

test("the publisher behind a title of Google News is taken off and named", async () => {
  expect(await first("Talks resume - Harbour Times", GOOGLE)).toMatchObject({
    title: "Talks resume",
    publisher: "Harbour Times",
  });
});

test("the source element says where the title ends", async () => {
  const source = '<source url="https://n.example">North - South Post</source>';
  expect(await first("Talks resume - North - South Post", GOOGLE, source)).toMatchObject({
    title: "Talks resume",
    publisher: "North - South Post",
  });
});

test("a source that the title does not repeat leaves the title whole", async () => {
  expect(await first("Talks - resume", GOOGLE, "<source>Harbour Times</source>")).toMatchObject({
    title: "Talks - resume",
    publisher: "Harbour Times",
  });
});

test("Google News is known by its generator behind any address", async () => {
  const item = await first("A - B", "https://proxy.example/", "", "<generator>NFE/5.0</generator>");
  expect(item).toMatchObject({ title: "A", publisher: "B" });
});

test("a title of any other feed keeps its dash, and no publisher is named", async () => {
  const item = await first("Flood - what we know", "https://paper.example/feed");
  expect(item.title).toBe("Flood - what we know");
  expect(item.publisher).toBe("");
});

test("a host that only ends like Google's is not Google", async () => {
  expect((await first("A - B", "https://notnews.google.com.evil.example/")).title).toBe("A - B");
});

test("a title without a dash stays whole", async () => {
  const item = await first("Talks resume", GOOGLE);
  expect(item.title).toBe("Talks resume");
  expect(item.publisher).toBe("");
});

const BING = "https://www.bing.com/news/search?q=x&format=rss";
const CLICK =
  "http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;tid=1&amp;url=https%3a%2f%2fpaper.example%2fa%3fid%3d4&amp;c=1";

async function bing(item: string): Promise<NewItem> {
  const attributes = `version="2.0" xmlns:News="${BING.replace("&", "&amp;")}"`;
  const document = await parseText(rss(`<item>${item}</item>`, "<title>x - BingNews</title>", attributes), {
    url: BING,
  });
  return identifyItems(FEED, document.items)[0]!;
}

test("Bing's items lie where the counted click leads, and are their publisher's", async () => {
  const item = await bing(`<title>Talks resume</title><link>${CLICK}</link><News:Source>Harbour Times</News:Source>`);
  expect(item).toMatchObject({
    title: "Talks resume",
    publisher: "Harbour Times",
    url: "https://paper.example/a?id=4",
    guid: "https://paper.example/a?id=4",
  });
});

test("an item of Bing is the same whatever else its counter's address says", async () => {
  const [one, other] = await Promise.all(
    [CLICK, CLICK.replace("tid=1", "tid=2")].map((link) => bing(`<title>Talks</title><link>${link}</link>`)),
  );
  expect(one?.identities).toEqual(other?.identities);
});

test("the copy that Bing's owner shows is the publisher's", async () => {
  expect((await bing("<title>A</title><News:Source>Harbour Times on MSN</News:Source>")).publisher).toBe(
    "Harbour Times",
  );
});

test("where Bing names nobody the host of the item is its publisher", async () => {
  expect((await bing(`<title>A</title><link>${CLICK}</link>`)).publisher).toBe("paper.example");
});

test.each(["url=javascript:alert(1)", "url=https://", "c=1"])(
  "a counter's address with %s stays as it is",
  async (query) => {
    const link = `https://www.bing.com/news/apiclick.aspx?${query}`;
    expect(await bing(`<title>A - B</title><link>${link}</link>`)).toMatchObject({
      url: link,
      publisher: "",
      title: "A - B",
    });
  },
);

test("an item of GDELT is of the host on which it lies", async () => {
  const item = `<item><title>A - B</title><link>https://www.paper.example/a</link></item>`;
  const document = await parseText(rss(item), { url: "https://api.gdeltproject.org/api/v2/doc/doc?format=rss" });
  expect(identifyItems(FEED, document.items)[0]).toMatchObject({ title: "A - B", publisher: "paper.example" });
});

test("papers with one agency's headline at one time are an item each", async () => {
  const item = (host: string) =>
    `<item><title>Talks resume at last</title><link>https://${host}/a</link><pubDate>Fri, 08 Mar 2019 12:15:00 GMT</pubDate></item>`;
  const text = rss(item("one.example") + item("two.example"));
  const document = await parseText(text, { url: "https://api.gdeltproject.org/api/v2/doc/doc?format=rss" });
  expect(identifyItems(FEED, document.items).map(({ publisher }) => publisher)).toEqual(["one.example", "two.example"]);
});

test("the source that another feed names is no publisher", async () => {
  const item = await first(
    "A",
    "https://paper.example/feed",
    '<x:source xmlns:x="urn:x">B</x:source><source>C</source>',
  );
  expect(item.publisher).toBe("");
});
