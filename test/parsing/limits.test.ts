import { expect, test } from "vitest";
import { PARSE_LIMITS } from "../../src/parsing/limits.js";
import { createParseDocument } from "../../src/parsing/parse-document.js";
import { rss } from "./parse.js";

const small = createParseDocument({ maxBytes: 2_000, maxItems: 3, maxDepth: 10, maxTextChars: 20, maxFieldChars: 10 });
const parse = (text: string) => small({ body: Buffer.from(text), contentType: null, url: null, timeZone: "UTC" });

test("too many bytes are refused with both figures", async () => {
  await expect(parse("x".repeat(2_001))).rejects.toMatchObject({
    code: "limit",
    message: "parse: the document has 2001 bytes, more than 2000",
  });
});

test("as many items as allowed are read, one more is refused", async () => {
  expect((await parse(rss("<item/>".repeat(3)))).items).toHaveLength(3);
  await expect(parse(rss("<item/>".repeat(4)))).rejects.toMatchObject({
    code: "limit",
    message: "parse: the document has more than 3 items",
  });
});

test("too many items of a JSON Feed are refused", async () => {
  const feed = { version: "https://jsonfeed.org/version/1.1", items: [{}, {}, {}, {}] };
  await expect(parse(JSON.stringify(feed))).rejects.toMatchObject({ code: "limit" });
});

test("elements nested too deep are refused", async () => {
  await expect(parse(rss(`<item>${"<x>".repeat(20)}</item>`))).rejects.toMatchObject({
    code: "limit",
    message: "parse: the document nests elements deeper than 10",
  });
});

test("markup inside a text may be as deep as it likes", async () => {
  const text = `<description>${"<b>".repeat(50)}deep${"</b>".repeat(50)}</description>`;
  expect((await parse(rss(`<item>${text}</item>`))).items[0]?.text).toBe("deep");
});

test("a long field is cut, and not inside a character", async () => {
  const document = await parse(
    rss(`<item><title>123456789🚀</title><description>${"y".repeat(50)}</description></item>`),
  );
  expect(document.items[0]).toMatchObject({ title: "123456789", text: "y".repeat(20) });
});

test("the caps leave room for the largest feeds that are met", () => {
  expect(PARSE_LIMITS.maxBytes).toBeGreaterThan(3_000_000);
  expect(PARSE_LIMITS.maxItems).toBeGreaterThan(1_500);
});
