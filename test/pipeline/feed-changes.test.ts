/** A running bot takes up what commands change. */
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.js";
import { configFrom, START, startApp, temporaryFolder } from "../support/app.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";

const YAML = `
watches: [Sohae]
feeds:
  - { id: a, url: "https://a.example/feed", publisher: Paper A }
`;
const WEB = new Map([
  ["https://a.example/feed", rss([])],
  ["https://b.example/feed", rss([{ guid: "1", title: "Work seen at Sohae" }])],
]);
const B = { subject: "b", what: "added", value: { id: "b", url: "https://b.example/feed" } };

async function running() {
  const folder = temporaryFolder();
  const config = configFrom(YAML, folder);
  const fetcher = createMemoryFetcher(WEB);
  const bot = await startApp(config, fetcher);
  await bot.app.pipeline.settle();
  const beside = await openStore({ url: null, path: config.store.path, clock: bot.clock, mode: "reader" });
  const beat = async (afterMs = 0) => {
    bot.clock.advanceTo(bot.clock.now() + afterMs);
    await bot.app.pipeline.settle();
  };
  return { ...bot, fetcher, beside, beat, config };
}

test("a feed added beside a running bot is polled with its next beat and alerts", async () => {
  const { beside, beat, shown } = await running();
  await beside.changes.add("feed", "kim", [B]);
  await beat();
  expect(shown()).toContain("[normal] Work seen at Sohae");
  await beside.close();
});

test("a paused feed is asked no more, and again at once when it is resumed", async () => {
  const { beside, beat, fetcher } = await running();
  const asked = () => fetcher.asked.length;
  await beside.changes.add("feed", "kim", [{ subject: "a", what: "paused", value: null }]);
  const before = asked();
  await beat(86_400_000);
  expect(asked()).toBe(before);
  await beside.changes.add("feed", "kim", [{ subject: "a", what: "resumed", value: null }]);
  await beat();
  expect(asked()).toBe(before + 1);
  await beside.close();
});

test("taking the change back takes the feed out, and its items stay known when it returns", async () => {
  const { beside, beat, shown } = await running();
  await beside.changes.add("feed", "kim", [B]);
  await beat();
  await beside.changes.revert("feed", "kim");
  await beat();
  expect((await beside.feeds.list()).map((feed) => feed.id)).toEqual(["a"]);
  await beside.changes.add("feed", "kim", [B]);
  await beat();
  expect(shown().match(/\[normal\]/g)).toHaveLength(1);
  await beside.close();
});

test("changes outlast a restart", async () => {
  const { beside, app, config, clock } = await running();
  await beside.changes.add("feed", "kim", [B]);
  await beside.close();
  await app.close();
  const again = await startApp(config, createMemoryFetcher(WEB), clock);
  await again.app.pipeline.settle();
  expect(again.shown()).toContain("Work seen at Sohae");
});

test("a feed that another process knows of and this one does not yet is given back, not held", async () => {
  const { app, clock } = await running();
  await app.store.feeds.sync([
    { id: "a", enabled: true, dueInMs: 0 },
    { id: "foreign", enabled: true, dueInMs: 0 },
  ]);
  await app.pipeline.settle();
  clock.advanceTo(START + 10_000);
  const [claimed] = await app.store.feeds.claimDue({ owner: "other", limit: 9, leaseMs: 1_000 });
  expect(claimed?.id).toBe("foreign");
});
