/** Slack and Discord through the whole bot: accounts, channels that are closed, and limits of one channel. */
import { describe, expect, test, vi } from "vitest";
import { createSimulatedClock, type SimulatedClock } from "../../src/clock.js";
import { configFrom, START, startApp, temporaryFolder } from "../support/app.js";
import { runningClock } from "../support/clocks.js";
import {
  DISCORD_APPLICATION,
  DISCORD_CHANNEL,
  DISCORD_GUILD,
  DISCORD_TOKEN,
  startDiscordServer,
} from "../support/discord-server.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

const OTHER_SLACK_TOKEN = "xoxb-other";
const OTHER_SLACK_APP_TOKEN = "xapp-other";
const OTHER_DISCORD_TOKEN = "NDU2.other.token";
const OTHER_DISCORD_APPLICATION = "300000000000000002";
const OTHER_SLACK_CHANNEL = "C0OTHER";
const OTHER_DISCORD_CHANNEL = "200000000000000002";
/** Far more than an answer takes on a loaded machine. */
const PATIENCE_MS = 20_000;
const URL = "https://wire.example/feed";
/** Events that share nothing, each with a watched name of its own; half of them come later. */
const SHOWN = [
  [
    "Denmark retires its last torpedo boat in Odense",
    "The hull goes to a shipyard, where it will be taken apart by May.",
  ],
  ["Museum in Hanoi restores a radar from 1972", "Visitors may watch the curators at work behind glass every Sunday."],
  ["Court in Lima hears the invoice case", "Three bankers are said to have invented a bill over 40 million soles."],
  [
    "Farmers near Perth find a propeller in a dam",
    "The drought had lowered the water to a level not seen since the war.",
  ],
  ["Insurer in Piraeus doubles its premiums", "Tanker owners called the increase absurd and asked for talks."],
  ["Chess club of Tromso renames itself", "Its members voted on Friday; a bishop had been proposed as well."],
] as const;
const EVENTS = SHOWN.length / 2;

const YAML = `
watches: [Odense, Hanoi, Lima, Perth, Piraeus, Tromso]
reading: { enabled: false }
feeds: [{ id: wire, url: "${URL}", publisher: Wire }]
include: { watches: [], feeds: [] }
accounts:
  slack-one: { platform: slack, botToken: ${SLACK_TOKEN}, appToken: ${SLACK_APP_TOKEN} }
  slack-two: { platform: slack, botToken: ${OTHER_SLACK_TOKEN}, appToken: ${OTHER_SLACK_APP_TOKEN} }
  discord-one: { platform: discord, token: ${DISCORD_TOKEN} }
  discord-two: { platform: discord, token: ${OTHER_DISCORD_TOKEN} }
channels:
  terminal: { kind: terminal }
  slack-a: { kind: slack, account: slack-one, channel: ${SLACK_CHANNEL} }
  slack-b: { kind: slack, account: slack-two, channel: ${OTHER_SLACK_CHANNEL} }
  discord-a: { kind: discord, account: discord-one, channel: "${DISCORD_CHANNEL}" }
  discord-b: { kind: discord, account: discord-two, channel: "${OTHER_DISCORD_CHANNEL}" }
`;

async function startServers() {
  const slack = await startSlackServer();
  const discord = await startDiscordServer();
  const scopes = new Set(["chat:write", "channels:history", "channels:read"]);
  slack.web.tokens.set(OTHER_SLACK_TOKEN, { scopes, revoked: false });
  slack.web.tokens.set(OTHER_SLACK_APP_TOKEN, { scopes: new Set(["connections:write"]), revoked: false });
  slack.web.addChannel(OTHER_SLACK_CHANNEL);
  discord.rest.tokens.set(OTHER_DISCORD_TOKEN, {
    user: OTHER_DISCORD_APPLICATION,
    application: OTHER_DISCORD_APPLICATION,
  });
  discord.rest.addChannel(OTHER_DISCORD_CHANNEL, DISCORD_GUILD);
  return { slack, discord };
}

interface Start {
  /** Connections sleep in real time, or they would try again without a pause. */
  clock?: SimulatedClock;
  servers?: Awaited<ReturnType<typeof startServers>>;
  yaml?: string;
  /** Where a bot before had its store. */
  folder?: string;
}

async function startBoth({ clock = createSimulatedClock(START), servers, yaml = YAML, folder }: Start = {}) {
  const { slack, discord } = servers ?? (await startServers());
  let shown = EVENTS;
  const items = () => SHOWN.slice(0, shown).map(([title, text], n) => ({ guid: String(n), title, text }));
  const config = {
    ...configFrom(yaml, folder),
    apiUrls: { slack: slack.url, discord: discord.url },
  };
  const bot = await startApp(config, createMemoryFetcher(new Map([[URL, () => rss(items())]])), clock);
  return {
    ...bot,
    slack,
    discord,
    /** How many messages stand in each channel. */
    stored: () => ({
      "slack-a": slack.web.channels.get(SLACK_CHANNEL)?.messages.length ?? 0,
      "slack-b": slack.web.channels.get(OTHER_SLACK_CHANNEL)?.messages.length ?? 0,
      "discord-a": discord.rest.channels.get(DISCORD_CHANNEL)?.messages.length ?? 0,
      "discord-b": discord.rest.channels.get(OTHER_DISCORD_CHANNEL)?.messages.length ?? 0,
    }),
    async poll() {
      await bot.app.pollAll();
      await bot.app.pipeline.settle();
    },
    /** Further events in the feed, a minute later. */
    async more() {
      shown += EVENTS;
      bot.clock.advanceTo(bot.clock.now() + 60_000);
      await bot.app.pollAll();
      await bot.app.pipeline.settle();
    },
  };
}

