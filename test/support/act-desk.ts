/**
 * One story in Slack, in Discord and in the terminal through the whole bot, and a person in each: what a test of acts
 * works with, the same on both platforms.
 */
import { expect, vi } from "vitest";
import { createSimulatedClock } from "../../src/clock.js";
import { createFeedParser } from "../../src/parsing/feed-parser.js";
import { MESSAGE_GAP_MS } from "../../src/slack/limits.js";
import { configFrom, START, startApp, temporaryFolder } from "./app.js";
import { runningClock } from "./clocks.js";
import { DISCORD_CHANNEL, DISCORD_GUILD, DISCORD_TOKEN, startDiscordServer } from "./discord-server.js";
import { createMemoryFetcher, type RssItem, rss } from "./memory-fetcher.js";
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "./slack-server.js";

export const PLATFORMS = ["slack", "discord"] as const;
export type ChatPlatform = (typeof PLATFORMS)[number];

export interface Somebody {
  id?: string;
  name?: string;
  roles?: string[];
  /** A channel other than that of the alert. */
  elsewhere?: boolean;
}

/** What somebody asked, and what was shown for it. */
export interface Asked {
  acknowledged(): boolean;
  /** All that the person was shown. */
  shown(): string;
  /** The field that was opened. */
  field(): Record<string, unknown> | null;
}

/** A person before the alert in one platform. */
export interface Front {
  /** The alert's message as it stands; throws where there is none. */
  text(): string;
  labels(): string[];
  messages(): number;
  edits(): number;
  click(label: string, by?: Somebody, times?: number): Asked;
  /** An element that no message of ours has. */
  forge(code: string, by?: Somebody): Asked;
  fill(field: Record<string, unknown>, text: string, by?: Somebody): Asked;
  command(name: string, words: string[], by?: Somebody): Asked;
  /** A person deletes the alert. */
  remove(): void;
  recycle(): void;
  /** Ids by which `allow` names somebody, as the platform writes them. */
  ids: { ann: string; ben: string };
}

const URL_A = "https://a.example/feed";
const URL_B = "https://b.example/feed";
export const OTHER_SLACK_CHANNEL = "C0OTHER";
export const OTHER_DISCORD_CHANNEL = "200000000000000002";
const HEADLINE = "Cranes may be preparing rocket launch at Sohae";
const FIRST: RssItem = {
  guid: "1",
  title: HEADLINE,
  text: "Two cranes stand at the pad of Sohae and a rail car has come, pictures of Monday show.",
};
/** Another origin of the same: the alert is edited and a note goes under it. */
const SECOND: RssItem = {
  guid: "2",
  title: "Sohae rocket launch may be in preparation as cranes stand at launch pad",
  text: "Our reporter counted cranes and one rail car beside the Sohae pad; fishermen were warned of a rocket launch.",
};

const yaml = (allow: string) => `
watches: [Sohae]
reading: { enabled: false }
feeds:
  - { id: a, url: "${URL_A}", publisher: Paper A }
  - { id: b, url: "${URL_B}", publisher: Paper B }
include: { watches: [], feeds: [] }
morning: { at: "07:30", timeZone: Asia/Seoul }
accounts:
  team: { platform: slack, botToken: ${SLACK_TOKEN}, appToken: ${SLACK_APP_TOKEN} }
  bot: { platform: discord, token: ${DISCORD_TOKEN} }
channels:
  terminal: { kind: terminal }
  slack: { kind: slack, account: team, channel: ${SLACK_CHANNEL}${allow === "" ? "" : ", allow: [U0ANN]"} }
  discord: { kind: discord, account: bot, channel: "${DISCORD_CHANNEL}"${allow === "" ? "" : `, allow: ["${allow}"]`} }
`;

/** @param allow who may act: nobody named (everybody may), or this id in Discord and U0ANN in Slack */
export async function openActDesk(platform: ChatPlatform, allow = "") {
  const slack = await startSlackServer();
  const discord = await startDiscordServer();
  slack.web.addChannel(OTHER_SLACK_CHANNEL);
  discord.rest.addChannel(OTHER_DISCORD_CHANNEL, DISCORD_GUILD);
  const items = { a: [FIRST], b: [] as RssItem[] };
  const fetcher = createMemoryFetcher(
    new Map([
      [URL_A, () => rss(items.a)],
      [URL_B, () => rss(items.b)],
    ]),
  );
  const apiUrls = { slack: slack.url, discord: discord.url };
  const config = { ...configFrom(yaml(allow), temporaryFolder()), apiUrls };
  const simulated = createSimulatedClock(START);
  const clock = {
    ...simulated,
    // Connections are held in real time; the pace of a channel costs the test none.
    sleep: (ms: number, signal?: AbortSignal) =>
      ms === MESSAGE_GAP_MS ? simulated.sleep(ms) : runningClock.sleep(ms, signal),
  };
  const bot = { now: await startApp(config, fetcher, clock, { parser: createFeedParser(null) }) };
  const poll = async () => {
    await bot.now.app.pollAll();
    await bot.now.app.pipeline.settle();
  };
  await poll();
  await bot.now.app.startChats();
  const fronts = { slack: slackFront(slack), discord: discordFront(discord) };
  await vi.waitFor(() => expect(discord.gateway.connected()).toBe(1), 15_000);
  const story = await storyIn(bot.now.app.store);
  return {
    slack,
    discord,
    clock,
    fronts,
    /** The person before the alert of which the test is about. */
    front: fronts[platform],
    story,
    store: () => bot.now.app.store,
    state: async () => (await bot.now.app.store.stories.get(story))?.state,
    /** What the terminal shows. */
    terminal: () => bot.now.shown(),
    /** Waits for the answer, then for everything that follows from it. */
    async answered(asked: Asked): Promise<string> {
      await vi.waitFor(() => expect(asked.shown()).not.toBe(""), 15_000);
      await bot.now.app.pipeline.settle();
      return asked.shown();
    },
    settle: () => bot.now.app.pipeline.settle(),
    /** Another origin reports it. */
    async grow() {
      items.b = [SECOND];
      await poll();
    },
    later(ms: number) {
      clock.advanceTo(clock.now() + ms);
      return bot.now.app.pipeline.settle();
    },
    async restart() {
      await bot.now.app.close();
      bot.now = await startApp(config, fetcher, clock, { parser: createFeedParser(null) });
      await bot.now.app.startChats();
      await vi.waitFor(() => expect([slack.socket.connected(), discord.gateway.connected()]).toEqual([1, 1]), 15_000);
    },
  };
}

