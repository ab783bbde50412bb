import type { PlacedItem, Placement, StoryItem } from "../model.js";
import { isRoundUp } from "./cues.js";
import { identitiesOf, titleKey } from "./identity.js";

/** A publisher may use a title again for another event after so long. */
const TITLE_MS = 3 * 86_400_000;

type Recalled = Pick<Placement, "story" | "change" | "origin" | "evidence">;
interface Entry {
  story: string;
  origin: string;
  arrival: number;
  at: number | null;
}

/** Items known again by their identity, and reports known again by their very title. */
export interface Recall {
  /** Where the item, or another with its title, was placed; null when neither was. */
  find(item: StoryItem): Recalled | null;
  learn(placed: PlacedItem): void;
  forget(placed: PlacedItem): void;
  rename(story: string, into: string): void;
  move(placed: PlacedItem, into: string): void;
}

/** A recall of nothing. */
export function createRecall(): Recall {
  const byKey = new Map<string, Entry>();

  function keysOf(item: StoryItem): string[] {
    const title = isRoundUp(item.title) ? null : titleKey(item.title);
    const identities = identitiesOf(item);
    return title === null ? identities : [...identities, `any title ${title}`];
  }

  return {
    find(item) {
      for (const key of keysOf(item)) {
        const entry = byKey.get(key);
        if (entry === undefined) continue;
        const { story, origin, at } = entry;
        if (key.includes("title ") && farApart(at, item.at)) continue;
        const change = key.startsWith("any title") ? "grown" : "repeated";
        return { story, origin, change, evidence: [`same ${key.replace(/^any /, "")}`] };
      }
      return null;
    },
    learn({ arrival, item, story, origin }) {
      for (const key of keysOf(item)) byKey.set(key, { story, origin, arrival, at: item.at });
    },
    forget({ arrival, item }) {
      for (const key of keysOf(item)) if (byKey.get(key)?.arrival === arrival) byKey.delete(key);
    },
    rename(story, into) {
      for (const entry of byKey.values()) if (entry.story === story) entry.story = into;
    },
    move({ arrival, item }, into) {
      for (const key of keysOf(item)) {
        const entry = byKey.get(key);
        if (entry?.arrival === arrival) entry.story = into;
      }
    },
  };
}

function farApart(before: number | null, now: number | null): boolean {
  return before !== null && now !== null && now - before > TITLE_MS;
}
