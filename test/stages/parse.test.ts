import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { runStage } from "../../src/stage.js";
import { createParseStage } from "../../src/stages/parse.js";
import { rss } from "../parsing/parse.js";

const open: { close?(): Promise<void> }[] = [];
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.close?.();
});

async function run(...lines: object[]): Promise<Record<string, unknown>[]> {
  const stage = createParseStage();
  open.push(stage);
  const output = new PassThrough();
  const all = text(output);
  await runStage(stage, Readable.from(lines.map((line) => `${JSON.stringify(line)}\n`)), output);
  output.end();
  return (await all)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const body = (document: string) => Buffer.from(document).toString("base64");

test("a line with a document is answered with its feed and items", async () => {
  const document = rss("<item><title>One</title><link>/1</link></item>");
  expect(await run({ id: "a", url: "https://p.example/feed", contentType: "text/xml", body: body(document) })).toEqual([
    {
      id: "a",
      ok: true,
      feed: { title: "The Paper", url: null, language: null, format: "RSS 2.0" },
      items: [
        {
          guid: "https://p.example/1",
          url: "https://p.example/1",
          title: "One",
          text: null,
          author: null,
          publishedAt: null,
          updatedAt: null,
          language: null,
        },
      ],
      hints: { ttlMs: null, skipHoursUtc: [] },
    },
  ]);
});

test("null means absent and unknown keys are ignored", async () => {
  const [answer] = await run({ id: 1, url: null, contentType: null, timeZone: null, more: 1, body: body(rss("")) });
  expect(answer).toMatchObject({ id: 1, ok: true, items: [] });
});

test("the line's time zone holds for dates without one", async () => {
  const document = rss("<item><pubDate>2026-03-04 09:00</pubDate></item>");
  const [answer] = await run({ id: 1, timeZone: "Asia/Seoul", body: body(document) });
  expect(answer).toMatchObject({ items: [{ publishedAt: "2026-03-04T00:00:00.000Z" }] });
});

test("lines that are bad are refused one by one, each with its reason", async () => {
  const answers = await run(
    { id: 1 },
    { id: 2, body: "no base64!" },
    { id: 3, body: body("<html></html>") },
    { id: 4, url: "not an address", body: body(rss("")) },
    { id: 5, body: body(rss("")) },
  );
  expect(answers).toMatchObject([
    { id: 1, ok: false, error: { code: "input", message: expect.stringContaining("body") } },
    { id: 2, ok: false, error: { code: "input", message: expect.stringContaining("base64") } },
    { id: 3, ok: false, error: { code: "input", message: expect.stringContaining("web page") } },
    { id: 4, ok: false, error: { code: "input", message: expect.stringContaining("url") } },
    { id: 5, ok: true },
  ]);
});

test("a document over the cap is refused by its length alone", async () => {
  const [answer] = await run({ id: 1, body: "A".repeat(20_000_000) });
  expect(answer).toMatchObject({ ok: false, error: { code: "limit" } });
});
