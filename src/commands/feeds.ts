import { counted } from "../channels/wording.js";
import { ago, span } from "../duration.js";
import { shownUrl } from "../mask.js";
import type { Feed } from "../model.js";
import type { FeedState } from "../ports.js";
import type { AnswerRow, Command } from "./command.js";

/** Rows shown; the rest is counted, and can be asked for by words. */
const MAX_ROWS = 200;
/** Gravest first. */
const ORDER = ["gone", "failing", "stale", "slow", "moved", "new", "healthy", "paused"];

interface Row {
  feed: Feed;
  state: FeedState | null;
  health: string;
}

/** Every feed in force with its health, its last item, its next poll, and why it fails. */
export const feeds: Command = {
  name: "feeds",
  summary: "The feeds with their health, last item and next poll; those in trouble first",
  options: [
    { name: "trouble", kind: "flag", summary: "Only those that cannot be seen" },
    { name: "text", kind: "rest", summary: "Words of an id, publisher, kind or address" },
  ],
  examples: ["feeds", "feeds --trouble", "feeds kcna"],
  needsNoStore: true,
  async run(input, context) {
    const now = await context.store.now();
    const states = new Map((await context.store.feeds.list()).map((state) => [state.id, state]));
    const words = wordsOf(input["text"] as string | null);
    const all = context.feeds.map((feed) => rowOf(feed, states.get(feed.id) ?? null));
    const asked = all.filter(
      (row) => (!input["trouble"] || isTrouble(row.health)) && words.every((word) => describes(row, word)),
    );
    asked.sort((a, b) => ORDER.indexOf(a.health) - ORDER.indexOf(b.health) || (a.feed.id < b.feed.id ? -1 : 1));
    const shown = asked.slice(0, MAX_ROWS);
    return {
      title: titleOf(asked),
      rows: shown.map((row) => draw(row, now)),
      footer: footerOf(asked.length - shown.length, states.size === 0 && asked.length > 0),
      data: shown.map(({ feed, state, health }) => ({ ...feed, health, state })),
    };
  },
};

/** `feeds list kcna` in chat means what it means in the terminal. */
function wordsOf(text: string | null): string[] {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return words[0] === "list" ? words.slice(1) : words;
}

function rowOf(feed: Feed, state: FeedState | null): Row {
  return { feed, state, health: feed.enabled ? (state?.health ?? "new") : "paused" };
}

function describes({ feed, health }: Row, word: string): boolean {
  return [feed.id, feed.url, feed.title, feed.publisher, feed.kind, feed.family, feed.language, health].some((text) =>
    text?.toLowerCase().includes(word),
  );
}

function isTrouble(health: string): boolean {
  return health === "failing" || health === "stale" || health === "gone";
}

function titleOf(rows: Row[]): string {
  const counts = ORDER.map((health) => [health, rows.filter((row) => row.health === health).length] as const);
  const told = counts.filter(([, count]) => count > 0).map(([health, count]) => `${count} ${health}`);
  return rows.length === 0 ? "No such feed" : `${counted(rows.length, "feed")}: ${told.join(", ")}`;
}

function footerOf(more: number, unpolled: boolean): string | null {
  const lines = [
    ...(more > 0 ? [`and ${more} more; name some words of them`] : []),
    ...(unpolled ? ["Nothing was polled yet: no bot has run on this store (watchdesk run)."] : []),
  ];
  return lines.length === 0 ? null : lines.join("\n");
}

function draw({ feed, state, health }: Row, now: number): AnswerRow {
  const details = [feed.publisher, feed.kind];
  if (state?.lastItemAt) details.push(`last item ${ago(now - state.lastItemAt)}`);
  else if (state?.lastSuccessAt) details.push("no item yet");
  if (feed.enabled) details.push(nextPoll(state, health, now));
  if (state?.movedTo) details.push(`moved to ${shownUrl(state.movedTo)}`);
  if (state?.lastError) details.push(`for ${span(now - (state.failingSince ?? now))}: ${state.lastError}`);
  // A failure that is not yet a condition is no silence either.
  const tone = isTrouble(health) || state?.lastError ? "bad" : "good";
  return { text: `${feed.id}: ${health}`, url: shownUrl(feed.url), details, tone };
}

function nextPoll(state: FeedState | null, health: string, now: number): string {
  if (health === "gone") return "never tried again";
  if (!state || state.nextDueAt === null) return "not polled yet";
  return `next poll in ${span(Math.max(0, state.nextDueAt - now))}`;
}
