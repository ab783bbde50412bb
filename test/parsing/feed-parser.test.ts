import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { WatchdeskError } from "../../src/errors.js";
import type { ParsedDocument } from "../../src/model.js";
import { createFeedParser, createParsePool } from "../../src/parsing/feed-parser.js";
import { PARSE_LIMITS } from "../../src/parsing/limits.js";
import { dataPath } from "../support/data.js";
import { atom, rss } from "./parse.js";

const inWorker = createFeedParser(createParsePool({ maxThreads: 1 }));
const here = createFeedParser(null);
afterAll(() => inWorker.close());

const document = (text: string) => ({
  body: Buffer.from(text),
  contentType: null,
  url: "https://paper.example/feed",
  timeZone: "UTC",
});

test("a worker gives what this thread gives", async () => {
  const text = atom('<entry><id>1</id><title>x</title><link href="/1"/><updated>2026-01-01</updated></entry>');
  expect(await inWorker.parse(document(text))).toEqual(await here.parse(document(text)));
});

test("a worker's refusal has the code and words of this thread's", async () => {
  const refusal = (error: { code: string; message: string; hint: string }) => [error.code, error.message, error.hint];
  const page = document("<!doctype html><html><title>Blocked</title></html>");
  const there = await inWorker.parse(page).catch(refusal);
  expect(there).toEqual(await here.parse(page).catch(refusal));
  expect(there).toEqual(["input", expect.stringContaining("web page"), expect.stringContaining("feeds add")]);
});

test("the bytes handed in stay the caller's", async () => {
  const given = document(rss("<item><title>x</title></item>"));
  const before = Buffer.from(given.body);
  await inWorker.parse(given);
  expect(given.body.equals(before)).toBe(true);
});

test("bytes that are a view into a larger buffer are read as the view", async () => {
  const text = Buffer.from(rss("<item><title>x</title></item>"));
  const large = Buffer.concat([Buffer.from("garbage before"), text, Buffer.from("after")]);
  const body = large.subarray("garbage before".length, "garbage before".length + text.length);
  expect((await inWorker.parse({ ...document(""), body })).items).toHaveLength(1);
});

test("a document that ran out of time is begun once more where the parser is told to, and no other", async () => {
  const parsed: ParsedDocument = await here.parse(document(rss("<item><title>x</title></item>")));
  const asked: number[] = [];
  const poolOf = (error: WatchdeskError) => ({
    run: async ({ body }: { body: Uint8Array }) => {
      asked.push(body.byteLength);
      if (asked.length === 1) throw error;
      return parsed;
    },
    close: async () => {},
  });
  const late = new WatchdeskError("limit", "parse: not done within 800 ms");
  expect(await createFeedParser(poolOf(late), 2).parse(document("<rss/>"))).toBe(parsed);
  expect(asked).toEqual([6, 6]);
  asked.length = 0;
  await expect(createFeedParser(poolOf(late)).parse(document("<rss/>"))).rejects.toBe(late);
  asked.length = 0;
  const other = new WatchdeskError("limit", "parse: too many items");
  await expect(createFeedParser(poolOf(other), 2).parse(document("<rss/>"))).rejects.toBe(other);
});

test("a document over the cap is refused before a worker is asked", async () => {
  const body = new Uint8Array(PARSE_LIMITS.maxBytes + 1);
  await expect(inWorker.parse({ ...document(""), body })).rejects.toMatchObject({ code: "limit" });
});

test("work over the deadline is refused as a limit", async () => {
  const hasty = createFeedParser(createParsePool({ deadlineMs: 1, maxThreads: 1 }));
  const item = `<item><title>x</title><description>${"&lt;p&gt;a ".repeat(200)}</description></item>`;
  await expect(hasty.parse(document(rss(item.repeat(3_000))))).rejects.toMatchObject({ code: "limit" });
  await hasty.close();
});

const data = dataPath("data/feeds");
test.skipIf(!data)(
  "recorded feeds are all opened, with all their items (left out without WATCHDESK_DATA)",
  async () => {
    const rows = gunzipSync(readFileSync(join(data!, "real.dev.jsonl.gz")))
      .toString("utf8")
      .split("\n")
      .filter(Boolean)
      .map((line): { id: string; url: string | null; body: string; expect: { items?: number } } => JSON.parse(line));
    const wrong: string[] = [];
    for (const row of rows) {
      const body = Buffer.from(row.body, "base64");
      const parsed: ParsedDocument | null = await here.parse({ ...document(""), url: row.url, body }).catch(() => null);
      if (parsed === null || (row.expect.items ?? parsed.items.length) !== parsed.items.length) wrong.push(row.id);
    }
    expect(wrong).toEqual([]);
  },
);
