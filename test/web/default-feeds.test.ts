import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { feedFileSchema, resolveFeed } from "../../src/config/feed-schema.js";
import type { Feed } from "../../src/model.js";
import { parseUrl } from "../../src/web/guard.js";
import { SEARCH_PACES } from "../../src/web/searches.js";

const FOLDER = new URL("../../config/feeds/", import.meta.url);
const MINUTE = 60_000;
const files = readdirSync(FOLDER);
const feeds: Feed[] = files.flatMap((name) => {
  const file = feedFileSchema.parse(parse(readFileSync(new URL(name, FOLDER), "utf8")));
  return file.feeds.map((feed) => resolveFeed(feed, file.defaults ?? {}, 5 * MINUTE));
});

describe("the feeds that come along", () => {
  test("are some dozens, most of them on", () => {
    expect(feeds.length).toBeGreaterThan(80);
    expect(feeds.filter((feed) => feed.enabled).length).toBeGreaterThan(60);
  });

  test("have each their own id", () => expect(new Set(feeds.map((feed) => feed.id)).size).toBe(feeds.length));

  test("have each their own address", () => expect(new Set(feeds.map((feed) => feed.url)).size).toBe(feeds.length));

  test("are addresses that the fetcher takes as they stand", () => {
    for (const feed of feeds) expect(parseUrl(feed.url).href).toContain("://");
    for (const feed of feeds) expect(feed.url).toMatch(/^[\x21-\x7e]+$/);
  });

  test("name a publisher and a language", () => {
    for (const feed of feeds) expect(feed.publisher.length * (feed.language?.length ?? 0)).toBeGreaterThan(0);
  });

  test("are asked no more often than once in five minutes", () => {
    for (const feed of feeds) expect(feed.every).toBeGreaterThanOrEqual(5 * MINUTE);
  });

  test("of one house bear one family", () => {
    const families = new Map<string, Set<string | null>>();
    for (const feed of feeds) {
      const known = families.get(feed.publisher) ?? new Set();
      families.set(feed.publisher, known.add(feed.family));
    }
    for (const [publisher, names] of families) expect([publisher, names.size]).toEqual([publisher, 1]);
  });

  test("cover the languages of the field", () => {
    const languages = new Set(feeds.filter((feed) => feed.enabled).map((feed) => feed.language));
    for (const language of ["en", "ko", "ja", "zh", "ru"]) expect(languages).toContain(language);
  });
});

describe("searches", () => {
  const searches = feeds.filter((feed) => feed.kind === "search");

  test("are asked of hosts whose pace is known", () => {
    for (const feed of searches) expect(SEARCH_PACES[new URL(feed.url).hostname]).toBeGreaterThan(0);
  });

  test("of GDELT are off until wanted", () => {
    expect(searches.filter((feed) => feed.publisher === "GDELT").map((feed) => feed.enabled)).toEqual([false, false]);
  });

  test("that are on fit their host's pace within the shortest interval", () => {
    for (const [host, pace] of Object.entries(SEARCH_PACES)) {
      const count = searches.filter((feed) => feed.enabled && new URL(feed.url).hostname === host).length;
      expect(count * pace).toBeLessThan(5 * MINUTE);
    }
  });
});
