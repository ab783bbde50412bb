/** The whole bot with an embedding server behind it. */
import { expect, test } from "vitest";
import { openIndex } from "../../src/app/stories.js";
import { createSimulatedClock } from "../../src/clock.js";
import { openStore } from "../../src/store/open.js";
import { type Answer, startEmbeddingServer } from "../embedding/embedding-server.js";
import { storyItem } from "../stories/support.js";
import { configFrom, START, startApp, temporaryFolder } from "../support/app.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";

const FEED = "https://a.example/feed";
const TITLES = Array.from(
  { length: 34 },
  (_, i) => `Crane ${i} seen at dock ${i * 3}, port of ${"ABCDEFGH"[i % 8]}arno`,
);
const vectorOf = (text: string) =>
  Array.from({ length: 16 }, (_, i) => Math.sin((text.charCodeAt(6 + (i % 8)) || 1) * i));
const good: Answer = ({ text }) => vectorOf(text);

async function bot(answer: Answer, titles = TITLES.slice(0, 5), over = "") {
  const server = await startEmbeddingServer(answer);
  const folder = temporaryFolder();
  const yaml = `watches: [crane]
feeds:
  - { id: a, url: "${FEED}", publisher: Paper A }
stories:
  embedding: { baseUrl: "${server.url}", name: small, apiKey: a-secret${over} }
`;
  const config = configFrom(yaml, folder);
  const items = titles.map((title, i) => ({ title, guid: `g${i}`, link: `https://a.example/${i}` }));
  const one = await startApp(config, createMemoryFetcher(new Map([[FEED, rss(items)]])));
  await one.app.pollAll();
  await one.app.pipeline.settle();
  return { ...one, server, config };
}

test("every hit is placed with its vector, which is kept with the placement", async () => {
  const { app, server } = await bot(good);
  const placed = await app.store.stories.placementsSince(0, 100);
  expect(server.asked).toHaveLength(5);
  expect(placed).toHaveLength(5);
  expect(placed.every(({ item }) => item.meaning?.model === "small" && item.meaning.values.length === 16)).toBe(true);
});

test("a restart, and a process without the provider, decide with the vectors that were kept", async () => {
  const { app, config } = await bot(good, TITLES);
  const clock = createSimulatedClock(START);
  const beside = await openStore({ url: null, path: config.store.path, clock, mode: "reader" });
  const [here, there] = [await openIndex(app.store, []), await openIndex(beside, [])];
  await beside.close();
  const [first] = await app.store.stories.placementsSince(0, 1);
  const probe = storyItem({ id: "probe", title: "Crane 0 at the dock of Aarno", meaning: first!.item.meaning! });
  expect(here.decide(probe).evidence.join("\n")).toContain("by meaning (embedding)");
  expect(there.decide(probe)).toEqual(here.decide(probe));
});

test.each<[string, Answer]>([
  ["does not answer", () => null],
  ["answers with what is no vector", () => [null, null]],
])("a server that %s keeps no item from its story", async (_, answer) => {
  const { app, log } = await bot(answer, undefined, ", timeout: 50ms");
  const placed = await app.store.stories.placementsSince(0, 100);
  expect(placed).toHaveLength(5);
  expect(placed.some(({ item }) => item.meaning)).toBe(false);
  expect(log.join("\n")).toContain("no vector from the embedding server");
  expect(log.join("\n")).not.toContain("a-secret");
});

test("a restart gives no new tokens for the day", async () => {
  const { app, server, config } = await bot(good, TITLES.slice(0, 2), ", tokensPerDay: 1");
  const before = server.asked.length;
  await app.close();
  const items = TITLES.slice(2, 5).map((title, i) => ({ title, guid: `n${i}`, link: `https://a.example/n${i}` }));
  const again = await startApp(config, createMemoryFetcher(new Map([[FEED, rss(items)]])));
  await again.app.pollAll();
  await again.app.pipeline.settle();
  expect(before).toBeGreaterThan(0);
  expect(server.asked).toHaveLength(before);
});
