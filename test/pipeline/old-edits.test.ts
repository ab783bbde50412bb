/** The first poll of a feed floods nobody, and neither does what is edited of it later. */
import { expect, test } from "vitest";
import { compileRules } from "../../src/matching/compile.js";
import { createMatcher } from "../../src/pipeline/match.js";
import { hitsOfEdits } from "../../src/pipeline/match-item.js";
import { whyOld } from "../../src/pipeline/sort-items.js";
import { configFrom, START, startApp } from "../support/app.js";
import { createMemoryFetcher, type RssItem, rss } from "../support/memory-fetcher.js";
import { newItem } from "../support/store-builders.js";

const URL_A = "https://a.example/feed";
const YAML = `
watches: [Sohae]
reading: { enabled: false }
feeds:
  - { id: a, url: "${URL_A}", publisher: Paper A }
`;
const DAY = 86_400_000;

/** The bot over one feed that holds what `items` gives at each poll. */
async function polling(items: () => RssItem[]) {
  const one = await startApp(configFrom(YAML), createMemoryFetcher(new Map([[URL_A, () => rss(items())]])));
  return {
    ...one,
    async poll() {
      await one.app.pollAll();
      await one.app.pipeline.settle();
    },
  };
}

test("what the first poll only remembered stays remembered when its text is edited, again and again", async () => {
  let readers = 5;
  const old = (n: number): RssItem => {
    return { guid: `g${n}`, title: `Work ${n} at Sohae`, at: "2019-01-01T12:00:00Z", text: `${readers} readers` };
  };
  const { poll, shown } = await polling(() => [old(1), old(2), old(3)]);
  for (; readers < 8; readers++) await poll();
  expect(shown()).toBe("");
});

test("an edit that brings the name into a remembered item alerts", async () => {
  let title = "Work at a launch site";
  const { poll, shown } = await polling(() => [{ guid: "g", title, at: "2019-01-01T12:00:00Z" }]);
  await poll();
  title = "Work at Sohae";
  await poll();
  expect(shown()).toContain("[normal] Work at Sohae");
});

test("what the first poll finds dated far ahead is remembered only: an event to come or a mistake", async () => {
  const at = (ms: number) => new Date(START + ms).toISOString();
  const items = [
    { guid: "1", title: "A hearing on Sohae", at: at(30 * DAY) },
    { guid: "2", title: "Cranes were seen at Sohae", at: at(9 * 3_600_000) },
  ];
  const { poll, shown } = await polling(() => items);
  await poll();
  expect(shown()).toContain("Cranes were seen at Sohae");
  expect(shown()).not.toContain("hearing");
});

test("a look back without end takes all for news", () => {
  for (const publishedAt of [null, 0, START + 30 * DAY]) {
    expect(whyOld(publishedAt, { now: START, lookBackMs: Number.POSITIVE_INFINITY })).toBeNull();
    expect(whyOld(publishedAt, { now: START, lookBackMs: DAY })).not.toBeNull();
  }
});

test("the hits of an edit are those of the new wording where one of its watches is new, and none elsewhere", async () => {
  const matcher = createMatcher(compileRules([{ watches: ["crane", "pad"].map((word) => watch(word)) }]));
  const edit = (before: string, after: string) => ({
    item: { ...newItem("i"), title: after, text: "" },
    before: { title: before, text: "" },
  });
  const hits = await hitsOfEdits(matcher, [
    edit("A crane", "A crane, at last"),
    edit("A crane", "A crane at the pad"),
    edit("Nothing", "Nothing still"),
    edit("A crane at the pad", "A pad"),
    edit("Nothing", "A pad"),
  ]);
  expect(hits.map((some) => some.map((hit) => hit.watch).sort())).toEqual([[], ["crane", "pad"], [], [], ["pad"]]);
});

function watch(word: string) {
  return { id: word, any: [word], severity: "normal" as const, enabled: true };
}
