import { expect, test } from "vitest";
import { configFrom, START, startApp, temporaryFolder } from "../support/app.js";
import { createMemoryFetcher, type RssItem, rss } from "../support/memory-fetcher.js";

const YAML = `
watches: [Sohae]
feeds:
  - { id: a, url: "https://a.example/feed", publisher: Paper A }
`;
const URL_A = "https://a.example/feed";
const SOHAE: RssItem = { guid: "1", title: "Work seen at Sohae", text: "Cranes stand at the pad. Trucks come and go." };

/** One poll of every feed, and all that follows from it. */
async function pollNow({ app }: Awaited<ReturnType<typeof startApp>>): Promise<void> {
  await app.pollAll();
  await app.pipeline.settle();
}

const count = (text: string, part: string) => text.split(part).length - 1;

test("an item with a watched name becomes an alert with its summary, its link and why it matched", async () => {
  const one = await startApp(configFrom(YAML), createMemoryFetcher(new Map([[URL_A, rss([SOHAE])]])));
  await pollNow(one);
  expect(one.shown()).toContain("[normal] Work seen at Sohae");
  expect(one.shown()).toContain("Cranes stand at the pad.");
  expect(one.shown()).toContain("<https://news.example/1>");
  expect(one.shown()).toContain("why: sohae (Sohae)");
});

test("an item without a watched name alerts nothing", async () => {
  const fetcher = createMemoryFetcher(new Map([[URL_A, rss([{ guid: "1", title: "Ferry timetable changes" }])]]));
  const one = await startApp(configFrom(YAML), fetcher);
  await pollNow(one);
  expect(one.shown()).toBe("");
});

test("polling again alerts nothing again", async () => {
  const one = await startApp(configFrom(YAML), createMemoryFetcher(new Map([[URL_A, rss([SOHAE])]])));
  await pollNow(one);
  await pollNow(one);
  expect(count(one.shown(), "Work seen at Sohae")).toBe(1);
});

test("a restart alerts nothing again", async () => {
  const folder = temporaryFolder();
  const fetcher = createMemoryFetcher(new Map([[URL_A, rss([SOHAE])]]));
  const first = await startApp(configFrom(YAML, folder), fetcher);
  await pollNow(first);
  await first.app.close();
  const second = await startApp(configFrom(YAML, folder), fetcher, first.clock);
  await pollNow(second);
  expect(second.shown()).toBe("");
});

test("an item whose guid changes is the same item", async () => {
  let guid = "1";
  const fetcher = createMemoryFetcher(
    new Map([[URL_A, () => rss([{ ...SOHAE, guid, link: "https://news.example/same" }])]]),
  );
  const one = await startApp(configFrom(YAML), fetcher);
  await pollNow(one);
  guid = "2";
  await pollNow(one);
  expect(count(one.shown(), "[normal]")).toBe(1);
});

test("an item that vanishes and returns is the same item", async () => {
  let items = [SOHAE];
  const one = await startApp(configFrom(YAML), createMemoryFetcher(new Map([[URL_A, () => rss(items)]])));
  await pollNow(one);
  items = [{ guid: "9", title: "Ferry timetable changes" }];
  await pollNow(one);
  items = [SOHAE];
  await pollNow(one);
  expect(count(one.shown(), "[normal]")).toBe(1);
});

test("an edit that brings the watched name in alerts", async () => {
  let title = "Work seen at a launch site";
  const fetcher = createMemoryFetcher(new Map([[URL_A, () => rss([{ guid: "1", title }])]]));
  const one = await startApp(configFrom(YAML), fetcher);
  await pollNow(one);
  expect(one.shown()).toBe("");
  title = "Work seen at Sohae";
  await pollNow(one);
  expect(count(one.shown(), "[normal]")).toBe(1);
});

