/** Stories as alerts and routes see them, and the record of placements. */
import type { Hit, PlacedItem, Severity, StoryItem } from "../model.js";
import type { ItemWording, PageDates, StoryState, StoryStore } from "../ports.js";
import { stateOf } from "./acts.js";
import type { Database } from "./database.js";
import { loadHits, pictureOf } from "./items.js";
import { meaningOf } from "./meanings.js";
import type { Db, PlacementTable } from "./schema.js";

const RANK: Record<Severity, number> = { digest: 0, low: 1, normal: 2, high: 3, critical: 4 };

/** The gravest; `digest` for none. */
export function gravest(severities: readonly Severity[]): Severity {
  return severities.reduce((worst, severity) => (RANK[severity] > RANK[worst] ? severity : worst), "digest");
}

export function createStoryStore({ db, now }: Database): StoryStore {
  return {
    get: async (id) => {
      const story = await loadStory(db, id);
      if (!story) return null;
      const kept = await stateOf(db, id, await now());
      if (!kept) return story;
      const { byId: _, ...state } = kept;
      return { ...story, state };
    },
    wordings: (story) => wordings(db, story),
    placementsSince: (arrival, limit) => placementsSince(db, arrival, limit),
    arrivalBefore: async (placements) => {
      const newest = db.selectFrom("placement").select("arrival").orderBy("arrival", "desc");
      return (await newest.offset(placements).limit(1).executeTakeFirst())?.arrival ?? 0;
    },
  };
}

/**
 * The story with its reports in order of arrival, each with its newest title; a report's text is the page's when it was
 * read.
 */
export async function loadStory(db: Db, id: string): Promise<StoryState | null> {
  const story = await db.selectFrom("story").selectAll().where("id", "=", id).executeTakeFirst();
  if (!story) return null;
  const rows = await placedRows(db, "item.revisions")
    .where("placement.story", "=", id)
    .orderBy("placement.arrival")
    .execute();
  const hits = await loadHits(
    db,
    rows.map((row) => row.id),
  );
  return {
    id: story.id,
    revision: story.revision,
    openedAt: story.opened_at,
    updatedAt: story.updated_at,
    severity: story.severity,
    headline: story.headline,
    mergedInto: story.merged_into,
    watches: watchesOf([...hits.values()].flat()),
    reports: rows.map((row) => ({
      item: row.id,
      title: row.title,
      url: row.url,
      publisher: row.publisher,
      kind: row.kind,
      language: row.language ?? row.pageLanguage,
      origin: row.origin,
      publishedAt: row.published_at,
      firstSeenAt: row.first_seen_at,
      text: row.pageText ?? row.text,
      arrival: row.arrival,
      hits: hits.get(row.id) ?? [],
      ...(row.family === null ? {} : { family: row.family }),
      ...bylineOf(row),
      ...(row.pageText === null ? {} : { page: datesOf(row) }),
      ...(row.unread === null ? {} : { unread: row.unread }),
      ...pictureOf(row.picture_json),
    })),
  };
}

/** What a page states is text, kept as it was read. */
function datesOf(row: { pagePublishedAt: string | null; pageUpdatedAt: string | null }): PageDates {
  const instant = (text: string | null) => (text === null || Number.isNaN(Date.parse(text)) ? null : Date.parse(text));
  return { publishedAt: instant(row.pagePublishedAt), updatedAt: instant(row.pageUpdatedAt) };
}

/** Every watch that one of the hits satisfies, with the gravest severity and the names as seen. */
function watchesOf(hits: readonly Hit[]): StoryState["watches"] {
  const watches = new Map<string, StoryState["watches"][number]>();
  for (const hit of hits) {
    const before = watches.get(hit.watch);
    const terms = [...(before?.terms ?? []), ...hit.terms.map((span) => span.term)];
    watches.set(hit.watch, {
      watch: hit.watch,
      severity: before ? gravest([before.severity, hit.severity]) : hit.severity,
      terms: [...new Set(terms)],
    });
  }
  return [...watches.values()].sort((a, b) => RANK[b.severity] - RANK[a.severity]);
}

/** Placements after an arrival number, in order; all of them without a limit. */
export async function placementsSince(db: Db, arrival: number, limit?: number): Promise<PlacedItem[]> {
  let query = placedRows(db, "placement.revision")
    .select(["placement.meaning_model", "placement.meaning"])
    .where("placement.arrival", ">", arrival)
    .orderBy("placement.arrival");
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(placedOf);
}

