import type { Hit, MatchResult, NewItem } from "../model.js";
import type { Matcher } from "../ports.js";

/** Matches an item by its feed's own text, or by another one (the page's). Pure. */
export function matchItem(matcher: Matcher, item: NewItem, text: string = item.text): MatchResult {
  const feed = { id: item.feed, kind: item.kind, publisher: item.publisher };
  const { hits, rejected } = matcher.match({ title: item.title, text, language: item.language, feed });
  return { hits: hits.map((hit) => ({ ...hit, version: matcher.version })), rejected };
}

/** The hits alone, by the feed's own text: a poll brings many items and keeps no reasons for those that are none. */
export function hitsOf(matcher: Matcher, item: NewItem): Hit[] {
  const feed = { id: item.feed, kind: item.kind, publisher: item.publisher };
  const { hits } = matcher.match({ title: item.title, text: item.text, language: item.language, feed }, "hits");
  return hits.map((hit) => ({ ...hit, version: matcher.version }));
}

/** Text after which others have their turn: some ms of matching where names stand close. */
const STRETCH_CHARS = 100_000;

/** The hits of each item. A document may hold megabytes of text, and nothing else would happen meanwhile. */
export async function hitsOfAll(matcher: Matcher, items: readonly NewItem[]): Promise<Hit[][]> {
  const all: Hit[][] = [];
  let chars = 0;
  for (const item of items) {
    if (chars > STRETCH_CHARS) await new Promise((next) => setImmediate(next));
    chars = (chars > STRETCH_CHARS ? 0 : chars) + item.title.length + item.text.length;
    all.push(hitsOf(matcher, item));
  }
  return all;
}

/**
 * The hits of each edited item where its edit brings a watch in. None where the same watches wanted it before: what a
 * first poll only remembered, or what was there before a watch was, is no news for a changed count of readers.
 */
export async function hitsOfEdits(
  matcher: Matcher,
  edits: readonly { item: NewItem; before: Pick<NewItem, "title" | "text"> }[],
): Promise<Hit[][]> {
  const after = await hitsOfAll(
    matcher,
    edits.map(({ item }) => item),
  );
  const wanted = edits.filter((_, at) => after[at]?.length !== 0);
  const before = await hitsOfAll(
    matcher,
    wanted.map(({ item, before }) => ({ ...item, ...before })),
  );
  const known = new Map(wanted.map(({ item }, at) => [item, new Set(before[at]?.map(({ watch }) => watch))]));
  return after.map((hits, at) => {
    const watches = known.get(edits[at]!.item);
    return hits.some(({ watch }) => !watches?.has(watch)) ? hits : [];
  });
}

/** The hits of both matchings, one a watch: what the feed's own text said comes first and is never lost to the page. */
export function joinHits(first: Hit[], second: Hit[]): Hit[] {
  const watches = new Set(first.map((hit) => hit.watch));
  return [...first, ...second.filter((hit) => !watches.has(hit.watch))];
}
