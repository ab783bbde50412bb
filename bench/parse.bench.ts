/**
 * Parsing beside plain rss-parser, in one run: `npx vitest bench --run bench/parse.bench.ts`. Documents are made here;
 * with WATCHDESK_DATA set, the recorded feeds are parsed as well. The figures are ratios; the machine gives the rest.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Parser from "rss-parser";
import { afterAll, bench, describe } from "vitest";
import { createFeedParser, createParsePool } from "../src/parsing/feed-parser.js";

const DOCUMENTS = 100;
const ITEMS = 30;
/** Few feeds are larger, and plain rss-parser needs seconds for some that are. */
const MAX_RECORDED_BYTES = 200_000;

const WORDS =
  "harbour convoy ministry valley reactor statement engine border signal vessel dawn inspectors satellite image report".split(
    " ",
  );
const sentence = (seed: number, length: number) =>
  Array.from({ length }, (_, i) => WORDS[(seed * 7 + i * 3 + ((seed * i) % 5)) % WORDS.length]).join(" ");

function madeDocument(seed: number): Buffer {
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const id = seed * ITEMS + i;
    return `<item><title>${sentence(id, 9)}</title><link>https://paper.example/${id}?utm_source=rss</link>
      <guid isPermaLink="false">${id}</guid><pubDate>Wed, 04 Mar 2026 12:${String(i).padStart(2, "0")}:00 GMT</pubDate>
      <dc:creator><![CDATA[Desk ${seed}]]></dc:creator><category>world</category>
      <description><![CDATA[<p>${sentence(id, 40)} <a href="https://paper.example/${id}">more</a></p>]]></description></item>`;
  });
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
     <title>Paper ${seed}</title><link>https://paper.example/</link><description>d</description>${items.join("")}</channel></rss>`,
  );
}

function recordedDocuments(data: string): Buffer[] {
  return gunzipSync(readFileSync(join(data, "data/feeds/real.dev.jsonl.gz")))
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => Buffer.from((JSON.parse(line) as { body: string }).body, "base64"))
    .filter((body) => body.length <= MAX_RECORDED_BYTES);
}

const here = createFeedParser(null);
const workers = createFeedParser(createParsePool());
afterAll(() => workers.close());

function compare(name: string, bodies: Buffer[]): void {
  const documents = bodies.map((body) => ({
    body,
    contentType: null,
    url: "https://paper.example/feed",
    timeZone: "UTC",
  }));
  const options = { time: 3_000, iterations: 5, warmupIterations: 2 };
  describe(`${bodies.length} documents, ${name}`, () => {
    bench(
      "rss-parser, one thread",
      async () => {
        for (const body of bodies) await new Parser().parseString(body.toString("utf8")).catch(() => null);
      },
      options,
    );
    bench(
      "watchdesk, one thread",
      async () => {
        for (const document of documents) await here.parse(document).catch(() => null);
      },
      options,
    );
    bench(
      "watchdesk, workers",
      async () => {
        await Promise.all(documents.map((document) => workers.parse(document).catch(() => null)));
      },
      options,
    );
  });
}

compare(
  `${ITEMS} items each`,
  Array.from({ length: DOCUMENTS }, (_, i) => madeDocument(i)),
);
const data = process.env["WATCHDESK_DATA"];
if (data) compare("as recorded", recordedDocuments(data));
