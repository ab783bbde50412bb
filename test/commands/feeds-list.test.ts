import { expect, test } from "vitest";
import { type Input, readInput } from "../../src/commands/command.js";
import { feeds } from "../../src/commands/feeds.js";
import { changeFeed } from "../../src/commands/feeds-change.js";
import { parseText } from "../../src/commands/parse-text.js";
import { COMMANDS } from "../../src/commands/registry.js";
import { configFrom, startApp } from "../support/app.js";
import { commandContext } from "../support/chat-commands.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";
import { openDesk, wordsOf } from "./feeds-support.js";

const YAML = `
watches: [Sohae]
feeds:
  - { id: a, url: "https://a.example/feed", publisher: Paper A }
  - { id: b, url: "https://b.example/feed", publisher: Paper B, kind: wire }
  - { id: c, url: "https://c.example/feed", enabled: false }
`;
const ALL: Input = { trouble: false, text: null };

async function polled() {
  const config = configFrom(YAML);
  const documents = new Map([["https://a.example/feed", rss([{ guid: "1", title: "Work seen" }])]]);
  const { app } = await startApp(config, createMemoryFetcher(documents));
  for (let poll = 0; poll < 3; poll++) {
    await app.pollAll();
    await app.pipeline.settle();
  }
  return commandContext({ store: app.store, feeds: config.feeds });
}

test("each feed stands with its health, last item, next poll and why it fails, those in trouble first", async () => {
  const answer = await feeds.run(ALL, await polled());
  expect(answer.title).toBe("3 feeds: 1 failing, 1 healthy, 1 paused");
  const [first, second, third] = wordsOf(answer).split("\n").slice(1);
  expect(first).toMatch(/^b: failing \| Paper B \| wire \| next poll in .* \| for .*: fetch: HTTP 404$/);
  expect(second).toMatch(/^a: healthy \| Paper A \| newspaper \| last item just now \| next poll in/);
  expect(third).toMatch(/^c: paused/);
});

test("words and trouble narrow it down", async () => {
  const context = await polled();
  expect((await feeds.run({ ...ALL, trouble: true }, context)).rows).toHaveLength(1);
  expect((await feeds.run({ ...ALL, text: "list paper wire" }, context)).rows).toHaveLength(1);
  expect((await feeds.run({ ...ALL, text: "nobody" }, context)).title).toBe("No such feed");
});

test("a feed whose last poll failed does not look well before it counts as failing", async () => {
  const config = configFrom(YAML);
  const { app } = await startApp(config, createMemoryFetcher(new Map()));
  await app.pollAll();
  await app.pipeline.settle();
  const answer = await feeds.run({ ...ALL, text: "paper" }, commandContext({ store: app.store, feeds: config.feeds }));
  expect(answer.rows.map(({ text, tone }) => [text, tone])).toEqual([
    ["a: new", "bad"],
    ["b: new", "bad"],
    ["c: paused", "good"],
  ]);
});

test("a feed's password and key are not shown where feeds are listed", async () => {
  const { desk } = await openDesk({}, `feeds: [{ id: a, url: "https://kim:pw1@a.example/feed?token=pw2&page=1" }]`);
  const answer = await feeds.run(ALL, commandContext({ store: desk.store, feeds: desk.feeds }));
  expect(answer.rows[0]?.url).toBe("https://***@a.example/feed?token=***&page=1");
});

test("before the first poll a feed is new, not silent", async () => {
  const { desk } = await openDesk();
  const answer = await feeds.run(ALL, commandContext({ store: desk.store, feeds: desk.feeds }));
  expect(wordsOf(answer)).toContain("a: new | Paper A | newspaper | not polled yet");
  expect(answer.footer).toMatch(/^Nothing was polled yet/);
});

test("a paused feed is listed as paused", async () => {
  const { desk, again } = await openDesk();
  await changeFeed(desk, "a", "paused");
  const context = commandContext({ store: desk.store, feeds: (await again()).feeds });
  expect((await feeds.run(ALL, context)).title).toBe("1 feed: 1 paused");
});

test("chat asks it with or without the word list", () => {
  const { command, raw } = parseText("feeds list kcna --trouble", COMMANDS);
  expect({ name: command.name, input: readInput(command, raw) }).toEqual({
    name: "feeds",
    input: { trouble: true, text: "list kcna" },
  });
});
