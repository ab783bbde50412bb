import { describe, expect, test } from "vitest";
import { SEARCH_PACES, searchFeeds } from "../../src/web/searches.js";

const NAMES = { en: ["Blue Harbour", "Harbour yard"], ko: ["푸른 항구"] };
const queryOf = (url: string) => new URL(url).searchParams;

describe("a watch's names become searches", () => {
  test("of Google News in the edition of each language", () => {
    const [en, ko] = searchFeeds("harbour", NAMES, "google-news");
    expect(queryOf(en?.url ?? "").get("q")).toBe('"Blue Harbour" OR "Harbour yard" when:1d');
    expect(queryOf(en?.url ?? "").get("ceid")).toBe("US:en");
    expect(queryOf(ko?.url ?? "").get("q")).toBe('"푸른 항구" when:1d');
    expect(queryOf(ko?.url ?? "").get("hl")).toBe("ko");
  });

  test("of Bing News as RSS in the market of each language", () => {
    const [en] = searchFeeds("harbour", NAMES, "bing-news");
    expect(Object.fromEntries(queryOf(en?.url ?? ""))).toEqual({
      q: '"Blue Harbour" OR "Harbour yard"',
      format: "rss",
      mkt: "en-US",
    });
  });

  test("of GDELT with brackets around several names and none around one", () => {
    const [en, ko] = searchFeeds("harbour", NAMES, "gdelt");
    expect(queryOf(en?.url ?? "").get("query")).toBe('("Blue Harbour" OR "Harbour yard") sourcelang:english');
    expect(queryOf(ko?.url ?? "").get("query")).toBe('"푸른 항구" sourcelang:korean');
    expect(queryOf(en?.url ?? "").get("format")).toBe("rss");
  });

  test("as search feeds of their engine and language", () => {
    expect(searchFeeds("harbour", NAMES, "gdelt")[1]).toMatchObject({
      id: "harbour gdelt ko 1",
      kind: "search",
      publisher: "GDELT",
      language: "ko",
    });
  });

  test("in as many queries as an engine takes names", () => {
    const names = Array.from({ length: 25 }, (_, n) => `Yard ${n}`);
    const feeds = searchFeeds("yards", { en: names }, "google-news");
    expect(feeds.map((feed) => feed.id)).toEqual([1, 2, 3].map((n) => `yards google-news en ${n}`));
    for (const name of names)
      expect(feeds.filter((feed) => queryOf(feed.url).get("q")?.includes(`"${name}"`))).toHaveLength(1);
  });

  test("in shorter queries when the names are long", () => {
    const names = Array.from({ length: 6 }, (_, n) => `${"long ".repeat(15)}${n}`);
    expect(searchFeeds("long", { en: names }, "gdelt").length).toBeGreaterThan(1);
  });

  test("each once, without quotation marks and single letters", () => {
    const [feed] = searchFeeds("x", { en: ['The "Blue" yard', "The Blue yard", "X", " "] }, "bing-news");
    expect(queryOf(feed?.url ?? "").get("q")).toBe('"The Blue yard"');
  });

  test("not in a language that the engine does not know", () => {
    expect(searchFeeds("harbour", { tlh: ["bIQ"] }, "google-news")).toEqual([]);
  });

  test("with the page read where the engine hands out titles only", () => {
    const teaser = (["google-news", "bing-news", "gdelt"] as const).map(
      (engine) => searchFeeds("h", NAMES, engine)[0]?.teaserOnly,
    );
    expect(teaser).toEqual([false, true, true]);
  });
});

test("every engine's host has a pace, GDELT's at least six seconds", () => {
  for (const engine of ["google-news", "bing-news", "gdelt"] as const) {
    const host = new URL(searchFeeds("h", NAMES, engine)[0]?.url ?? "").hostname;
    expect(SEARCH_PACES[host]).toBeGreaterThan(0);
  }
  expect(SEARCH_PACES["api.gdeltproject.org"]).toBeGreaterThanOrEqual(6_000);
});
