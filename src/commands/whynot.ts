import type { MatchResult, StoryItem } from "../model.js";
import { matchItem } from "../pipeline/match-item.js";
import type { KeptRecord } from "../ports.js";
import type { Answer, AnswerRow, Command, CommandContext } from "./command.js";
import { addressOf, given, recordsOf } from "./kept-records.js";
import { termText } from "./why.js";
import { wouldRoute } from "./would-route.js";

/** Longest text tried. */
const MAX_CHARS = 4_000;
/** A page that nobody has seen yet is read within this time. */
const READ_TIMEOUT_MS = 30_000;

/** Each near miss with its reason, and the stage at which an item stopped or would stop. */
export const whynot: Command = {
  name: "whynot",
  summary: "Why something was not alerted, and at which stage it stopped",
  options: [{ name: "item", kind: "rest", summary: "An address, an id, or a text to try", maxChars: MAX_CHARS }],
  examples: ["whynot https://www.yna.co.kr/view/AKR20190308001", "whynot Iran test-fires missile"],
  async run(input, context) {
    const asked = given(input["item"], "whynot", "an address, an item's id or a text");
    const [record] = await recordsOf(context, asked);
    if (record) return ofRecord(record, context);
    const address = addressOf(asked);
    return address === null ? ofText(asked, context) : ofPage(address, context);
  },
};

/** Where it stopped, with what the rules in force say of it now. */
async function ofRecord(record: KeptRecord, context: CommandContext): Promise<Answer> {
  const { item, hits, reading, placement, pageText } = record;
  const now = matchItem(context.matcher, item, pageText ?? item.text);
  const deliveries = placement ? await context.store.queries.deliveriesOf(placement.story) : [];
  const sent = deliveries.some((one) => one.key.kind === "alert" && one.reference !== null);
  const known = placement ? await context.store.stories.get(placement.story) : null;
  const routed = placement && !sent ? await wouldRoute(context, placement.story, known, hits) : null;
  const stop = ((): Stop => {
    if (hits.length === 0) return { stage: "match", why: "no watch fired when it came" };
    if (reading === null) {
      return { stage: "match", why: "it was there before the feed's first poll: remembered, not alerted" };
    }
    if (!reading.ended) return { stage: "read", why: "the page behind it waits to be read" };
    if (!placement) return { stage: "group", why: "it was not placed in a story" };
    if (deliveries.length === 0) return { stage: "route", why: routed?.why ?? "its watches were silent when it came" };
    if (!sent) return { stage: "deliver", why: "its alert waits: quiet hours, a collecting time, or the channel" };
    return { stage: null, why: "it was alerted; why tells the receipt" };
  })();
  return answer(item.title || item.id, stop, now, context, routed?.rows ?? []);
}

async function ofText(text: string, context: CommandContext): Promise<Answer> {
  const [title = "", ...rest] = text.split("\n");
  return tried({ id: TRIED, title, text: rest.join("\n"), language: null, url: null }, context, null);
}

async function ofPage(address: string, context: CommandContext): Promise<Answer> {
  const outcome = await context.readPage(address, AbortSignal.timeout(READ_TIMEOUT_MS));
  const feed = await feedsOf(address, context);
  if (outcome.kind === "unread") {
    const stop = { stage: "read", why: `the page cannot be read: ${outcome.why}` };
    return answer(address, stop, { hits: [], rejected: [] }, context, [{ text: feed }]);
  }
  const { title, text, language, url } = outcome.page;
  return tried({ id: TRIED, title: title ?? address, text, language, url }, context, feed);
}

/** Under which an item is tried that no feed has brought. */
const TRIED = "tried";

type TriedText = Pick<StoryItem, "id" | "title" | "text" | "language" | "url">;

/** Through every stage as if it came now. @param feed why no feed has brought it; null for a text of no place */
async function tried(item: TriedText, context: CommandContext, feed: string | null): Promise<Answer> {
  const { title, text, language } = item;
  const result = context.matcher.match({ title, text, language, feed: null });
  const brought: AnswerRow[] = feed === null ? [] : [{ text: feed, tone: "bad" }];
  if (result.hits.length === 0) {
    return answer(title, { stage: "match", why: "no watch fires" }, result, context, brought);
  }
  const at = await context.store.now();
  const placement = await context.place({ ...item, publisher: null, family: null, kind: null, at });
  const known = placement.change === "opened" ? null : await context.store.stories.get(placement.story);
  const grouped = known ? `it would join the story "${known.headline}"` : "it would open a story of its own";
  const { why, rows } = await wouldRoute(context, placement.story, known, result.hits);
  const stop = ((): Stop => {
    if (why !== null) return { stage: "route", why };
    return feed === null
      ? { stage: null, why: "it would be alerted" }
      : { stage: "fetch", why: `it would be alerted, but ${feed}` };
  })();
  const details = placement.evidence.slice(0, MAX_EVIDENCE);
  return answer(title, stop, result, context, [{ text: grouped, details }, ...rows, ...(why === null ? [] : brought)]);
}

/** What is known of the feeds of an address's site, and why they may not have brought it. */
async function feedsOf(address: string, { feeds, store }: CommandContext): Promise<string> {
  const host = hostOf(address);
  const own = feeds.filter((feed) => hostOf(feed.url) === host || host.endsWith(`.${hostOf(feed.url)}`));
  const [first] = own;
  if (!first) return `no feed of ${host} is in force`;
  const polled = own.filter((feed) => feed.enabled);
  if (polled.length === 0) return `the feed of ${host} is paused (${own.map((feed) => feed.id).join(", ")})`;
  const states = await Promise.all(polled.map((feed) => store.feeds.state(feed.id)));
  const bad = states.find((state) => state && state.lastError !== null && state.failures > 0);
  if (bad) return `feed ${bad.id} of ${host} is ${bad.health}: ${bad.lastError}`;
  return `no feed of ${host} has brought it yet (${polled.map((feed) => feed.id).join(", ")})`;
}

function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, "");
}

/** Reasons of the grouping that are told. */
const MAX_EVIDENCE = 3;

/** Null: nothing stops it. */
type Stop = { stage: string | null; why: string };

/** @param later what the stages after matching would do with it */
function answer(
  title: string,
  { stage, why }: Stop,
  { hits, rejected }: MatchResult,
  context: CommandContext,
  later: AnswerRow[],
): Answer {
  const rows: AnswerRow[] = [
    { text: stage === null ? why : `stops at ${stage}: ${why}`, tone: stage === null ? "good" : "bad" },
    ...hits.map((hit): AnswerRow => {
      const text = `watch ${hit.watch} (${hit.severity}) fires${hit.rule && hit.rule !== "only" ? `, rule ${hit.rule}` : ""}`;
      return { text, tone: "good", details: hit.terms.map(termText) };
    }),
    ...rejected.map((miss): AnswerRow => ({ text: `watch ${miss.watch}: ${miss.why}` })),
  ];
  if (stage === "match" && rejected.length === 0) rows.push({ text: "no watch saw any of its words" });
  const version = context.matcher.version;
  return {
    title,
    rows: [...rows, ...later],
    footer: `By the rules now in force: ${version}`,
    data: { stage, why, hits, rejected, version, later: later.map((row) => row.text) },
  };
}
