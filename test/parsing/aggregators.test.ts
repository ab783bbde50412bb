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
