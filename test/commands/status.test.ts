/** The first line of `status`: whether silence is silence. */
import { expect, test } from "vitest";
import { status } from "../../src/commands/status.js";
import { configFrom, startApp } from "../support/app.js";
import { commandContext } from "../support/chat-commands.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";

/** The answer after a poll of feeds at these addresses, of which those in `answering` answer. */
async function titleOf(feeds: string[], answering: string[]): Promise<string> {
  const list = feeds.map((name) => `{ id: ${name}, url: "https://${name}.example/feed" }`).join(", ");
  const document = rss([{ guid: "1", title: "Nothing new" }]);
  const documents = new Map(answering.map((name) => [`https://${name}.example/feed`, document]));
  const { app } = await startApp(configFrom(`feeds: [${list}]`), createMemoryFetcher(documents));
  await app.pollAll();
  await app.pipeline.settle();
  const { title } = await status.run({}, commandContext({ store: app.store }));
  await app.close();
  return title;
}

test.each([
  [["a"], ["a"], "The one feed answers; silence is silence"],
  [["a", "b"], ["a", "b"], "All 2 feeds answer; silence is silence"],
  [["a"], [], "The one feed does not answer: is there a network?"],
  [["a", "b"], [], "None of 2 feeds answers: is there a network?"],
])("of the feeds %s, %s answering, it says so", async (feeds, answering, title) => {
  expect(await titleOf(feeds, answering)).toBe(title);
});
