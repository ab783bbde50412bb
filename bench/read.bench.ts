/**
 * Reading pages beside Readability on linkedom alone, in one run: `npx vitest bench --run bench/read.bench.ts`. Pages
 * are made here; with WATCHDESK_DATA set, recorded ones are read as well. The ratio is the figure, not the rate.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { bench, describe } from "vitest";
import { createReadPage } from "../src/reading/page.js";
import { newsPage, paragraphs, SENTENCES } from "../test/reading/pages.js";

const PAGES = 20;
const RECORDED = 20;
const readPage = createReadPage();
const own = (body: Uint8Array) => readPage({ body, contentType: "text/html", url: "https://page.example/a" });
const plain = (body: Uint8Array) =>
  new Readability(parseHTML(Buffer.from(body).toString("utf8")).document as never).parse();

const made = Array.from({ length: PAGES }, (_, at) => {
  const long = Array.from({ length: at + 10 }, (_unused, line) => SENTENCES[(at + line) % SENTENCES.length]!);
  return Buffer.from(newsPage({ inside: paragraphs(long) }));
});

function recorded(): Buffer[] {
  const root = process.env["WATCHDESK_DATA"];
  if (root === undefined) {
    console.log("Left out without WATCHDESK_DATA: recorded pages.");
    return [];
  }
  const folder = join(root, "data/pages/aeb/html");
  return readdirSync(folder)
    .slice(0, RECORDED)
    .map((file) => gunzipSync(readFileSync(join(folder, file))));
}

function compare(name: string, pages: readonly Buffer[]): void {
  if (pages.length === 0) return;
  describe(name, () => {
    bench("ours, with metadata and filters", () => pages.forEach(own));
    bench("Readability on linkedom", () => pages.forEach(plain));
  });
}

compare("made pages", made);
compare("recorded pages", recorded());