export type ActDesk = Awaited<ReturnType<typeof openActDesk>>;

async function storyIn(store: ActDesk extends { store: () => infer S } ? S : never): Promise<string> {
  const [one] = await store.queries.recentStories({ watch: null, sinceMs: null, text: null, limit: 1 });
  if (!one) throw new Error("there is no story");
  return one.story;
}

function slackFront({ web, socket, stored }: Awaited<ReturnType<typeof startSlackServer>>): Front {
  const alert = () => stored().find((message) => message.thread_ts === undefined);
  const by = ({ id, name, elsewhere }: Somebody = {}) => ({
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(elsewhere ? { channel: OTHER_SLACK_CHANNEL } : {}),
  });
  const asked = (one: ReturnType<typeof socket.type>): Asked => {
    const [ephemerals, views] = [web.ephemerals.length, web.views.length];
    return {
      acknowledged: () => one.ackedAfter !== null,
      shown: () => {
        const all = [...one.answers, ...web.ephemerals.slice(ephemerals)];
        return all.length === 0 ? "" : JSON.stringify(all);
      },
      field: () => web.views[views] ?? null,
    };
  };
  return {
    ids: { ann: "U0ANN", ben: "U0BEN" },
    text: () => JSON.stringify([alert()!.text, alert()!.blocks]),
    labels: () => labelsIn(alert()!.blocks),
    messages: () => stored().length,
    edits: () => alert()!.edits,
    click: (label, who, times) => asked(socket.click(alert()!.blocks, label, by(who), times)),
    forge: (code, who) =>
      asked(socket.click({ type: "button", action_id: "wd.take", value: code, label: "Take it" }, "", by(who))),
    fill: (field, text, who) => asked(socket.submit(field, text, by(who))),
    command: (name, words, who) => asked(socket.type([name, ...words].join(" "), 1, by(who))),
    remove: () => {
      web.channels.get(SLACK_CHANNEL)!.messages.length = 0;
    },
    recycle: () => socket.recycle(),
  };
}

function discordFront({ rest, gateway, stored }: Awaited<ReturnType<typeof startDiscordServer>>): Front {
  const alert = () => stored()[0];
  const by = ({ id, name, roles, elsewhere }: Somebody = {}) => ({
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { nick: name }),
    ...(roles === undefined ? {} : { roles }),
    ...(elsewhere ? { channel: OTHER_DISCORD_CHANNEL } : {}),
  });
  const asked = (one: ReturnType<typeof gateway.use>): Asked => ({
    acknowledged: () => one.ackedAfter !== null,
    shown: () => (one.answers.length === 0 ? "" : JSON.stringify(one.answers)),
    field: () => one.modal,
  });
  const OPTIONS = ["story", "for", "reason"];
  return {
    ids: { ann: "400000000000000011", ben: "400000000000000012" },
    text: () => JSON.stringify([alert()!.embeds]),
    labels: () => labelsIn(alert()!.components),
    messages: () => [...rest.channels.keys()].flatMap((channel) => stored(channel)).length,
    edits: () => alert()!.edits,
    click: (label, who, times) => asked(gateway.click(alert()!.components, label, by(who), times)),
    forge: (code, who) => asked(gateway.click({ custom_id: `wd.${code}` }, "", by(who))),
    fill: (field, text, who) => asked(gateway.submit(field, text, by(who))),
    command: (name, words, who) => {
      const named = name === "dismiss" ? ["story", "reason"] : OPTIONS;
      const options = words.map((value, index) => ({ name: named[index], type: 3, value }));
      return asked(gateway.use(name, options, 1, by(who)));
    },
    remove: () => {
      rest.channels.get(DISCORD_CHANNEL)!.messages.length = 0;
    },
    recycle: () => gateway.recycle(),
  };
}

/** Labels of buttons and entries of menus. */
function labelsIn(parts: object[]): string[] {
  return parts.flatMap((part): string[] => {
    const { elements, components, options, label, text, type } = part as Record<string, unknown>;
    if (type === "rich_text" || type === "header" || type === "context" || type === "section") return [];
    const inner = [elements, components, options].flatMap((list) => (Array.isArray(list) ? list : []));
    const own = typeof label === "string" ? label : (text as { text?: string } | undefined)?.text;
    return [...(own === undefined ? [] : [own]), ...labelsIn(inner)];
  });
}
