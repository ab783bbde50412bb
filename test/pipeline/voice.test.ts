import { expect, test } from "vitest";
import { configFrom, START, startApp } from "../support/app.js";
import { createMemoryFetcher, type RssItem, rss } from "../support/memory-fetcher.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const count = (text: string, part: string) => text.split(part).length - 1;

/** A bot over two papers whose items the test sets; `poll` advances the clock and takes in what is there. */
async function desk(watches: string) {
  const papers: Record<"a" | "b", RssItem[]> = { a: [], b: [] };
  const yaml = `
watches: ${watches}
feeds:
  - { id: a, url: "https://a.example/feed", publisher: Paper A }
  - { id: b, url: "https://b.example/feed", publisher: Paper B }
`;
  const documents = new Map((["a", "b"] as const).map((id) => [`https://${id}.example/feed`, () => rss(papers[id])]));
  const one = await startApp(configFrom(yaml), createMemoryFetcher(documents));
  return {
    ...one,
    papers,
    async pollAt(at: number, items: Partial<typeof papers>) {
      one.clock.advanceTo(START + at);
      const date = new Date(START + at).toISOString();
      for (const id of ["a", "b"] as const) papers[id] = (items[id] ?? []).map((item) => ({ at: date, ...item }));
      await one.app.pollAll();
      await one.app.pipeline.settle();
    },
  };
}

const crane: RssItem = { guid: "1", title: "Crane assembled beside the Sohae gantry tower" };
const fuel: RssItem = { guid: "2", title: "Peru signs contract for reactor fuel with Chilean firm" };
const visit: RssItem = { guid: "3", title: "Finnish court halts reactor licence over cooling water" };

const COOLING = "[{ id: sohae, any: [Sohae, reactor], coolingOff: 6h }]";

test("a watch that cools off stays silent on a new story", async () => {
  const one = await desk(COOLING);
  await one.pollAt(0, { a: [crane] });
  await one.pollAt(HOUR, { a: [fuel] });
  expect(count(one.shown(), "[normal]")).toBe(1);
  expect(one.shown()).not.toContain("Peru signs");
});

test("a story alerted before grows while its watch cools off", async () => {
  const one = await desk(COOLING);
  await one.pollAt(0, { a: [crane] });
  await one.pollAt(HOUR, { b: [{ ...crane, guid: "b1" }] });
  expect(one.shown()).toContain("grown Crane assembled");
});

test("a new story alerts again once the watch has cooled off", async () => {
  const one = await desk(COOLING);
  await one.pollAt(0, { a: [crane] });
  await one.pollAt(7 * HOUR, { a: [visit] });
  expect(count(one.shown(), "[normal]")).toBe(2);
});

test("another watch alerts on the story on which the first is silent", async () => {
  const one = await desk(
    "[{ id: sohae, any: [Sohae, reactor], coolingOff: 6h }, { id: fuel, any: [fuel], severity: high }]",
  );
  await one.pollAt(0, { a: [crane] });
  await one.pollAt(HOUR, { a: [fuel] });
  expect(one.shown()).toContain("[high] Peru signs");
});

test("a watch without a cooling-off alerts on each new story", async () => {
  const one = await desk("[{ id: sohae, any: [Sohae, reactor] }]");
  await one.pollAt(0, { a: [crane] });
  await one.pollAt(HOUR, { a: [fuel] });
  expect(count(one.shown(), "[normal]")).toBe(2);
});

const SURGE = "[{ id: sohae, name: Sohae, any: [Sohae], surge: true }]";
const LOUD: RssItem[] = [
  { guid: "10", title: "Crane assembled beside the Sohae gantry tower" },
  { guid: "11", title: "Fuel railcars reach Sohae after bridge repair" },
  { guid: "12", title: "Leader inspects Sohae dormitory block" },
];
const ELSEWHERE: RssItem[] = [
  { guid: "20", title: "Tourism ministry denies plan for hotel close to Sohae" },
  { guid: "21", title: "Snow closes road leading to Sohae museum" },
];

/** One mention in three days of the first ten. */
async function quietDays(one: Awaited<ReturnType<typeof desk>>) {
  for (let day = 0; day < 10; day++) {
    const titles = [
      "School choir from Sohae village wins prize",
      "Potato harvest poor round Sohae",
      "Old Sohae film shown",
    ];
    await one.pollAt(
      day * DAY,
      day % 3 === 0 ? { a: [{ guid: `q${day}`, title: `${titles[day / 3] ?? "Sohae rain"}` }] } : {},
    );
  }
}

test("a surge watch is silent within its habit", async () => {
  const one = await desk(SURGE);
  await quietDays(one);
  expect(one.shown()).toBe("");
});

test("a surge watch alerts once when its mentions rise far above their habit, and says so", async () => {
  const one = await desk(SURGE);
  await quietDays(one);
  await one.pollAt(10 * DAY, { a: LOUD });
  await one.pollAt(10 * DAY + HOUR, { b: ELSEWHERE });
  expect(count(one.shown(), "[normal]")).toBe(1);
  expect(one.shown()).toMatch(/Sohae: [45] mentions where 0\.\d are its habit a day/);
});

test("one publisher alone is no surge", async () => {
  const one = await desk(SURGE);
  await quietDays(one);
  await one.pollAt(10 * DAY, { a: [...LOUD, ...ELSEWHERE] });
  expect(one.shown()).toBe("");
});

test("a watch that is new has no habit to rise above", async () => {
  const one = await desk(SURGE);
  await one.pollAt(0, { a: LOUD, b: ELSEWHERE });
  expect(one.shown()).toBe("");
});

test("old items of a feed that is added are no surge", async () => {
  const one = await desk(SURGE);
  await quietDays(one);
  const old = (items: RssItem[], day: number) =>
    items.map((item, at) => ({ ...item, at: new Date(START + (day + at) * DAY).toISOString() }));
  await one.pollAt(10 * DAY, { a: old(LOUD, 2), b: old(ELSEWHERE, 6) });
  expect(one.shown()).toBe("");
});
