import { createServer } from "node:net";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { WatchdeskError } from "../../src/errors.js";
import { createFeedParser, createParsePool } from "../../src/parsing/feed-parser.js";
import { parsedDocumentSchema } from "../../src/parsing/schema.js";
import { atom, parseText, rss } from "./parse.js";

const parser = createFeedParser(createParsePool({ maxThreads: 1 }));
afterAll(() => parser.close());

const item = (title: string, text = "", more = "") =>
  rss(`<item><guid>1</guid><title>${title}</title><description>${text}</description>${more}</item>`);
const doctype = (subset: string, document: string) => document.replace("<rss", `<!DOCTYPE rss [${subset}]><rss`);
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join("");

const DOCUMENTS: [string, string][] = [
  ["entities that multiply", doctype(`<!ENTITY a0 "lol">${laughs}`, item("&a9;", "&a9;"))],
  ["a large entity used often", doctype(`<!ENTITY big "${"A".repeat(100_000)}">`, item("t", "&big;".repeat(20_000)))],
  ["deep nesting", item("t", "", `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`)],
  ["unclosed elements", `<rss><channel>${"<a>".repeat(500_000)}`],
  ["unclosed items and titles", `<rss><channel>${"<item><title>x".repeat(200_000)}`],
  ["end tags of nothing", item("t", "", "</b>".repeat(300_000))],
  ["a flood of brackets", item("t", `<![CDATA[${"<".repeat(100_000)}]]>`)],
  ["a flood of escaped brackets", item("t", "&lt;".repeat(100_000))],
  ["a flood of open tags", item("t", `<![CDATA[${"a<br ".repeat(60_000)}]]>`)],
  ["a flood of tags in quotes", item("t", `<![CDATA[${'<a b="'.repeat(60_000)}]]>`)],
  ["a flood of whole tags", item("t", "&lt;p&gt;".repeat(200_000))],
  ["a flood of ampersands", item("&".repeat(500_000))],
  ["a flood of references", item("&amp;".repeat(500_000))],
  ["a flood of attributes", item("t", "", `<x ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`)],
  ["attributes that never close", item("t", "", '<x a="'.repeat(100_000))],
  ["a long attribute", item("t", "", `<enclosure url="${"u".repeat(5_000_000)}"/>`)],
  ["comments that never close", `<rss><channel>${"<!-- ".repeat(200_000)}${item("t")}`],
  ["CDATA that never closes", item("t", `<![CDATA[${"x".repeat(1_000_000)}`)],
  ["CDATA in pieces", item("t", "<![CDATA[x]]>".repeat(100_000))],
  ["a document type that never closes", `<!DOCTYPE ${"[".repeat(100_000)}`],
  ["a document type of comments", doctype("<!-- x -->".repeat(100_000), item("t"))],
  ["a million empty items", rss("<item/>".repeat(1_000_000))],
  ["a title of white space", item(`${" ".repeat(1_000_000)}x`)],
  ["a date of digits", item("t", "", `<pubDate>${"9".repeat(200_000)}</pubDate>`)],
  ["a date of spaces", item("t", "", `<pubDate>Thu, 01 Jan 2026${" ".repeat(200_000)}x</pubDate>`)],
  ["names without end", item("t", "", Array.from({ length: 50_000 }, (_, i) => `<n${i}>`).join(""))],
  [
    "namespaces without end",
    item("t", "", Array.from({ length: 20_000 }, (_, i) => `<x xmlns:n${i}="u${i}"/>`).join("")),
  ],
  ["fields that never close", rss(`<item>${"<title>".repeat(100_000)}</item>`)],
  ["end tags of longer names", rss(`<item>${"<title></titles>".repeat(50_000)}</item>`)],
  ["persons that never close", atom(`<entry>${"<author><name>".repeat(50_000)}</entry>`)],
  ["deep JSON", `{"items":${"[".repeat(100_000)}`],
  ["links with wild addresses", item("t", "", "<link>http://[::1/%zz\u0001</link>".repeat(1_000))],
];

test.each(DOCUMENTS)("%s: an answer or a clear refusal, and the next document is read", async (_, text) => {
  const document = { body: Buffer.from(text), contentType: null, url: "https://p.example/", timeZone: "UTC" };
  const outcome = await parser.parse(document).catch((error: unknown) => error);
  if (outcome instanceof WatchdeskError) expect(["input", "limit"]).toContain(outcome.code);
  else expect(parsedDocumentSchema.safeParse(outcome).success).toBe(true);
  const next = await parser.parse({ ...document, body: Buffer.from(item("next")) });
  expect(next.items[0]?.title).toBe("next");
});

test("a short entity of the document's own is replaced, once", async () => {
  const document = await parseText(doctype('<!ENTITY co "Acme &amp; Co"><!ENTITY x "&co;">', item("&co; &x;")));
  expect(document.items[0]?.title).toBe("Acme & Co &co;");
});

test("an entity of a file is not read", async () => {
  const document = await parseText(doctype('<!ENTITY f SYSTEM "file:///etc/hostname">', item("&f;")));
  expect(document.items[0]?.title).toBe("&f;");
});

test("an entity or a document type elsewhere is not fetched", async () => {
  let asked = 0;
  const server = createServer((socket) => {
    asked++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/x.dtd`;
  const subset = `<!ENTITY % p SYSTEM "${url}"> %p; <!ENTITY g SYSTEM "${url}">`;
  const text = doctype(subset, item("&g;")).replace("<!DOCTYPE rss", `<!DOCTYPE rss SYSTEM "${url}"`);
  await parser.parse({ body: Buffer.from(text), contentType: null, url, timeZone: "UTC" });
  await new Promise((resolve) => server.close(resolve));
  expect(asked).toBe(0);
});

const refusable = async (body: Uint8Array) => {
  const outcome = await parseText(body).catch((error: unknown) => error);
  if (outcome instanceof WatchdeskError) expect(["input", "limit"]).toContain(outcome.code);
  else expect(parsedDocumentSchema.safeParse(outcome).success).toBe(true);
};

test("any bytes give an answer or a clear refusal", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), refusable));
});

test("any heap of feed markup gives an answer or a clear refusal", async () => {
  const parts = fc.constantFrom(
    ...[
      "<rss>",
      "<channel>",
      "<item>",
      "</item>",
      "<entry>",
      "<feed>",
      "<title>",
      "</title>",
      "<link href='",
      "'>",
      "<![CDATA[",
    ],
    ...[
      "]]>",
      "<!--",
      "-->",
      "<!DOCTYPE x [",
      "]>",
      "<!ENTITY a '&a;'>",
      "&a;",
      "&#x110000;",
      "<guid>",
      "<pubDate>2026",
      "</",
    ],
    ...[
      'xmlns:a="b"',
      "xml:base='//'",
      "<author><name>",
      "<content type='xhtml'>",
      "{",
      '"items":[',
      "\u0000",
      "\ud800",
      "<",
      ">",
    ],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(parts, fc.string()), { maxLength: 60 }), (list) =>
      refusable(Buffer.from(`<rss>${list.join("")}`)),
    ),
    { numRuns: 500 },
  );
});

test("any whole feed with any bytes changed gives an answer or a clear refusal", async () => {
  const whole = Buffer.from(atom('<entry><id>1</id><title type="html">&lt;b&gt;x</title><link href="/1"/></entry>'));
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(changes, (list) => {
      const body = Buffer.from(whole);
      for (const [at, byte] of list) body[at] = byte;
      return refusable(body);
    }),
    { numRuns: 500 },
  );
});
