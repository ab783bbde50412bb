import { describe, expect, it } from "vitest";
import { createReadPage } from "../../src/reading/page.js";
import { bytes, newsPage } from "./pages.js";

const readPage = createReadPage();
const url = "https://coast.example/world/crane?ref=feed";
const read = (head: string, before = "", lang = "en") =>
  readPage({ body: bytes(newsPage({ head, before, lang })), contentType: null, url });
const linked = (value: object) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe("what a page says of itself", () => {
  it("comes from JSON-LD", () => {
    const head = linked({
      "@graph": [
        { "@type": "Organization", name: "Other" },
        {
          "@type": "NewsArticle",
          headline: "A crane at the tower",
          author: [{ name: "Ada Brook" }, { name: "Roy Tan" }],
          publisher: { name: "Coast Daily" },
          datePublished: "2024-03-05T09:12:00+09:00",
          dateModified: "2024-03-06T00:00:00Z",
        },
      ],
    });
    expect(read(head)).toMatchObject({
      title: "A crane at the tower",
      byline: "Ada Brook, Roy Tan",
      siteName: "Coast Daily",
      publishedAt: "2024-03-05T00:12:00.000Z",
      updatedAt: "2024-03-06T00:00:00.000Z",
    });
  });
  it("comes from OpenGraph where there is no JSON-LD", () => {
    const head =
      '<meta property="og:title" content="A crane &amp; a tower"><meta property="og:site_name" content="Coast Daily"><meta property="article:published_time" content="2024-03-05T09:12:00Z"><meta name="author" content="By Ada Brook">';
    expect(read(head)).toMatchObject({
      title: "A crane & a tower",
      siteName: "Coast Daily",
      byline: "Ada Brook",
      publishedAt: "2024-03-05T09:12:00.000Z",
      updatedAt: null,
    });
  });
  it("comes from the page's own marks where it has nothing else", () => {
    const { publishedAt, byline } = read(
      "",
      '<p class="byline">By Roy Tan</p><time datetime="2024-03-05T10:00Z">5 March</time>',
    );
    expect({ publishedAt, byline }).toEqual({ publishedAt: "2024-03-05T10:00:00.000Z", byline: "Roy Tan" });
  });
  it.each([
    ["a class among others", '<p class="small byline">By Roy Tan</p>', "Roy Tan"],
    ["an author's name", '<b class="author-name">Roy Tan</b>', "Roy Tan"],
    ["a relation in any case", '<a rel="Author" href="/roy">Roy Tan</a>', "Roy Tan"],
    ["a property", '<b itemprop="author">Roy Tan</b><p class="byline">By Ada Brook</p>', "Roy Tan"],
    ["no class that only begins so", '<p class="byline-wrapper">Roy Tan</p>', null],
  ])("takes the byline from %s", (_, before, byline) => {
    expect(read("", before).byline).toBe(byline);
  });
  it.each([
    ["a property's content", '<meta itemprop="datePublished" content="2024-03-05">', "2024-03-05T00:00:00.000Z"],
    ["a time marked as that of publication", '<time pubdate datetime="2024-03-05">', "2024-03-05T00:00:00.000Z"],
    ["a property before any time", '<time datetime="2024-01-01">a</time><b itemprop="datePublished">b</b>', null],
  ])("takes the date from %s", (_, before, publishedAt) => {
    expect(read("", before).publishedAt).toBe(publishedAt);
  });
  it("takes no date from a time beside the article", () => {
    const html = `<html><body><time datetime="2024-03-05">5 March</time><article>${newsPage()}</article></body></html>`;
    expect(readPage({ body: bytes(html), contentType: null, url }).publishedAt).toBeNull();
  });
  it("loses the site's name behind the title", () => {
    expect(read('<meta property="og:site_name" content="Coast Daily">').title).toBe("Crane seen at launch tower");
  });
  it("gives no date for one that is not understood", () => {
    expect(read('<meta property="article:published_time" content="yesterday-ish">').publishedAt).toBeNull();
  });
  it("names the language as BCP 47", () => {
    expect(read("", "", "ko_KR").language).toBe("ko-KR");
  });
  it("reports another canonical address and the light-weight twin", () => {
    const head =
      '<link rel="canonical" href="/world/crane"><link rel="amphtml" href="https://amp.coast.example/crane">';
    expect(read(head)).toMatchObject({
      canonicalUrl: "https://coast.example/world/crane",
      ampUrl: "https://amp.coast.example/crane",
    });
  });
  it("reports no canonical address that is the page's own or no web address", () => {
    expect(read(`<link rel="canonical" href="${url}#top">`).canonicalUrl).toBeNull();
    expect(read('<link rel="canonical" href="javascript:alert(1)">').canonicalUrl).toBeNull();
  });
  it("survives JSON-LD that is broken or goes in circles of depth", () => {
    const deep = `${'{"@graph":['.repeat(500)}${"]}".repeat(500)}`;
    const head = `<script type="application/ld+json">{"@type": "NewsArticle", </script><script type="application/ld+json">${deep}</script>`;
    expect(read(head).title).toBe("Crane seen at launch tower - Coast Daily");
  });
  it("reads JSON-LD with raw line breaks in its strings", () => {
    const head =
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A crane\nat the tower"}</script>';
    expect(read(head).title).toBe("A crane at the tower");
  });
});
