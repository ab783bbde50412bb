import { counted } from "../channels/wording.js";
import { ago, span } from "../duration.js";
import { shownUrl } from "../mask.js";
import type { FeedState, StoreStatus } from "../ports.js";
import { isPolling } from "./alive.js";
import type { AnswerRow, Command, CommandContext } from "./command.js";

/** Rows of feeds in trouble shown; the rest is counted. */
const MAX_TROUBLED = 15;

/** Is silence silence, or a dead feed? */
export const status: Command = {
  name: "status",
  summary: "Whether the feeds answer, what waits, when the last alert went out",
  options: [],
  examples: ["status"],
  async run(_input, context) {
    const state = await context.store.queries.status();
    const { feeds } = state;
    const troubled = feeds.filter(inTrouble);
    return {
      title: headline(feeds, troubled, state),
      rows: [
        ...summaryRows(feeds, state),
        ...context.problems.map((text): AnswerRow => ({ text: `configuration: ${text}`, tone: "bad" })),
        ...context.connections.map(({ ok, text }): AnswerRow => ({ text, tone: ok ? "good" : "bad" })),
        ...state.channels.map((channel) => channelRow(channel, state.now)),
        ...troubled.slice(0, MAX_TROUBLED).map((feed) => feedRow(feed, state.now, context)),
      ],
      footer: troubled.length > MAX_TROUBLED ? `and ${troubled.length - MAX_TROUBLED} more feeds in trouble` : null,
      data: state,
    };
  },
};

function inTrouble(feed: FeedState): boolean {
  return feed.health === "failing" || feed.health === "stale" || feed.health === "gone";
}

function headline(feeds: FeedState[], troubled: FeedState[], state: StoreStatus): string {
  if (feeds.length === 0) return "No feeds yet: none is configured, or the bot has never run";
  const polled = feeds.filter((feed) => feed.lastPolledAt !== null);
  if (polled.length === 0)
    return `${feeds.length} ${feeds.length === 1 ? "feed" : "feeds"}, none polled yet: is the bot running?`;
  const newest = Math.max(...polled.map((feed) => feed.lastPolledAt ?? 0));
  if (!isPolling(feeds, state.now)) return `The bot does not run: the last poll was ${ago(state.now - newest)}`;
  const silent = polled.filter((feed) => feed.failures > 0 || feed.lastSuccessAt === null);
  if (silent.length === polled.length)
    return `${polled.length === 1 ? "The one feed does not answer" : `None of ${polled.length} feeds answers`}: is there a network?`;
  const unseen = feeds.length - polled.length + silent.length;
  if (troubled.length === 0 && unseen > 0) {
    return `${feeds.length - unseen} of ${feeds.length} feeds answered at their last poll, ${unseen} not yet`;
  }
  if (troubled.length === 0)
    return `${feeds.length === 1 ? "The one feed answers" : `All ${feeds.length} feeds answer`}; silence is silence`;
  return `${troubled.length} of ${feeds.length} feeds cannot be seen; silence there means nothing`;
}

function summaryRows(feeds: FeedState[], state: StoreStatus): AnswerRow[] {
  const last = (times: (number | null)[]) => Math.max(0, ...times.map((time) => time ?? 0));
  const when = (at: number) => (at === 0 ? "never" : ago(state.now - at));
  return [
    { text: `last poll ${when(last(feeds.map((feed) => feed.lastPolledAt)))}` },
    { text: `last new item ${when(last(feeds.map((feed) => feed.lastItemAt)))}` },
    { text: `last message ${when(last(state.channels.map((channel) => channel.lastSentAt)))}` },
    {
      text: `${counted(state.items, "item")}, ${state.stories} ${state.stories === 1 ? "story" : "stories"}, ${counted(state.readingsWaiting, "reading")} waiting`,
    },
  ];
}

function channelRow(channel: StoreStatus["channels"][number], now: number): AnswerRow {
  if (channel.rejected !== null) {
    return { text: `channel ${channel.id}: nothing can be sent: ${channel.rejected}`, tone: "bad" };
  }
  const paced = channel.pacedUntil !== null && channel.pacedUntil > now;
  const pause = paced ? `, paused for ${span((channel.pacedUntil ?? now) - now)}` : "";
  return { text: `channel ${channel.id}: ${channel.sent} sent, ${channel.waiting} waiting${pause}`, tone: "good" };
}

function feedRow(feed: FeedState, now: number, context: CommandContext): AnswerRow {
  const configured = context.feeds.find((one) => one.id === feed.id);
  const next = feed.nextDueAt === null ? "never tried again" : `next try in ${span(Math.max(0, feed.nextDueAt - now))}`;
  const since = feed.failingSince === null ? "" : ` for ${span(now - feed.failingSince)}`;
  return {
    text: `${configured?.title ?? feed.id}: ${feed.health}${since}`,
    url: configured ? shownUrl(configured.url) : null,
    details: [feed.lastError ?? "", next].filter((one) => one !== ""),
    tone: "bad",
  };
}
