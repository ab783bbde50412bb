/** An alert that lives: what the whole bot shows in the terminal as reports are edited and others join. */
import { expect, test } from "vitest";
import { configFrom, START, startApp } from "../support/app.js";
import { createMemoryFetcher, type RssItem, rss } from "../support/memory-fetcher.js";

const URL_A = "https://a.example/feed";
const URL_B = "https://b.example/feed";
const URL_C = "https://c.example/feed";
const yaml = (more = "") => `
watches: [Sohae]
feeds:
  - { id: a, url: "${URL_A}", publisher: Paper A }
  - { id: b, url: "${URL_B}", publisher: Paper B }
  - { id: c, url: "${URL_C}", publisher: Paper C }
${more}`;
const FIRST: RssItem = {
  guid: "1",
  title: "Cranes may be preparing rocket launch at Sohae",
  text: "Two cranes stand at the pad of Sohae and a rail car has come, pictures of Monday show.",
};
const SECOND: RssItem = {
  guid: "2",
  title: "Sohae rocket launch may be in preparation as cranes stand at launch pad",
  text: "Our reporter counted cranes and one rail car beside the Sohae pad; fishermen were warned of a rocket launch.",
};

/** The bot over two feeds whose items the test sets. */
async function desk(more = "") {
  const items: { a: RssItem[]; b: RssItem[]; c: RssItem[] } = { a: [FIRST], b: [], c: [] };
  const fetcher = createMemoryFetcher(
    new Map([
      [URL_A, () => rss(items.a)],
      [URL_B, () => rss(items.b)],
      [URL_C, () => rss(items.c)],
    ]),
  );
  const one = await startApp(configFrom(yaml(more)), fetcher);
  let seen = 0;
  return {
    ...one,
    items,
    /** Polls, delivers, and tells what the terminal showed since the last time. */
    async polled(): Promise<string> {
      await one.app.pollAll();
      await one.app.pipeline.settle();
      const shown = one.shown().slice(seen);
      seen = one.shown().length;
      return shown;
    },
    async story() {
      const [story] = await one.app.store.queries.recentStories({ watch: null, sinceMs: null, text: null, limit: 1 });
      return (await one.app.store.stories.get(story!.story))!;
    },
  };
}

const count = (text: string, part: string) => text.split(part).length - 1;

test("an edited headline edits the alert and is told in one note with both headlines", async () => {
  const { items, polled, story } = await desk();
  await polled();
  items.a = [{ ...FIRST, title: "Cranes preparing rocket launch at Sohae, say pilots" }];
  const shown = await polled();
  expect(shown).toContain("grown Cranes preparing rocket launch at Sohae, say pilots");
  expect(count(shown, "note ")).toBe(1);
  expect(shown).toMatch(/Paper A changed its headline from “Cranes may be .*” to “Cranes preparing .*”/);
  expect(await story()).toMatchObject({
    revision: 2,
    headline: items.a[0]!.title,
    reports: [{ title: items.a[0]!.title }],
  });
});

test("an edit is told once, however often it is polled", async () => {
  const { items, polled } = await desk();
  await polled();
  items.a = [{ ...FIRST, title: "Cranes preparing rocket launch at Sohae" }];
  await polled();
  expect(await polled()).toBe("");
});

test("a withdrawn report is told with its publisher and its link", async () => {
  const { items, polled } = await desk();
  await polled();
  items.a = [{ ...FIRST, title: `Retracted: ${FIRST.title}` }];
  const shown = await polled();
  expect(shown).toContain("note Paper A withdrew its report");
  expect(shown).toContain("https://news.example/1");
});

test("an edit before the alert is sent is in the alert, without a note", async () => {
  const { items, polled, clock } = await desk("routes: [{ to: [terminal], wait: 10m }]\n");
  expect(await polled()).toBe("");
  items.a = [{ ...FIRST, title: "Cranes preparing rocket launch at Sohae" }];
  await polled();
  clock.advanceTo(START + 600_000);
  const shown = await polled();
  expect(shown).toContain("[normal] Cranes preparing rocket launch at Sohae");
  expect(shown).not.toContain("note ");
});

test("a second origin is told in one note, a reprint in none", async () => {
  const { items, polled, story } = await desk();
  await polled();
  items.b = [{ ...FIRST, guid: "copy" }];
  expect(await polled()).not.toContain("note ");
  items.c = [SECOND];
  const shown = await polled();
  const { reports } = await story();
  expect(new Set(reports.map((report) => report.origin)).size).toBe(2);
  expect(count(shown, "note ")).toBe(1);
  expect(shown).toContain("note Paper C reports it independently of Paper A");
});
