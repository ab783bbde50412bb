import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createFeedParser } from "../../src/parsing/feed-parser.js";
import type { RecordedItem } from "../../src/rehearsal/backtest.js";
import { documentItems } from "../../src/rehearsal/document-items.js";
import { lineItems } from "../../src/rehearsal/line-items.js";
import { readRecording } from "../../src/replay/recording.js";
import { temporaryFolder } from "../support/app.js";
import { rss } from "../support/memory-fetcher.js";

async function all(items: AsyncIterable<RecordedItem>): Promise<RecordedItem[]> {
  const found: RecordedItem[] = [];
  for await (const one of items) found.push(one);
  return found;
}

describe("items of JSON lines", () => {
  const LINES = [
    '{"id":7,"title":"Work at Sohae","at":"2019-03-08T12:00:00Z","publisher":"Paper A","text":null}',
    "",
    '{"title":"북한","publishedAt":1552046400000,"feed":{"id":"w","kind":"wire"},"unknown":1}',
  ].join("\n");

  it("carry time, feed and publisher where the line says them", async () => {
    const [first, second] = await all(lineItems(Readable.from([Buffer.from(LINES)])));
    expect(first).toMatchObject({ item: { id: "7", at: 1_552_046_400_000, publisher: "Paper A", text: "" } });
    expect(second).toMatchObject({
      item: { id: "line 3", at: 1_552_046_400_000 },
      inputs: [{ feed: { kind: "wire" } }],
    });
  });

  it("are read through gzip, in whatever pieces it comes", async () => {
    const packed = gzipSync(LINES);
    const pieces = Array.from({ length: Math.ceil(packed.length / 7) }, (_, n) => packed.subarray(n * 7, n * 7 + 7));
    expect(await all(lineItems(Readable.from(pieces)))).toHaveLength(2);
  });

  it("are none where there is nothing", async () => {
    expect(await all(lineItems(Readable.from([])))).toEqual([]);
  });

  it.each([
    ['{"title":"fine"}\nnonsense', "line 2: it: Invalid input"],
    ['{"title":5}', "line 1: title: Invalid input"],
  ])("name the first bad line: %s", async (text, message) => {
    await expect(all(lineItems(Readable.from([Buffer.from(text)])))).rejects.toThrow(message);
  });
});

describe("items of recorded documents", () => {
  const folder = () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "paper"));
    const early = { guid: "1", title: "Work seen at Sohae", at: "2019-03-01T10:00:00Z" };
    const ancient = { guid: "0", title: "Sohae opened", at: "2012-03-01T10:00:00Z" };
    const late = { guid: "2", title: "Trucks seen at Sanumdong", at: "2019-03-02T10:00:00Z" };
    writeFileSync(join(root, "paper/20190305T110000Z.xml"), rss([early, ancient]));
    writeFileSync(join(root, "paper/20190306T110000Z.xml"), "no feed at all");
    writeFileSync(join(root, "paper/20190308T110000Z.xml"), rss([late, { ...early, title: "Edited" }]));
    return root;
  };

  it("come once each; those of the first document when they were published, the rest when they were fetched", async () => {
    const broken: string[] = [];
    const feedOf = (id: string) => ({
      ...{ id, url: "https://a.example/", title: null, publisher: "Paper", family: null, kind: "wire" as const },
      ...{ language: "en", timeZone: "UTC", every: 60_000, teaserOnly: false, enabled: true },
    });
    const items = await all(
      documentItems(readRecording(folder()), {
        parser: createFeedParser(null),
        feedOf,
        onBroken: (path) => void broken.push(path),
        onDocument: () => {},
      }),
    );
    const told = items.map(({ item }) => `${item.title} ${new Date(item.at ?? 0).toISOString()}`);
    expect(told).toEqual([
      "Work seen at Sohae 2019-03-01T10:00:00.000Z",
      "Sohae opened 2019-02-03T11:00:00.000Z",
      "Trucks seen at Sanumdong 2019-03-08T11:00:00.000Z",
    ]);
    expect(broken).toEqual([expect.stringContaining("20190306T110000Z.xml")]);
  });
});
