import { expect, test } from "vitest";
import { status } from "../../src/commands/status.js";
import { configFrom, startApp } from "../support/app.js";
import { commandContext } from "../support/chat-commands.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";

const YAML = `
watches: [reactor]
feeds:
  - { id: good, url: "https://a.example/feed" }
  - { id: bad, url: "htp://b.example/feed" }
`;
const LINE = /watchdesk\.yaml:5: feeds\[1\]\.url: expected an address .* \(this feed is left out\)/;

const documents = () => new Map([["https://a.example/feed", rss([{ guid: "1", title: "The reactor restarts" }])]]);

test("the bot runs with the good feeds and says each bad one in its log and to the operators", async () => {
  const one = await startApp(configFrom(YAML), createMemoryFetcher(documents()));
  await one.app.pollAll();
  await one.app.pipeline.settle();
  expect(one.log.filter((line) => LINE.test(line))).toHaveLength(1);
  expect(one.shown()).toMatch(/1 mistake in the configuration/);
  expect(one.shown()).toMatch(LINE);
  expect(one.shown()).toContain("The reactor restarts");
});

test("the operators hear of the same mistake once, however often the bot starts", async () => {
  const config = configFrom(YAML);
  for (const times of [1, 0]) {
    const one = await startApp(config, createMemoryFetcher(documents()));
    await one.app.pipeline.settle();
    expect(one.shown().match(/mistake in the configuration/g) ?? []).toHaveLength(times);
    await one.app.close();
  }
});

test("status shows what is wrong in the configuration", async () => {
  const { app } = await startApp(configFrom(YAML), createMemoryFetcher(documents()));
  const answer = await status.run(
    {},
    commandContext({ store: app.store, problems: ["feeds.yaml:2: feeds[0].url: bad"] }),
  );
  expect(answer.rows).toContainEqual({ text: "configuration: feeds.yaml:2: feeds[0].url: bad", tone: "bad" });
});
