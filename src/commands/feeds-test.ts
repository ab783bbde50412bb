/** What a feed would bring: its items with their times and what they matched, and at which stage it would stop. */
import { counted } from "../channels/wording.js";
import { resolveFeed } from "../config/feed-schema.js";
import { asWatchdeskError } from "../errors.js";
import { shownUrl } from "../mask.js";
import type { Feed, NewItem } from "../model.js";
import { matchItem } from "../pipeline/match-item.js";
import { whyOld } from "../pipeline/sort-items.js";
import type { Answer, AnswerRow } from "./command.js";
import { checkFeed, type FeedDesk, feedById, feedByUrl } from "./feeds-desk.js";
import { type Look, lookAt } from "./feeds-look.js";

/** Items shown; all are counted. */
const SHOWN = 30;

/** @param target an id, or an address that need not be a feed of ours. Throws WatchdeskError (`usage`) for an unknown id. */
export async function testFeed(desk: FeedDesk, target: string): Promise<Answer> {
  const feed = feedFor(desk, target);
  let look: Look;
  try {
    look = await lookAt(desk, feed);
  } catch (error) {
    const { message, hint } = asWatchdeskError(error);
    const title = `${shownUrl(target)}: nothing would come; it stops at ${message}`;
    return { title, rows: [], footer: hint, data: { ok: false, stopsAt: message.split(":")[0], reason: message } };
  }
  const known = await desk.store.feeds.known(
    feed.id,
    look.items.flatMap((item) => item.identities),
  );
  const seen = new Set(known.flatMap((one) => one.identities));
  const isKnown = (item: NewItem) => item.identities.some((identity) => seen.has(identity));
  const matched = look.items.filter((item) => hitsOf(desk, item).length > 0);
  const state = await desk.store.feeds.state(feed.id);
  const first = state?.firstPolledAt == null ? desk.polling.lookBack : null;
  const now = await desk.store.now();
  const rows = itemRows(desk, feed, look.items.slice(0, SHOWN), (item) => fate(item, isKnown(item), first, now));
  return {
    title: `${shownUrl(target)}: ${counted(look.items.length, "item")}, ${matched.length} matched, ${look.items.filter(isKnown).length} known`,
    rows: [documentRow(look), ...rows],
    footer: look.items.length > SHOWN ? `and ${look.items.length - SHOWN} more items` : emptyWord(look),
    data: {
      ok: true,
      feed: look.document.feed,
      items: look.items.map((item) => ({ ...item, hits: hitsOf(desk, item) })),
    },
  };
}

function feedFor(desk: FeedDesk, target: string): Feed {
  if (!/^https?:/i.test(target)) return feedById(desk, target);
  const known = feedByUrl(desk, target);
  if (known) return known;
  return resolveFeed(checkFeed(desk, { id: "test", url: target }, "feeds test"), {}, desk.polling.every);
}

function documentRow({ document, url, movedTo, tookMs }: Look): AnswerRow {
  const { title, format, language } = document.feed;
  const details = [format, language ?? "", movedTo ? `moved for good to ${shownUrl(movedTo)}` : ""];
  if (tookMs !== null) details.push(`answered in ${tookMs} ms`);
  return { text: title ?? shownUrl(url), url: shownUrl(url), details: details.filter((detail) => detail !== "") };
}

/** The items with their times and what they matched; `more` adds a word on what would become of one. */
export function itemRows(
  desk: FeedDesk,
  feed: Feed,
  items: NewItem[],
  more: (item: NewItem) => string = () => "",
): AnswerRow[] {
  return items.map((item) => {
    const hits = hitsOf(desk, item);
    const terms = hits.map((hit) => `${hit.watch} (${[...new Set(hit.terms.map((one) => one.term))].join(", ")})`);
    const details = [terms.length > 0 ? `matched: ${terms.join("; ")}` : unmatched(feed), more(item)];
    return {
      text: item.title || item.text.slice(0, 100) || item.id,
      url: item.url,
      at: item.publishedAt,
      details: details.filter((detail) => detail !== ""),
      ...(hits.length > 0 ? { tone: "good" as const } : {}),
    };
  });
}

function unmatched(feed: Feed): string {
  return feed.teaserOnly ? "no match yet: its page is read first" : "stops at match: no watch wants it";
}

function fate(item: NewItem, known: boolean, lookBackMs: number | null, now: number): string {
  if (known) return "known already";
  if (lookBackMs === null) return "";
  const why = whyOld(item.publishedAt, { now, lookBackMs });
  return why === null ? "" : `${why}: the first poll only remembers it`;
}

function emptyWord({ items }: Look): string | null {
  return items.length === 0 ? "The document can be read and holds no item." : null;
}

function hitsOf(desk: FeedDesk, item: NewItem) {
  return matchItem(desk.matcher(), item).hits;
}
