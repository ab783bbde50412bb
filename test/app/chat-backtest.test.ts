/** A watch tried from chat, through the whole bot and the real clients: what people are shown of a long answer. */
import { describe, expect, test, vi } from "vitest";
import { createSimulatedClock } from "../../src/clock.js";
import { PLATFORMS } from "../support/act-desk.js";
import { configFrom, START, startApp } from "../support/app.js";
import { BOTH_CHATS } from "../support/both-chats.js";
import { runningClock } from "../support/clocks.js";
import { eventOf } from "../support/crash-feeds.js";
import { startDiscordServer } from "../support/discord-server.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";
import { startSlackServer } from "../support/slack-server.js";

const URL = "https://wire.example/feed";
/** More than either platform shows in one answer. */
const EVENTS = 60;
const PATIENCE_MS = 20_000;

const YAML = `
watches: [Odense]
reading: { enabled: false }
feeds: [{ id: wire, url: "${URL}", publisher: Wire }]
include: { watches: [], feeds: [] }
${BOTH_CHATS}`;

/** A bot that has polled the events, and a person on either platform who tries a watch on them. */
async function polledBot() {
  const [slack, discord] = [await startSlackServer(), await startDiscordServer()];
  const items = Array.from({ length: EVENTS }, (_, n) => ({ guid: String(n), ...eventOf(n) }));
  const config = { ...configFrom(YAML), apiUrls: { slack: slack.url, discord: discord.url } };
  const fetcher = createMemoryFetcher(new Map([[URL, () => rss(items)]]));
  const { app } = await startApp(config, fetcher, { ...createSimulatedClock(START), sleep: runningClock.sleep });
  await app.pollAll();
  await app.pipeline.settle();
  await app.startChats();
  await vi.waitFor(() => expect([slack.socket.connected(), discord.gateway.connected()]).toEqual([1, 1]), PATIENCE_MS);
  return {
    slack,
    discord,
    async ask(platform: (typeof PLATFORMS)[number], watch: string, limit: number | null) {
      const options = [
        { name: "watch", type: 3, value: watch },
        ...(limit === null ? [] : [{ name: "limit", type: 4, value: limit }]),
      ];
      const asked =
        platform === "slack"
          ? slack.socket.type(`backtest ${watch}${limit === null ? "" : ` --limit ${limit}`}`)
          : discord.gateway.use("backtest", options);
      await vi.waitFor(() => expect(asked.answers).toHaveLength(1), PATIENCE_MS);
      return { ...asked, shown: JSON.stringify(asked.answers[0]) };
    },
  };
}

const storiesIn = (shown: string) => new Set([...shown.matchAll(/news\.example\/(\d+)/g)].map(([, n]) => n)).size;

describe.each(PLATFORMS)("backtest in %s", (platform) => {
  test("is acknowledged first, then answered once with how many alerts the watch would have given", async () => {
    const bot = await polledBot();
    const { ackedAfter, shown } = await bot.ask(platform, "missile", null);
    expect(ackedAfter).not.toBeNull();
    expect(shown).toContain(`${EVENTS} alerts in 1 day`);
    expect(shown).toContain(`${EVENTS} new, 0 gone`);
    expect(storiesIn(shown)).toBe(5);
    expect(shown).toContain(`${EVENTS - 5} more stories with --limit`);
  });

  test("with more stories than a message holds shows as many as fit and counts the rest", async () => {
    const bot = await polledBot();
    const { shown } = await bot.ask(platform, "missile", 100);
    const told = Number(/and (\d+) more/.exec(shown)?.[1]);
    // Before the stories stand the span, the change, the loudest day and the watch itself.
    expect(storiesIn(shown)).toBeGreaterThan(5);
    expect(storiesIn(shown) + told).toBe(EVENTS);
    expect(shown).toContain("Nothing was changed or sent");
  });
});

test("a backtest sends nothing to any channel, from whichever platform it is asked", async () => {
  const bot = await polledBot();
  for (const platform of PLATFORMS) await bot.ask(platform, "missile", null);
  expect([bot.slack.stored(), bot.discord.stored()]).toEqual([[], []]);
});

test.each([
  ["{id: pads, anny: [x]}", "anny"],
  ["{any: ['entity:nowhere']}", "no entity called"],
])("a backtest of %s, which is no watch, is answered with what is wrong on both platforms", async (watch, told) => {
  const bot = await polledBot();
  for (const platform of PLATFORMS) expect((await bot.ask(platform, watch, null)).shown).toContain(told);
});