type Bot = Awaited<ReturnType<typeof startBoth>>;
const ALL = { "slack-a": EVENTS, "slack-b": EVENTS, "discord-a": EVENTS, "discord-b": EVENTS };
const twice = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).map(([channel, count]) => [channel, count * 2]));
const told = (bot: Bot, channel: string) =>
  bot.shown().split(`Nothing can be sent to the channel ${channel}`).length - 1;

describe("two accounts on each platform", () => {
  test("bring each alert to every channel once", async () => {
    const bot = await startBoth();
    await bot.poll();
    await bot.poll();
    expect(bot.stored()).toEqual(ALL);
  });

  test("answer commands, each its own, and bring alerts", async () => {
    const bot = await startBoth({ clock: { ...createSimulatedClock(START), sleep: runningClock.sleep } });
    await bot.poll();
    await bot.app.startChats();
    const { slack, discord } = bot;
    await vi.waitFor(
      () => expect([slack.socket.connected(), discord.gateway.connected()]).toEqual([2, 2]),
      PATIENCE_MS,
    );
    const asked = [
      slack.socket.typeIn(SLACK_APP_TOKEN, "recent"),
      slack.socket.typeIn(OTHER_SLACK_APP_TOKEN, "recent"),
      discord.gateway.useOf(DISCORD_APPLICATION, "recent"),
      discord.gateway.useOf(OTHER_DISCORD_APPLICATION, "recent"),
    ];
    await vi.waitFor(() => expect(asked.map(({ answers }) => answers.length)).toEqual([1, 1, 1, 1]), PATIENCE_MS);
    for (const { answers } of asked) expect(JSON.stringify(answers)).toContain(SHOWN[0][0]);
    expect(bot.stored()).toEqual(ALL);
  });
});

describe("a channel that is closed is said once to the operators and left alone, and no other waits for it", () => {
  const cases: { channel: keyof typeof ALL; what: string; code: string; close(bot: Bot): void }[] = [
    {
      channel: "slack-b",
      what: "Slack does not know the channel",
      code: "channel_not_found",
      close: ({ slack }) => void slack.web.channels.delete(OTHER_SLACK_CHANNEL),
    },
    {
      channel: "slack-b",
      what: "the bot is not in Slack's channel",
      code: "not_in_channel",
      close: ({ slack }) => {
        slack.web.channels.get(OTHER_SLACK_CHANNEL)!.member = false;
      },
    },
    {
      channel: "slack-b",
      what: "Slack's token is revoked",
      code: "token_revoked",
      close: ({ slack }) => {
        slack.web.tokens.get(OTHER_SLACK_TOKEN)!.revoked = true;
      },
    },
    {
      channel: "discord-b",
      what: "Discord does not know the channel",
      code: "10003",
      close: ({ discord }) => void discord.rest.channels.delete(OTHER_DISCORD_CHANNEL),
    },
    {
      channel: "discord-b",
      what: "the bot may not see Discord's channel",
      code: "50001",
      close: ({ discord }) => {
        discord.rest.channels.get(OTHER_DISCORD_CHANNEL)!.allowed = false;
      },
    },
    {
      channel: "discord-b",
      what: "Discord's token is revoked",
      code: "401",
      close: ({ discord }) => void discord.rest.tokens.delete(OTHER_DISCORD_TOKEN),
    },
  ];

  test.each(cases)("$what ($code)", async ({ channel, code, close }) => {
    const bot = await startBoth();
    close(bot);
    await bot.poll();
    await bot.more();
    expect(told(bot, channel)).toBe(1);
    expect(bot.shown()).toContain(code);
    expect(callsTo(bot, channel)).toBe(1);
    expect(bot.stored()).toEqual({ ...twice(ALL), [channel]: 0 });
  });
});

test.each([
  ["slack-b", OTHER_SLACK_CHANNEL, "C0WRONG", "C0FALSE"],
  ["discord-b", OTHER_DISCORD_CHANNEL, "200000000000000008", "200000000000000009"],
] as const)(
  "a closed channel that is mended wrongly is not told again, and mended rightly gets everything (%s)",
  async (channel, right, wrong, mended) => {
    const servers = await startServers();
    const folder = temporaryFolder();
    const words: number[] = [];
    for (const id of [wrong, mended, right]) {
      const bot = await startBoth({ servers, folder, yaml: YAML.replace(right, id) });
      await bot.poll();
      words.push(told(bot, channel));
      if (id === right) expect(bot.stored()).toEqual(ALL);
      await bot.app.close();
    }
    expect(words).toEqual([1, 0, 0]);
  },
);

/** How often a message was sent there. */
function callsTo({ slack, discord }: Bot, channel: string): number {
  return channel.startsWith("slack")
    ? slack.calls.filter(({ method, args }) => method === "chat.postMessage" && args["channel"] === OTHER_SLACK_CHANNEL)
        .length
    : discord.calls.filter(
        ({ method, path }) => method === "POST" && path === `/channels/${OTHER_DISCORD_CHANNEL}/messages`,
      ).length;
}

describe("one channel's limit", () => {
  test.each(["slack", "discord"] as const)("holds back no other channel of the account (%s)", async (platform) => {
    const bot = await startBoth();
    bot[platform].faults.next({ kind: "429", moment: "before", retryAfter: 600 });
    await bot.poll();
    const counts = bot.stored();
    const limited = Object.entries(counts).filter(([, count]) => count < EVENTS);
    expect(limited).toEqual([[expect.stringContaining(platform), 0]]);
    bot.clock.advanceTo(bot.clock.now() + 601_000);
    await bot.app.pipeline.settle();
    expect(bot.stored()).toEqual(ALL);
  });
});
