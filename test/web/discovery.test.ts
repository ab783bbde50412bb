import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { discoverFeeds, findFeeds, looksLikeFeed, MAX_FOUND } from "../../src/web/discovery.js";
import type { Handler } from "../support/http-server.js";
import { serve, testFetcher } from "./support.js";

const PAGE = "https://gazette.example/news/index.html";
const urls = (html: string) => discoverFeeds(html, PAGE).map((feed) => feed.url);

describe("a page names its feeds", () => {
  test.each([
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "Application/RSS+XML; charset=utf-8",
  ])("by a link of type %s", (type) => {
    expect(discoverFeeds(`<link rel="alternate" type="${type}" href="/feed" title="All news">`, PAGE)).toEqual([
      { url: "https://gazette.example/feed", title: "All news", by: "named" },
    ]);
  });

  test("by rel=feed without a type", () => {
    expect(urls(`<link rel=feed href=atom.xml>`)).toEqual(["https://gazette.example/news/atom.xml"]);
  });

  test("with text/xml only where the address looks like a feed's", () => {
    expect(urls(`<link rel="alternate" type="text/xml" href="/rss.php">`)).toHaveLength(1);
    expect(urls(`<link rel="alternate" type="text/xml" href="/sitemap">`)).toHaveLength(0);
  });

  test("relative to its base", () => {
    const html = `<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="feed">`;
    expect(urls(html)).toEqual(["https://cdn.example/x/feed"]);
  });

  test("with the scheme feed:", () => {
    const link = (href: string) => urls(`<link rel="alternate" type="application/rss+xml" href="${href}">`);
    expect(link("feed://gazette.example/rss")).toEqual(["https://gazette.example/rss"]);
    expect(link("feed:https://gazette.example/rss")).toEqual(["https://gazette.example/rss"]);
  });

  test("each once, in the page's order", () => {
    const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    expect(urls(link("/b") + link("/a") + link("/b#top"))).toEqual([
      "https://gazette.example/b",
      "https://gazette.example/a",
    ]);
  });

  test("and no more of them than is sensible", () => {
    const html = Array.from({ length: 500 }, (_, n) => `<link rel=feed href=/f${n}>`).join("");
    expect(urls(html)).toHaveLength(MAX_FOUND);
  });

  test("never in a script, a comment or a template of text", () => {
    const link = `<link rel="alternate" type="application/rss+xml" href="/feed">`;
    for (const [before, after] of [
      ["<script>", "</script>"],
      ["<!-- ", " -->"],
      ["<textarea>", "</textarea>"],
    ]) {
      expect(urls(`${before}${link}${after}`)).toEqual([]);
    }
  });

  test("never with a scheme other than the web's", () => {
    expect(urls(`<link rel=feed href="javascript:alert(1)"><link rel=feed href="file:///etc/passwd">`)).toEqual([]);
  });
});

test("links of the same site that look like feeds are found where none is named", () => {
  const html = `<a href="/rss/world.xml">RSS</a><a href="https://reader.example/rss">x</a><a href="/about">y</a>`;
  expect(discoverFeeds(html, PAGE)).toEqual([
    { url: "https://gazette.example/rss/world.xml", title: null, by: "linked" },
  ]);
});

test("an alternate that is a translation is no feed", () => {
  expect(urls(`<link rel="alternate" hreflang="ko" href="/ko/">`)).toEqual([]);
});

test("no page makes discovery throw", () => {
  const piece = fc.constantFrom(
    "<",
    "<link ",
    'rel="alternate" ',
    "href=",
    "'",
    '"',
    ">",
    "<base href=",
    "//",
    "feed:",
    "%",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(Array.isArray(discoverFeeds(pieces.join(""), PAGE))).toBe(true);
    }),
  );
});

describe("a document is a feed", () => {
  test.each([
    `<?xml version="1.0"?><rss version="2.0">`,
    `\ufeff  <feed xmlns="http://www.w3.org/2005/Atom">`,
    `<!-- made by hand --><rdf:RDF xmlns="http://purl.org/rss/1.0/">`,
    `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "x"><rss>`,
    `{"version": "https://jsonfeed.org/version/1.1", "items": []}`,
  ])("%.40s", (text) => expect(looksLikeFeed(text)).toBe(true));

  test.each(["", "<html><head>", `{"version": 2}`, "plain text", "<rssless>", "<svg/>"])("not %s", (text) => {
    expect(looksLikeFeed(text)).toBe(false);
  });
});

describe("a site's address", () => {
  const page =
    (body: string): Handler =>
    (_request, response) =>
      response.end(body);

  test("that is a feed leads to itself", async () => {
    const server = await serve(page("<rss/>"));
    expect(await findFeeds(testFetcher(), `${server.url}/feed`)).toEqual([
      { url: `${server.url}/feed`, title: null, by: "itself" },
    ]);
  });

  test("leads to the feeds that its page names, before those it links to", async () => {
    const server = await serve(page(`<a href="/rss">r</a><link rel=feed href="/atom" title="Gazette">`));
    expect(await findFeeds(testFetcher(), server.url)).toEqual([
      { url: `${server.url}/atom`, title: "Gazette", by: "named" },
    ]);
  });

  test("that names none is tried at the usual places", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/feed.xml") response.end("<feed/>");
      else response.writeHead(request.url === "/" ? 200 : 404).end("<p>welcome</p>");
    });
    expect(await findFeeds(testFetcher(), server.url)).toEqual([
      { url: `${server.url}/feed.xml`, title: null, by: "usual place" },
    ]);
  });

  test("that does not answer leads to none", async () => {
    const server = await serve((_request, response) => response.writeHead(500).end());
    expect(await findFeeds(testFetcher(), server.url)).toEqual([]);
    expect(await findFeeds(testFetcher(), "not an address")).toEqual([]);
  });
});
