import type { Hit, MatchResult } from "../model.js";
import { matchItem } from "../pipeline/match-item.js";
import type { KeptRecord } from "../ports.js";
import type { Answer, AnswerRow, Command, CommandContext } from "./command.js";
import { addressOf, given, recordsOf } from "./kept-records.js";
import { termText } from "./why.js";

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
  const stop = ((): { stage: string | null; why: string } => {
    if (hits.length === 0) return { stage: "match", why: "no watch fired when it came" };
    if (reading === null) {
      return { stage: "match", why: "it was there before the feed's first poll: remembered, not alerted" };
    }
    if (!reading.ended) return { stage: "read", why: "the page behind it waits to be read" };
    if (!placement) return { stage: "group", why: "it was not placed in a story" };
    if (deliveries.length === 0) return { stage: "route", why: routeWhy(hits) };
    if (!sent) return { stage: "deliver", why: "its alert waits: quiet hours, a collecting time, or the channel" };
    return { stage: null, why: "it was alerted; why tells the receipt" };
  })();
  return answer(item.title || item.id, stop, now, context);
}

function routeWhy(hits: Hit[]): string {
  if (hits.every((hit) => hit.severity === "digest")) return "its watches have severity digest, which never alerts";
  return "no route takes its watches, or they cool off, or wait for a surge";
}

function ofText(text: string, context: CommandContext): Answer {
  const [title = "", ...rest] = text.split("\n");
  return tried(title, { title, text: rest.join("\n"), language: null, feed: null }, context, null);
}

async function ofPage(address: string, context: CommandContext): Promise<Answer> {
  const outcome = await context.readPage(address, AbortSignal.timeout(READ_TIMEOUT_MS));
  const nothing: MatchResult = { hits: [], rejected: [] };
  if (outcome.kind === "unread") {
    return answer(address, { stage: "read", why: `the page cannot be read: ${outcome.why}` }, nothing, context);
  }
  const { title, text, language } = outcome.page;
  const host = new URL(address).hostname.replace(/^www\./, "");
  const polled = context.feeds.some((feed) => feed.enabled && new URL(feed.url).hostname.endsWith(host));
  const unseen = polled ? `no feed of ${host} has brought it yet` : `no feed that is polled is of ${host}`;
  return tried(title ?? address, { title: title ?? "", text, language, feed: null }, context, unseen);
}

/** @param unseen why the bot has not seen it; null for a text that has no place of its own */
function tried(
  title: string,
  input: Parameters<CommandContext["matcher"]["match"]>[0],
  context: CommandContext,
  unseen: string | null,
): Answer {
  const result = context.matcher.match(input);
  if (result.hits.length === 0) return answer(title, { stage: "match", why: "no watch fires" }, result, context);
  const digest = result.hits.every((hit) => hit.severity === "digest");
  if (digest) return answer(title, { stage: "route", why: routeWhy(result.hits) }, result, context);
  const why = unseen === null ? "it would be alerted" : `it would be alerted, but ${unseen}`;
  return answer(title, { stage: unseen === null ? null : "fetch", why }, result, context);
}

type Stop = { stage: string | null; why: string };

function answer(title: string, { stage, why }: Stop, { hits, rejected }: MatchResult, context: CommandContext): Answer {
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
    rows,
    footer: `By the rules now in force: ${version}`,
    data: { stage, why, hits, rejected, version },
  };
}
