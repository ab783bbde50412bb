/** A feed's picture, from its document to the messages of both platforms; and notes where many share a thread. */
import { expect, test } from "vitest";
import { createSimulatedClock } from "../../src/clock.js";
import { configFrom, START, startApp } from "../support/app.js";
import { DISCORD_CHANNEL, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";
import { createMemoryFetcher } from "../support/memory-fetcher.js";
import { SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

const FEEDS = { a: "https://a.example/feed", b: "https://b.example/feed" };
const BARE_CHANNEL = "C0BARE";
const SHARED_CHANNEL = "C0SHARED";
const THREAD = "1700000000.000001";
const PICTURE = "https://img.a.example/pad.jpg";

const YAML = `
watches: [Sohae]
reading: { enabled: false }
feeds:
  - { id: a, url: "${FEEDS.a}", publisher: Paper A }
  - { id: b, url: "${FEEDS.b}", publisher: Paper B }
include: { watches: [], feeds: [] }
accounts:
  team: { platform: slack, botToken: ${SLACK_TOKEN} }
  bot: { platform: discord, token: ${DISCORD_TOKEN} }
channels:
  slack: { kind: slack, account: team, channel: ${SLACK_CHANNEL} }
  bare: { kind: slack, account: team, channel: ${BARE_CHANNEL}, pictures: false }
  shared: { kind: slack, account: team, channel: ${SHARED_CHANNEL}, thread: "${THREAD}" }
  discord: { kind: discord, account: bot, channel: "${DISCORD_CHANNEL}" }
`;

const item = (guid: string, title: string, text: string, picture: string | null) => {
  const enclosure = picture === null ? "" : `<enclosure url="${picture}" type="image/jpeg" length="0"/>`;
  const date = new Date(START).toUTCString();
  return `<rss version="2.0"><channel><title>News</title><item><guid>${guid}</guid><title>${title}</title>
    <description>${text}</description><pubDate>${date}</pubDate>${enclosure}</item></channel></rss>`;
};
const TITLE = "Cranes may be preparing rocket launch at Sohae";
const TEXT = "Two cranes stand at the pad of Sohae and a rail car has come, pictures of Monday show.";
const OTHER = item(
  "2",
  "Sohae rocket launch may be in preparation as cranes stand at launch pad",
  "Our reporter counted cranes and one rail car beside the Sohae pad; fishermen were warned of a rocket launch.",
  "https://img.b.example/archive.jpg",
);
const NOTHING = '<rss version="2.0"><channel><title>News</title></channel></rss>';

async function openDesk(yaml = YAML) {
  const [slack, discord] = [await startSlackServer(), await startDiscordServer()];
  slack.web.addChannel(BARE_CHANNEL);
  const root = { ts: THREAD, text: "Weekly", blocks: [], edits: 0, bot_id: "B0OTHER" };
  slack.web.addChannel(SHARED_CHANNEL, { messages: [root] });
  const shown = { a: item("1", TITLE, TEXT, PICTURE), b: NOTHING };
  const fetcher = createMemoryFetcher(
    new Map([
      [FEEDS.a, () => shown.a],
      [FEEDS.b, () => shown.b],
    ]),
  );
  const config = { ...configFrom(yaml), apiUrls: { slack: slack.url, discord: discord.url } };
  const { app } = await startApp(config, fetcher, createSimulatedClock(START));
  const pictureOf = (message: object | undefined) => /https:\/\/img\.[^"]*/.exec(JSON.stringify(message))?.[0] ?? null;
  return {
    slack,
    async show(part: Partial<typeof shown> = {}) {
      Object.assign(shown, part);
      await app.pollAll();
      await app.pipeline.settle();
    },
    /** The pictures in the alerts of the three kinds of channels. */
    pictures: () => ({
      slack: pictureOf(slack.stored()[0]),
      bare: pictureOf(slack.stored(BARE_CHANNEL)[0]),
      discord: pictureOf(discord.stored()[0]),
    }),
    edits: () => slack.stored()[0]?.edits,
  };
}

test("a feed's picture stands in the alert, in the channels that show any", async () => {
  const desk = await openDesk();
  await desk.show();
  expect(desk.pictures()).toEqual({ slack: PICTURE, bare: null, discord: PICTURE });
});

test("a configuration without pictures shows none anywhere", async () => {
  const desk = await openDesk(`${YAML}alerts: { pictures: false }\n`);
  await desk.show();
  expect(desk.pictures()).toEqual({ slack: null, bare: null, discord: null });
});

test("the picture stays as the story grows, and another one in the feed edits nothing", async () => {
  const desk = await openDesk();
  await desk.show();
  await desk.show({ a: item("1", TITLE, TEXT, "https://img.a.example/later.jpg") });
  expect(desk.edits()).toBe(0);
  await desk.show({ b: OTHER });
  expect(desk.edits()).toBe(1);
  expect(desk.pictures()).toEqual({ slack: PICTURE, bare: null, discord: PICTURE });
});

test("an alert whose picture Slack cannot fetch comes without it, once, and grows", async () => {
  const desk = await openDesk();
  desk.slack.web.unfetchable.add(PICTURE);
  await desk.show();
  await desk.show({ b: OTHER });
  expect(desk.pictures()).toEqual({ slack: null, bare: null, discord: PICTURE });
  expect(desk.slack.stored().filter((one) => one.thread_ts === undefined)).toMatchObject([{ edits: 1 }]);
});

test("in a thread that many alerts share a note names its own and links to it", async () => {
  const desk = await openDesk();
  await desk.show();
  await desk.show({ b: OTHER });
  const [, alert, note] = desk.slack.stored(SHARED_CHANNEL);
  expect(note?.text).toMatch(new RegExp(`^About: ${TITLE}\n✅ Corroborated: `));
  expect(JSON.stringify(note?.blocks)).toContain(
    `/archives/${SHARED_CHANNEL}/p${alert?.ts.replace(".", "")}?thread_ts=`,
  );
  // Right under its alert it needs no name.
  expect(desk.slack.stored().find((one) => one.thread_ts !== undefined)?.text).toMatch(/^✅ Corroborated: /);
});
