import type { PlacedItem, Placement, StoryItem } from "../model.js";
import type { StoryIndex } from "../ports.js";
import { identitiesOf, idFrom, titleKey } from "./identity.js";

/** Placements remembered; older ones are forgotten, so memory does not grow with history. */
export const WINDOW_ITEMS = 20_000;

/** The bounded index over recent stories. What it decides depends on the placements it learned and nothing else. */
export function createStoryIndex(options: { windowItems?: number } = {}): StoryIndex {
  const windowItems = options.windowItems ?? WINDOW_ITEMS;
  const recent: PlacedItem[] = [];
  const byIdentity = new Map<string, PlacedItem>();
  const byTitle = new Map<string, PlacedItem>();
  let seen = 0;

  function forgetOldest(): void {
    const oldest = recent.shift()!;
    for (const key of identitiesOf(oldest.item)) if (byIdentity.get(key) === oldest) byIdentity.delete(key);
    const title = titleKey(oldest.item.title);
    if (title !== null && byTitle.get(title) === oldest) byTitle.delete(title);
  }

  function decide(item: StoryItem): Placement {
    for (const key of identitiesOf(item)) {
      const known = byIdentity.get(key);
      if (known !== undefined) {
        return { story: known.story, change: "repeated", origin: known.origin, score: 1, evidence: [`same ${key}`] };
      }
    }
    const title = titleKey(item.title);
    const twin = title === null ? undefined : byTitle.get(title);
    if (twin !== undefined) {
      return { story: twin.story, change: "grown", origin: twin.origin, score: 1, evidence: ["same title"] };
    }
    return {
      story: idFrom("s", item.id),
      change: "opened",
      origin: idFrom("o", item.id),
      score: 0,
      evidence: ["nothing like it"],
    };
  }

  return {
    get seen() {
      return seen;
    },
    decide,
    learn(placed) {
      seen = placed.arrival;
      recent.push(placed);
      for (const key of identitiesOf(placed.item)) byIdentity.set(key, placed);
      const title = titleKey(placed.item.title);
      if (title !== null) byTitle.set(title, placed);
      if (recent.length > windowItems) forgetOldest();
    },
  };
}
