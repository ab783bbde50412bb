/** Every kind of note, from what the feeds bring to the thread under the alert, in Slack and in Discord at once. */
import { expect, test } from "vitest";
import { EVENTS } from "../../src/channels/wording.js";
import { createSimulatedClock } from "../../src/clock.js";
import type { Route, StoryEvent } from "../../src/model.js";
import { regroupPlan } from "../../src/pipeline/regroup.js";
import { configFrom, START, startApp } from "../support/app.js";
import { BOTH_CHATS } from "../support/both-chats.js";
import { startDiscordServer } from "../support/discord-server.js";
import { createMemoryFetcher, type RssItem, rss } from "../support/memory-fetcher.js";
import { startSlackServer } from "../support/slack-server.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FEEDS = { a: "https://a.example/feed", b: "https://b.example/feed" };

const yaml = (watches: string) => `
watches: ${watches}
reading: { enabled: false }
feeds:
  - { id: a, url: "${FEEDS.a}", publisher: Paper A }
  - { id: b, url: "${FEEDS.b}", publisher: Paper B }
include: { watches: [], feeds: [] }
${BOTH_CHATS}`;

async function openDesk(watches = "[Sohae]") {
  const [slack, discord] = [await startSlackServer(), await startDiscordServer()];
  const items: { a: RssItem[]; b: RssItem[] } = { a: [], b: [] };
  const fetcher = createMemoryFetcher(
    new Map([
      [FEEDS.a, () => rss(items.a)],
      [FEEDS.b, () => rss(items.b)],
    ]),
  );
  const config = { ...configFrom(yaml(watches)), apiUrls: { slack: slack.url, discord: discord.url } };
  const { app, clock } = await startApp(config, fetcher, createSimulatedClock(START));
  const settle = () => app.pipeline.settle();
  return {
    store: app.store,
    settle,
    /** What the feeds show from now on. */
    async show(part: Partial<typeof items>, at = clock.now()) {
      clock.advanceTo(at);
      Object.assign(items, part);
      await app.pollAll();
      await settle();
    },
    stories: async () => {
      const found = await app.store.queries.recentStories({ watch: null, sinceMs: null, text: null, limit: 9 });
      return found.map(({ story }) => story).reverse();
    },
    /** Texts of the notes in each platform, each in a thread under an alert. */
    notes: () => {
      const alerts = slack.stored().filter((one) => one.thread_ts === undefined);
      const inSlack = slack.stored().filter((one) => alerts.some(({ ts }) => ts === one.thread_ts));
      const inDiscord = discord.stored().flatMap(({ id }) => discord.rest.channels.get(id)?.messages ?? []);
      return { slack: inSlack.map(({ text }) => text), discord: inDiscord.map(({ embeds }) => JSON.stringify(embeds)) };
    },
  };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

const FIRST: RssItem = {
  guid: "1",
  title: "Cranes may be preparing rocket launch at Sohae",
  text: "Two cranes stand at the pad of Sohae and a rail car has come, pictures of Monday show.",
};
const OTHER: RssItem = {
  guid: "2",
  title: "Sohae rocket launch may be in preparation as cranes stand at launch pad",
  text: "Our reporter counted cranes and one rail car beside the Sohae pad; fishermen were warned of a rocket launch.",
};
const EVERYWHERE: Route[] = [
  { watches: null, severities: ["normal"], waitMs: 0, quiet: null, to: ["slack", "discord"] },
];

/** Paper A's report is edited. */
const edited = (before: string, after: string) => async (desk: Desk) => {
  await desk.show({ a: [{ ...FIRST, title: before }] });
  await desk.show({ a: [{ ...FIRST, title: after }] });
};
/** Paper B brings another report of the same. */
const joined = (title: string, text = OTHER.text ?? "") => {
  return async (desk: Desk) => {
    await desk.show({ a: [FIRST] });
    await desk.show({ b: [{ guid: "2", title, text }] });
  };
};

/** Some mentions in ten days, then five of two publishers within an hour. */
async function surged(desk: Desk): Promise<void> {
  const say = (feed: "a" | "b", at: number, titles: string[]) =>
    desk.show({ [feed]: titles.map((title) => ({ guid: title, title, at: new Date(at).toISOString() })) }, at);
  const quiet = [
    "School choir from Sohae village wins prize",
    "Potato harvest poor round Sohae",
    "Old Sohae film shown",
  ];
  for (const [index, title] of quiet.entries()) await say("a", START + index * 3 * DAY_MS, [title]);
  const loud = START + 10 * DAY_MS;
  await say("a", loud, [
    "Crane assembled beside the Sohae gantry tower",
    "Fuel railcars reach Sohae after bridge repair",
    "Leader inspects Sohae dormitory block",
  ]);
  await say("b", loud + HOUR_MS, [
    "Tourism ministry plans hotel close to Sohae",
    "Snow closes road leading to Sohae museum",
  ]);
}

async function merged(desk: Desk): Promise<void> {
  await desk.show({ a: [FIRST] });
  await desk.show({
    b: [{ guid: "3", title: "School choir from Sohae village wins prize", text: "It sang two songs." }],
  });
  const [one = "", other = ""] = await desk.stories();
  expect(one).not.toBe(other);
  const plan = regroupPlan(EVERYWHERE, START);
  await desk.store.regroupings.commit({ kind: "merge", stories: [one, other], by: "Ann" }, plan);
  await desk.settle();
}

async function split(desk: Desk): Promise<void> {
  await joined(OTHER.title)(desk);
  const [story = ""] = await desk.stories();
  const reports = (await desk.store.stories.get(story))?.reports ?? [];
  const items = reports.slice(1).map(({ item }) => item);
  await desk.store.regroupings.commit({ kind: "split", story, items, by: "Ann" }, regroupPlan(EVERYWHERE, START));
  await desk.settle();
}

/** `opened` and `reported` are no notes: the alert itself shows them. */
const SCENES: Record<Exclude<StoryEvent["kind"], "opened" | "reported">, (desk: Desk) => Promise<void>> = {
  corroborated: joined(OTHER.title),
  official: joined(
    "Defence ministry confirms rocket launch preparation at Sohae as cranes stand at launch pad",
    "The defence ministry confirmed that cranes and a rail car stand beside the Sohae pad for a rocket launch.",
  ),
  denied: joined(
    "Foreign ministry denies rocket launch preparation at Sohae where cranes stand at launch pad",
    "The foreign ministry denied that the cranes and the rail car beside the Sohae pad are there for a rocket launch.",
  ),
  "headline-changed": edited("Cranes at Sohae launch pad", "Cranes and rocket at Sohae launch pad"),
  firmed: edited("Sohae launch may have failed", "Sohae launch confirmed to have failed"),
  softened: edited("Sohae launch confirmed", "Sohae launch suspected"),
  "number-changed": edited("Sohae fires 3 rockets", "Sohae fires 2 rockets"),
  withdrawn: edited(FIRST.title, `Withdrawn: ${FIRST.title}`),
  surged,
  merged,
  split,
};
/** What the scene of a split tells before it. */
const BEFORE: Partial<Record<StoryEvent["kind"], string[]>> = { split: [EVENTS.corroborated.label] };

test.each(Object.entries(SCENES))(
  "a note of the kind %s stands once under its alert in both platforms",
  async (kind, scene) => {
    const desk = await openDesk(
      kind === "surged" ? "[{ id: sohae, name: Sohae, any: [Sohae], surge: true }]" : "[Sohae]",
    );
    await scene(desk);
    const { label, mark } = EVENTS[kind as StoryEvent["kind"]];
    const wanted = [...(BEFORE[kind as StoryEvent["kind"]] ?? []), `${mark} ${label}`].map((text) =>
      expect.stringContaining(text),
    );
    expect(desk.notes()).toEqual({ slack: wanted, discord: wanted });
  },
);