test("the first poll remembers what is older than the look-back, and alerts nothing of it later", async () => {
  const old = { ...SOHAE, at: "2019-03-01T12:00:00Z" };
  const one = await startApp(configFrom(YAML), createMemoryFetcher(new Map([[URL_A, rss([old])]])));
  await pollNow(one);
  await pollNow(one);
  expect(one.shown()).toBe("");
});

test("after the first poll an item alerts however old its date is", async () => {
  let items: RssItem[] = [];
  const one = await startApp(configFrom(YAML), createMemoryFetcher(new Map([[URL_A, () => rss(items)]])));
  await pollNow(one);
  items = [{ ...SOHAE, at: "2019-03-01T12:00:00Z" }];
  await pollNow(one);
  expect(count(one.shown(), "[normal]")).toBe(1);
});

test("the same title from two publishers is one alert that grows", async () => {
  const yaml = `${YAML}  - { id: b, url: "https://b.example/feed", publisher: Paper B }\n`;
  let ofB: RssItem[] = [];
  const fetcher = createMemoryFetcher(
    new Map([
      [URL_A, () => rss([SOHAE])],
      ["https://b.example/feed", () => rss(ofB)],
    ]),
  );
  const one = await startApp(configFrom(yaml), fetcher);
  await pollNow(one);
  ofB = [{ ...SOHAE, guid: "b1" }];
  await pollNow(one);
  expect(count(one.shown(), "[normal]")).toBe(1);
  expect(one.shown()).toContain("grown Work seen at Sohae");
});

test("one bad feed does not hurt another", async () => {
  const yaml = `${YAML}  - { id: b, url: "https://b.example/feed", publisher: Paper B }\n`;
  const fetcher = createMemoryFetcher(
    new Map([
      [URL_A, rss([SOHAE])],
      ["https://b.example/feed", "<<<< no feed at all"],
    ]),
  );
  const one = await startApp(configFrom(yaml), fetcher);
  await pollNow(one);
  expect(count(one.shown(), "[normal]")).toBe(1);
  expect(one.log.join("\n")).toMatch(/warn the feed could not be read .*"stage":"parse","feed":"b"/);
});

test("a feed that fails is told to the operators once, and once when it is back", async () => {
  let broken = true;
  const failure = {
    kind: "failed",
    code: "http",
    reason: "HTTP 500",
    hint: null,
    status: 500,
    retryAfterMs: null,
  } as const;
  const fetcher = createMemoryFetcher(new Map([[URL_A, () => (broken ? failure : rss([]))]]));
  const one = await startApp(configFrom(YAML), fetcher);
  for (let poll = 0; poll < 6; poll++) await pollNow(one);
  expect(count(one.shown(), "[problem]")).toBe(1);
  broken = false;
  await pollNow(one);
  await pollNow(one);
  expect(count(one.shown(), "[recovered]")).toBe(1);
});

test("a watch that routes nowhere alerts nowhere", async () => {
  const yaml = `${YAML}routes: [{ to: [terminal], watches: [other] }]\n`;
  const one = await startApp(configFrom(yaml), createMemoryFetcher(new Map([[URL_A, rss([SOHAE])]])));
  await pollNow(one);
  expect(one.shown()).toBe("");
});

test("a route's wait collects what comes meanwhile into one message", async () => {
  const yaml = `${YAML}  - { id: b, url: "https://b.example/feed", publisher: Paper B }
routes: [{ to: [terminal], wait: 2m }]
`;
  const fetcher = createMemoryFetcher(
    new Map([
      [URL_A, rss([SOHAE])],
      ["https://b.example/feed", rss([{ ...SOHAE, guid: "b1" }])],
    ]),
  );
  const one = await startApp(configFrom(yaml), fetcher);
  await pollNow(one);
  expect(one.shown()).toBe("");
  one.clock.advanceTo(START + 120_000);
  await one.app.pipeline.settle();
  expect(count(one.shown(), "[normal]")).toBe(1);
  expect(one.shown()).toContain("2 reports");
});
