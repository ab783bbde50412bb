import type { PlacedItem, Placement, StoryItem } from "../model.js";
import type { StoryIndex } from "../ports.js";

/**
 * Places an item after taking in what other processes have placed meanwhile. Runs inside the placement's
 * transaction, so it neither waits nor writes; the caller records the placement and teaches it to the index.
 * @param unseen placements that this process has not learned, in order of arrival; those learned already are skipped
 */
export function placeItem(index: StoryIndex, unseen: PlacedItem[], item: StoryItem): Placement {
  for (const placed of unseen) if (placed.arrival > index.seen) index.learn(placed);
  return index.decide(item);
}

/** The placement as it is recorded and taught to every index. */
export function placedFrom(arrival: number, item: StoryItem, { story, origin, merged }: Placement): PlacedItem {
  return merged === undefined ? { arrival, item, story, origin } : { arrival, item, story, origin, merged };
}
