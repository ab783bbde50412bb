/** The story index in the composition root: it goes on where the store stands. */
import type { WatchFile } from "../config/watch-schema.js";
import { learnAll } from "../pipeline/group.js";
import type { Store, StoryIndex } from "../ports.js";
import { ownConcepts } from "../stories/own-concepts.js";
import { createStoryIndex } from "../stories/story-index.js";
import { shippedTables } from "../stories/tables.js";

/** Stories older than this take no further items. */
const STORY_MEMORY_MS = 30 * 86_400_000;
/** Placements learned at once on start. */
const LEARN_BATCH = 1_000;

/**
 * The index with the recent placements learned, so that a restarted bot goes on where it stopped. It knows the entities
 * of the watch files as they were at its start: names that a reload brings serve matching at once and stories from the
 * next start on, since an index whose words change decides differently from that of another process.
 */
export async function openIndex(
  store: Store,
  watchFiles: readonly WatchFile[],
): Promise<{ index: StoryIndex; forgotten: number }> {
  const index = createStoryIndex({ tables: shippedTables(ownConcepts(watchFiles)) });
  const forgotten = await store.stories.arrivalBefore(STORY_MEMORY_MS);
  for (let from = forgotten; ; from = index.seen) {
    const batch = await store.stories.placementsSince(from, LEARN_BATCH);
    const whole = batch.length < LEARN_BATCH;
    const upTo = whole ? Number.POSITIVE_INFINITY : batch.at(-1)!.arrival;
    const acts = (await store.regroupings.since(from)).filter(({ arrival }) => arrival < upTo);
    learnAll(index, batch, acts);
    if (whole) return { index, forgotten };
  }
}
