import { z } from "zod";
import { FEED_KINDS } from "../enumerations.js";
import type { StoryItem } from "../model.js";
import { placedFrom } from "../pipeline/group.js";
import type { StoryIndex } from "../ports.js";
import type { StageFilter } from "../stage.js";

const text = z.string().nullish();

/** A line of the stage; null and absent are the same, unknown keys are ignored. */
const line = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string(),
  text,
  url: text,
  publisher: text,
  family: text,
  author: text,
  language: text,
  kind: z.enum(FEED_KINDS).nullish(),
  at: z.union([z.number(), z.string()]).nullish(),
});

/**
 * `group`: items in order of arrival become stories, one line answered before the next is read.
 * @param index fresh; the filter alone teaches it
 */
export function createGroupStage(index: StoryIndex): StageFilter {
  return {
    answer(row) {
      const item = itemOf(row);
      const placement = index.decide(item);
      index.learn(placedFrom(index.seen + 1, item, placement));
      return placement;
    },
  };
}

function itemOf(row: Record<string, unknown>): StoryItem {
  const read = line.parse(row);
  return {
    id: read.id,
    title: read.title,
    text: read.text ?? "",
    url: read.url ?? null,
    publisher: read.publisher ?? null,
    family: read.family ?? null,
    kind: read.kind ?? null,
    language: read.language ?? null,
    at: instantOf(read.at ?? null),
    ...(read.author ? { byline: read.author } : {}),
  };
}

/** ISO text or ms; what is neither counts as not given, since a wrong date must not hold an item back. */
function instantOf(at: string | number | null): number | null {
  if (at === null) return null;
  const ms = typeof at === "number" ? at : Date.parse(at);
  return Number.isFinite(ms) ? ms : null;
}
