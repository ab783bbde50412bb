/** The whole bot with a model server behind it: what of the day's budget is spent stays spent. */
import { expect, onTestFinished, test } from "vitest";
import { createSimulatedClock } from "../../src/clock.js";
import { startModelServer } from "../summary/model/model-servers.js";
import { configFrom, START, startApp, temporaryFolder } from "../support/app.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";

const FEED = "https://a.example/feed";

test("a restart does not give a model its day's tokens again", async () => {
  const server = await startModelServer("openai");
  onTestFinished(() => server.close());
  server.behave(() => JSON.stringify({ sentences: [{ text: "A crane was raised at the port.", cites: [1] }] }));
  const folder = temporaryFolder();
  const config = configFrom(
    `watches: [crane]
feeds:
  - { id: a, url: "${FEED}", publisher: Paper A }
summary:
  model: { provider: openai, name: small, baseUrl: "${server.url}", tokensPerDay: 100 }
`,
    folder,
  );
  const document = (at: number) => {
    const link = `https://a.example/${at}`;
    const title = `Crane ${at} seen at dock ${at}, port of ${"AB"[at]}arno`;
    return new Map([
      [FEED, rss([{ title, text: "A crane was raised at the port. It was calm.", guid: `g${at}`, link }])],
    ]);
  };
  for (const at of [0, 1]) {
    const { app } = await startApp(config, createMemoryFetcher(document(at)), createSimulatedClock(START + at * 1_000));
    await app.pollAll();
    await app.pipeline.settle();
    await app.close();
  }
  expect(server.asked).toHaveLength(1);
});