/** @param number the revision whose words are wanted: the newest, or the one that was placed */
function placedRows(db: Db, number: "item.revisions" | "placement.revision") {
  return db
    .selectFrom("placement")
    .innerJoin("item", "item.id", "placement.item")
    .leftJoin("page", "page.item", "item.id")
    .leftJoin("reading", "reading.item", "item.id")
    .leftJoin("regrouping", (join) =>
      join.onRef("regrouping.arrival", "=", "placement.arrival").on("regrouping.who", "is", null),
    )
    .leftJoin("revision", (join) => join.onRef("revision.item", "=", "item.id").onRef("revision.number", "=", number))
    .select([
      "placement.arrival",
      "placement.origin",
      (eb) => eb.fn.coalesce("placement.placed_origin", "placement.origin").as("placedOrigin"),
      "placement.placed_at",
      (eb) => eb.fn.coalesce("placement.placed_story", "placement.story").as("placedStory"),
      "regrouping.story as merged",
      "item.id",
      (eb) => eb.fn.coalesce("revision.title", "item.title").as("title"),
      (eb) => eb.fn.coalesce("revision.text", "item.text").as("text"),
      "item.url",
      "item.publisher",
      "item.family",
      "item.author",
      "item.kind",
      "item.language",
      "item.published_at",
      "item.first_seen_at",
      "item.picture_json",
      "page.text as pageText",
      "page.language as pageLanguage",
      "page.byline as pageByline",
      "page.published_at as pagePublishedAt",
      "page.updated_at as pageUpdatedAt",
      "reading.unread",
    ]);
}

async function wordings(db: Db, story: string): Promise<ItemWording[]> {
  const edited = db
    .selectFrom("placement")
    .innerJoin("item", "item.id", "placement.item")
    .where("placement.story", "=", story)
    .where("item.revisions", ">", 0);
  const firsts = await edited
    .select(["item.id as item", "item.title", "item.text", "item.first_seen_at as seenAt"])
    .orderBy("placement.arrival")
    .execute();
  const later = await edited
    .innerJoin("revision", "revision.item", "item.id")
    .select(["item.id as item", "revision.number", "revision.title", "revision.text", "revision.seen_at as seenAt"])
    .orderBy("revision.number")
    .execute();
  return firsts.flatMap((first) => [{ ...first, number: 0 }, ...later.filter(({ item }) => item === first.item)]);
}

type PlacedRow = Awaited<ReturnType<ReturnType<typeof placedRows>["execute"]>>[number] &
  Pick<PlacementTable, "meaning_model" | "meaning">;

/** As it was placed, whatever has been merged or split since: those are learned in their own place. */
function placedOf(row: PlacedRow): PlacedItem {
  const { arrival, placedOrigin: origin, placedStory: story, merged } = row;
  return { arrival, item: storyItemOf(row, row.placed_at), story, origin, ...(merged ? { merged: [merged] } : {}) };
}

/** Of a text stories read the head, and the credit line at its end: an index keeps ten thousand of them in memory. */
const HEAD_CHARS = 4_000;
const TAIL_CHARS = 200;

type Told = Pick<PlacedRow, "id" | "title" | "text" | "url" | "publisher" | "family" | "kind" | "language" | "author"> &
  Pick<PlacedRow, "pageText" | "pageLanguage" | "pageByline" | "meaning_model" | "meaning">;

/** The item as stories see it: with the page's text where it was read, at the time at which it was placed. */
export function storyItemOf(row: Told, at: number): StoryItem {
  return {
    id: row.id,
    title: row.title,
    text: headAndTail(row.pageText ?? row.text),
    url: row.url,
    publisher: row.publisher,
    family: row.family,
    kind: row.kind,
    language: row.language ?? row.pageLanguage,
    at,
    ...bylineOf(row),
    ...meaningOf(row),
  };
}

function bylineOf({ pageByline, author }: { pageByline: string | null; author: string | null }): { byline?: string } {
  const byline = [pageByline, author].filter((one) => one !== null && one !== "").join("; ");
  return byline === "" ? {} : { byline };
}

function headAndTail(text: string): string {
  if (text.length <= HEAD_CHARS + TAIL_CHARS) return text;
  return `${text.slice(0, HEAD_CHARS)}\n…\n${text.slice(-TAIL_CHARS)}`;
}
