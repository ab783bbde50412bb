import type { PlacedItem, Placement, Regrouping, StoryItem } from "../model.js";
import type { StoryIndex } from "../ports.js";

/**
 * Places an item after taking in what other processes have placed meanwhile. Runs inside the placement's
 * transaction, so it neither waits nor writes; the caller records the placement and teaches it to the index.
 * @param unseen placements that this process has not learned, in order of arrival; those learned already are skipped
 * @param regrouped merges and splits by people, likewise
 */
export function placeItem(
  index: StoryIndex,
  unseen: PlacedItem[],
  item: StoryItem,
  regrouped: Regrouping[] = [],
): Placement {
  learnAll(index, unseen, regrouped);
  return index.decide(item);
}

/** Teaches placements, and merges and splits by people, in the one order in which they came; what is known is skipped. */
export function learnAll(index: StoryIndex, placements: PlacedItem[], regrouped: Regrouping[]): void {
  const acts = [...regrouped];
  for (const placed of placements) {
    while (acts[0] !== undefined && acts[0].arrival < placed.arrival) regroupWith(index, acts.shift()!);
    if (placed.arrival > index.seen) index.learn(placed);
  }
  for (const act of acts) regroupWith(index, act);
}

function regroupWith(index: StoryIndex, act: Regrouping): void {
  if (act.arrival > index.seen) index.regroup(act);
}

/** The placement as it is recorded and taught to every index. */
export function placedFrom(arrival: number, item: StoryItem, { story, origin, merged }: Placement): PlacedItem {
  return merged === undefined ? { arrival, item, story, origin } : { arrival, item, story, origin, merged };
}
