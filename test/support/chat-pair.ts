/**
 * Two bot processes on one PostgreSQL with a Slack and a Discord, and publishers that never stop: what stands around
 * them, and what can be counted in the end.
 */
import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { type CrashFeeds, eventOf, startCrashFeeds } from "./crash-feeds.js";
import { type BotProcess, startBot, until } from "./crash-process.js";
import { DISCORD_CHANNEL, DISCORD_TOKEN, startDiscordServer } from "./discord-server.js";
import { createDatabase } from "./postgres.js";
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "./slack-server.js";

export interface ChatPair {
  feeds: CrashFeeds;
  slack: Awaited<ReturnType<typeof startSlackServer>>;
  discord: Awaited<ReturnType<typeof startDiscordServer>>;
  start(): BotProcess;
  /** Publishes the next event in one of the feeds. */
  publish(random: () => number): void;
  /** For each published item, in how many messages of the channel it stands. */
  counts(platform: "slack" | "discord"): number[];
}

const FEEDS = ["wire", "daily"];
/** Events that follow each other share as little as can be; no factor of their number, so that none comes again. */
const STRIDE = 97;

export async function openChatPair(): Promise<ChatPair> {
  const now = () => Date.now();
  const feeds = await startCrashFeeds(FEEDS, now);
  onTestFinished(() => feeds.close());
  const slack = await startSlackServer({ now });
  const discord = await startDiscordServer({ now });
  const databaseUrl = await createDatabase(inject("postgresUrl"), `pair-${randomUUID()}`);
  const config = join(tmpdir(), `watchdesk-pair-${randomUUID()}.yaml`);
  writeFileSync(config, stringify(configOf(feeds.base)));
  onTestFinished(() => rmSync(config));
  const env = { DATABASE_URL: databaseUrl, SLACK_API_URL: slack.url, DISCORD_API_URL: discord.url };
  let published = 0;
  return {
    feeds,
    slack,
    discord,
    start() {
      const bot = startBot({ config, env });
      onTestFinished(async () => void (await bot.kill()));
      return bot;
    },
    publish(random) {
      const { title, text } = eventOf(published * STRIDE);
      feeds.publish(FEEDS[Math.floor(random() * FEEDS.length)] ?? "", title, text);
      published += 1;
    },
    counts(platform) {
      const messages = platform === "slack" ? slack.stored() : discord.stored();
      const shown = messages.map((message) => JSON.stringify(message));
      // The quote or bracket behind it keeps item-1 from being counted with item-10.
      const stands = (url: string) => shown.filter((text) => new RegExp(`${url}[^0-9]`).test(text)).length;
      return feeds.published.map(stands);
    },
  };
}

function configOf(base: string): object {
  return {
    polling: { every: "1s", floor: "1s", timeout: "5s", spread: false, allow: ["127.0.0.1"] },
    reading: { enabled: false },
    include: { watches: [], feeds: [] },
    watches: ["missile"],
    feeds: FEEDS.map((id) => ({ id, url: `${base}/${id}`, publisher: `Publisher ${id}` })),
    accounts: {
      team: { platform: "slack", botToken: SLACK_TOKEN, appToken: SLACK_APP_TOKEN },
      bot: { platform: "discord", token: DISCORD_TOKEN },
    },
    channels: {
      slack: { kind: "slack", account: "team", channel: SLACK_CHANNEL },
      discord: { kind: "discord", account: "bot", channel: DISCORD_CHANNEL },
    },
    operators: ["slack"],
  };
}

/** A person who types it again until it is answered gives up on one try after so long. */
const TRY_MS = 3_000;

/** Asks `/watch status` on both platforms until each is answered. Returns how long that took, ms. */
export async function askBoth({ slack, discord }: ChatPair): Promise<{ slack: number; discord: number }> {
  const [slackMs, discordMs] = await Promise.all([
    answeredAfter(() => (slack.socket.connected() > 0 ? slack.socket.type("status") : null)),
    answeredAfter(() => (discord.gateway.connected() > 0 ? discord.gateway.use("status") : null)),
  ]);
  return { slack: slackMs, discord: discordMs };
}

async function answeredAfter(ask: () => { answers: unknown[] } | null): Promise<number> {
  const began = performance.now();
  let asked: { answers: unknown[] } | null = null;
  let askedAt = 0;
  await until(() => {
    if (asked === null || performance.now() - askedAt > TRY_MS) {
      asked = ask();
      askedAt = performance.now();
    }
    return asked !== null && asked.answers.length > 0;
  }, "an answer to a command");
  return Math.round(performance.now() - began);
}
