/**
 * The whole bot with real clients over a Slack and a Discord, in which stories alert, are merged and are split: what
 * stands in each channel, message by message.
 */
import { expect, vi } from "vitest";
import { createSimulatedClock } from "../../src/clock.js";
import { createFeedParser } from "../../src/parsing/feed-parser.js";
import { MESSAGE_GAP_MS } from "../../src/slack/limits.js";
import { configFrom, START, startApp, temporaryFolder } from "./app.js";
import { BOTH_CHATS } from "./both-chats.js";
import { runningClock } from "./clocks.js";
import { DISCORD_CHANNEL, startDiscordServer } from "./discord-server.js";
import { createMemoryFetcher, type RssItem, rss } from "./memory-fetcher.js";
import { startSlackServer } from "./slack-server.js";

const FEEDS = ["a", "b"] as const;
const urlOf = (feed: string) => `https://${feed}.example/feed`;
/** Longer than a message rests between two edits. */
const REST_MS = 10 * 60_000;

const YAML = `
watches: [Karlova]
reading: { enabled: false }
include: { watches: [], feeds: [] }
feeds:
${FEEDS.map((id) => `  - { id: ${id}, url: "${urlOf(id)}", publisher: Paper ${id.toUpperCase()} }`).join("\n")}
${BOTH_CHATS}`;

/** A message of an alert as it stands, with the notes under it in order. */
export interface Standing {
  /** Everything that it shows. */
  shown: string;
  /** Its own address, as the platform writes it in links. */
  address: string;
  edits: number;
  notes: string[];
}

export type Platform = "slack" | "discord";
export const PLATFORMS: Platform[] = ["slack", "discord"];

export async function openRegroupDesk() {
  const slack = await startSlackServer();
  const discord = await startDiscordServer();
  const items: Record<string, RssItem[]> = { a: [], b: [] };
  const fetcher = createMemoryFetcher(new Map(FEEDS.map((id) => [urlOf(id), () => rss(items[id]!)])));
  const config = { ...configFrom(YAML, temporaryFolder()), apiUrls: { slack: slack.url, discord: discord.url } };
  const simulated = createSimulatedClock(START);
  const clock = {
    ...simulated,
    sleep: (ms: number, signal?: AbortSignal) =>
      ms === MESSAGE_GAP_MS ? simulated.sleep(ms) : runningClock.sleep(ms, signal),
  };
  const start = () => startApp(config, fetcher, clock, { parser: createFeedParser(null) });
  const bot = { now: await start() };
  let published = 0;
  return {
    slack,
    discord,
    store: () => bot.now.app.store,
    settle: () => bot.now.app.pipeline.settle(),
    /** One more report; then all that follows from it, the rest of edited messages included. */
    async publish(feed: (typeof FEEDS)[number], title: string) {
      published += 1;
      items[feed]!.unshift({ guid: `g${published}`, link: `https://${feed}.example/${published}`, title, text: "" });
      await bot.now.app.pollAll();
      await bot.now.app.pipeline.settle();
      clock.advanceTo(clock.now() + REST_MS);
      await bot.now.app.pipeline.settle();
    },
    /** Time passes, in which what failed is tried again. */
    async later() {
      for (let wait = 0; wait < 3; wait += 1) {
        clock.advanceTo(clock.now() + REST_MS);
        await bot.now.app.pipeline.settle();
      }
    },
    /** What a person types in Slack; gives what is answered. */
    async ask(line: string): Promise<string> {
      const asked = slack.socket.type(line);
      await vi.waitFor(() => expect(asked.answers.length + slack.web.ephemerals.length).toBeGreaterThan(0), 15_000);
      return JSON.stringify([asked.answers, slack.web.ephemerals.splice(0)]);
    },
    startChats: () => bot.now.app.startChats(),
    /** Ends the bot where it stands; what it has not sent is in the store. */
    stop: () => bot.now.app.close(),
    async startAnew() {
      bot.now = await start();
    },
    standing: (platform: Platform): Standing[] => (platform === "slack" ? inSlack(slack) : inDiscord(discord)),
  };
}

export type RegroupDesk = Awaited<ReturnType<typeof openRegroupDesk>>;

function inSlack({ stored }: RegroupDesk["slack"]): Standing[] {
  const all = stored();
  return all
    .filter((message) => message.thread_ts === undefined)
    .map(({ ts, text, blocks, edits }) => ({
      shown: JSON.stringify([text, blocks]),
      address: `p${ts.replace(".", "")}`,
      edits,
      notes: all.filter((note) => note.thread_ts === ts).map((note) => note.text),
    }));
}

function inDiscord({ stored, rest }: RegroupDesk["discord"]): Standing[] {
  const all = [...rest.channels.keys()].flatMap((channel) => stored(channel));
  return all
    .filter((message) => message.channel_id === DISCORD_CHANNEL && message.message_reference === undefined)
    .map(({ id, content, embeds, edits }) => ({
      shown: JSON.stringify([content, embeds]),
      address: id,
      edits,
      notes: all
        .filter((note) => note.message_reference?.message_id === id || note.channel_id === id)
        .map((note) => JSON.stringify([note.content, note.embeds])),
    }));
}
