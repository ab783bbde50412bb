import { expect, test } from "vitest";
import { atom, parseText, rss } from "./parse.js";

const AT = "2026-03-04T05:06:07.000Z";

test("RSS 2.0 gives feed, item and every field", async () => {
  const document = await parseText(
    rss(
      `<item><title>Convoy leaves the valley</title><link>https://paper.example/a</link><guid isPermaLink="false">a-1</guid>
       <description>Twelve trucks &lt;b&gt;left&lt;/b&gt; at dawn.</description><author>desk@paper.example (Mina Cho)</author>
       <pubDate>Wed, 04 Mar 2026 05:06:07 GMT</pubDate></item>`,
      "<title>The Paper</title><link>https://paper.example/</link><language>en-GB</language>",
    ),
  );
  expect(document).toEqual({
    feed: { title: "The Paper", url: "https://paper.example/", language: "en-GB", format: "RSS 2.0" },
    items: [
      {
        guid: "a-1",
        url: "https://paper.example/a",
        title: "Convoy leaves the valley",
        text: "Twelve trucks left at dawn.",
        author: "desk@paper.example (Mina Cho)",
        publishedAt: AT,
        updatedAt: null,
        language: null,
      },
    ],
    hints: { ttlMs: null, skipHoursUtc: [] },
  });
});

test.each([
  ["0.91", "RSS 0.91"],
  ["0.92", "RSS 0.92"],
  ["2.0.1", "RSS 2.0"],
])("RSS with version %s is %s", async (version, format) => {
  const document = await parseText(rss("<item><title>x</title></item>", "<title>t</title>", `version="${version}"`));
  expect(document.feed.format).toBe(format);
  expect(document.items).toHaveLength(1);
});

test("RSS without a version is read", async () => {
  const document = await parseText(rss("<item><title>x</title></item>", "<title>t</title>", ""));
  expect(document.feed).toMatchObject({ title: "t", format: "RSS" });
});

test("RSS 1.0 keeps its items beside the channel and takes their ids from rdf:about", async () => {
  const document = await parseText(
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
       xmlns:dc="http://purl.org/dc/elements/1.1/">
     <channel rdf:about="https://bureau.example/rss"><title>Bureau</title><link>https://bureau.example/</link>
       <items><rdf:Seq><rdf:li rdf:resource="https://bureau.example/1"/></rdf:Seq></items></channel>
     <image><title>not the feed's title</title></image>
     <item rdf:about="https://bureau.example/id/1"><title>Statement</title><link>https://bureau.example/1</link>
       <dc:date>2026-03-04T05:06:07Z</dc:date><dc:creator>Press office</dc:creator></item></rdf:RDF>`,
  );
  expect(document.feed).toMatchObject({ title: "Bureau", format: "RSS 1.0" });
  expect(document.items).toEqual([
    expect.objectContaining({
      guid: "https://bureau.example/id/1",
      url: "https://bureau.example/1",
      publishedAt: AT,
      author: "Press office",
    }),
  ]);
});

test("RSS 0.90 is known by its namespace", async () => {
  const document = await parseText(
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
     <channel><title>Old</title></channel><item><title>First</title><link>https://old.example/1</link></item></rdf:RDF>`,
  );
  expect(document.feed.format).toBe("RSS 0.90");
  expect(document.items[0]).toMatchObject({ title: "First", guid: "https://old.example/1" });
});

test("Atom 1.0 gives feed, item and every field", async () => {
  const document = await parseText(
    atom(
      `<entry xml:lang="fr"><id>tag:journal.example,2026:1</id><title type="html">Essai &amp;amp; tir</title>
       <link rel="self" href="https://journal.example/1.atom"/><link href="https://journal.example/1"/>
       <author><name>R. Petit</name><email>r@journal.example</email></author>
       <published>2026-03-04T05:06:07Z</published><updated>2026-03-05T00:00:00+01:00</updated>
       <summary>Court.</summary><content type="html">&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux.&lt;/p&gt;</content></entry>`,
      '<title>Journal</title><link rel="self" href="https://journal.example/feed"/><link href="https://journal.example/"/>',
      'xml:lang="fr-FR"',
    ),
  );
  expect(document.feed).toEqual({
    title: "Journal",
    url: "https://journal.example/",
    language: "fr-FR",
    format: "Atom 1.0",
  });
  expect(document.items[0]).toEqual({
    guid: "tag:journal.example,2026:1",
    url: "https://journal.example/1",
    title: "Essai & tir",
    text: "Un.\nDeux.",
    author: "R. Petit",
    publishedAt: AT,
    updatedAt: "2026-03-04T23:00:00.000Z",
    language: "fr",
  });
});

test("Atom 0.3 is read with its own names for times and its modes", async () => {
  const document = await parseText(
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped" type="text/html">A &amp;amp; B</title>
     <entry><id>x</id><title mode="base64">UmVwb3J0</title><issued>2026-03-04T05:06:07Z</issued>
     <modified>2026-03-04T06:00:00Z</modified></entry></feed>`,
  );
  expect(document.feed).toMatchObject({ title: "A & B", format: "Atom 0.3" });
  expect(document.items[0]).toMatchObject({
    title: "Report",
    publishedAt: AT,
    updatedAt: "2026-03-04T06:00:00.000Z",
  });
});

test("Atom under a prefix is Atom", async () => {
  const document = await parseText(
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title><a:entry><a:id>1</a:id><a:title>x</a:title>
     <a:link href="https://p.example/1"/><a:updated>2026-03-04T05:06:07Z</a:updated></a:entry></a:feed>`,
  );
  expect(document.items[0]).toMatchObject({ guid: "1", title: "x", url: "https://p.example/1", publishedAt: AT });
});

test("RSS under a prefix is RSS", async () => {
  const document = await parseText(
    `<r:rss xmlns:r="http://backend.userland.com/rss2" version="2.0"><r:channel><r:title>T</r:title>
     <r:item><r:title>x</r:title></r:item></r:channel></r:rss>`,
  );
  expect(document.items[0]).toMatchObject({ title: "x" });
});

test("an element of another namespace is not taken for the feed's own", async () => {
  const document = await parseText(
    rss("<item><x:title>wrong</x:title><title>right</title></item>", "", 'version="2.0" xmlns:x="urn:other"'),
  );
  expect(document.items[0]?.title).toBe("right");
});

test("names in capitals are read", async () => {
  const document = await parseText("<RSS><CHANNEL><TITLE>Loud</TITLE><ITEM><TITLE>X</TITLE></ITEM></CHANNEL></RSS>");
  expect([document.feed.title, document.items[0]?.title]).toEqual(["Loud", "X"]);
});

test("a Channel Definition Format document gives its items' attributes as fields", async () => {
  const document = await parseText(
    '<CHANNEL><TITLE>C</TITLE><ITEM HREF="https://c.example/1" LASTMOD="2026-03-04T05:06:07Z"><ABSTRACT>a</ABSTRACT></ITEM></CHANNEL>',
  );
  expect(document.feed.format).toBe("CDF");
  expect(document.items[0]).toMatchObject({ url: "https://c.example/1", text: "a", updatedAt: AT });
});

test("a feed without items is a feed", async () => {
  expect((await parseText('<rss version="2.0"></rss>')).items).toEqual([]);
});
