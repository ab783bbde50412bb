import type { RecentItem, RecentStory } from "../ports.js";
import type { Answer, AnswerRow, Command, CommandContext, Input } from "./command.js";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 50;

/** Items that hit a watch, newest first; `stories` folds those of one event. */
export const recent: Command = {
  name: "recent",
  summary: "What came in, newest first, with links",
  options: [
    { name: "watch", kind: "text", summary: "Only this watch, or this name (a site, a missile)" },
    { name: "since", kind: "duration", summary: "How far back: 12h, 2d" },
    { name: "limit", kind: "integer", summary: "How many", min: 1, max: MAX_LIMIT, default: DEFAULT_LIMIT },
    { name: "stories", kind: "flag", summary: "One line an event" },
    { name: "text", kind: "rest", summary: "Words that must stand in it" },
  ],
  examples: ["recent", "recent --watch sohae --since 2d --limit 5", "recent --stories engine test"],
  async run(input, context) {
    const query = {
      watch: input["watch"] as string | null,
      sinceMs: input["since"] as number | null,
      text: input["text"] as string | null,
      limit: input["limit"] as number,
    };
    if (input["stories"]) {
      const stories = await context.store.queries.recentStories(query);
      return answer(stories.map(storyRow), stories, input, context);
    }
    const items = await context.store.queries.recentItems(query);
    return answer(items.map(itemRow), items.map(itemData), input, context);
  },
};

function itemRow({ item, hits, story }: RecentItem): AnswerRow {
  const names = [...new Set(hits.flatMap((hit) => hit.terms.map((term) => term.term)))];
  const details = [item.publisher, [...new Set(hits.map((hit) => hit.watch))].join(", "), names.join(", ")];
  return {
    text: item.title || item.url || item.id,
    url: item.url,
    at: item.publishedAt ?? item.firstSeenAt,
    details: [...details, story === null ? "" : `story ${story}`].filter((one) => one !== ""),
  };
}

function itemData({ item, hits, story }: RecentItem): object {
  const { id, title, url, publisher, language, feed } = item;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const times = { publishedAt: iso(item.publishedAt), firstSeenAt: iso(item.firstSeenAt) };
  return { id, title, url, publisher, feed, language, ...times, story, hits };
}

function storyRow(story: RecentStory): AnswerRow {
  const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  return {
    text: story.headline,
    url: story.url,
    at: story.updatedAt,
    details: [
      story.severity,
      `${plural(story.origins, "origin")}, ${plural(story.reports, "report")}`,
      story.watches.join(", "),
      `story ${story.story}`,
    ],
  };
}

function answer(rows: AnswerRow[], data: unknown[], input: Input, context: CommandContext): Answer {
  const limit = input["limit"] as number;
  const asked = input["watch"] as string | null;
  const known = asked === null || context.watches.some((watch) => watch.toLowerCase() === asked.toLowerCase());
  const nothing = known
    ? "Nothing came in. Try a longer --since, or status: it tells whether the feeds answer."
    : `Nothing came in for "${asked}". The watches are: ${context.watches.join(", ")}.`;
  const more = rows.length === limit ? `The newest ${limit}; ask for more with --limit.` : null;
  return {
    title: input["stories"] ? "Recent stories" : "Recent items",
    rows,
    footer: rows.length ? more : nothing,
    data,
  };
}
