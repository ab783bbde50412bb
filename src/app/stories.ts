/** The story index in the composition root: it goes on where the store stands. */
import type { WatchFile } from "../config/watch-schema.js";
import { learnAll } from "../pipeline/group.js";
import type { Store, StoryIndex } from "../ports.js";
import { ownConcepts } from "../stories/own-concepts.js";
import { createStoryIndex, WINDOW_ITEMS } from "../stories/story-index.js";
import { shippedTables } from "../stories/tables.js";

/** Placements learned at once on start: each may hold the text of a whole page. */
const LEARN_BATCH = 250;

/**
 * The index with the last placements learned, as many as it remembers, so that a restarted bot decides like one that ran
 * on, however long ago they were. It knows the entities of the watch files as they were at its start: names that a reload
 * brings serve matching at once and stories from the next start on, since an index whose words change decides differently
 * from that of another process.
 * @param windowItems placements that the index remembers
 */
export async function openIndex(
  store: Pick<Store, "stories" | "regroupings">,
  watchFiles: readonly WatchFile[],
  windowItems = WINDOW_ITEMS,
): Promise<StoryIndex> {
  const index = createStoryIndex({ windowItems, tables: shippedTables(ownConcepts(watchFiles)) });
  for (let from = await store.stories.arrivalBefore(windowItems); ; from = index.seen) {
    const batch = await store.stories.placementsSince(from, LEARN_BATCH);
    const whole = batch.length < LEARN_BATCH;
    const upTo = whole ? Number.POSITIVE_INFINITY : batch.at(-1)!.arrival;
    const acts = (await store.regroupings.since(from)).filter(({ arrival }) => arrival < upTo);
    learnAll(index, batch, acts);
    if (whole) return index;
  }
}
