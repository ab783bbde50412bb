/** Runs recorded documents through the whole pipeline on a simulated clock. */
import type { App } from "../app.js";
import type { SimulatedClock } from "../clock.js";
import type { RecordedFeed } from "./recording.js";

export interface ReplayProgress {
  at: number;
  done: number;
  total: number;
}

/**
 * Steps from one event to the next: whenever a document was fetched or a delivery comes due. Ends when neither is left,
 * or after the step in which `ending` is aborted.
 */
export async function replayDocuments(
  app: App,
  feeds: RecordedFeed[],
  channels: string[],
  clock: SimulatedClock,
  progress: (step: ReplayProgress) => void,
  ending: AbortSignal,
): Promise<void> {
  const total = feeds.reduce((sum, feed) => sum + feed.documents.length, 0);
  await app.pollAll();
  for (;;) {
    await app.pipeline.settle();
    progress({ at: clock.now(), done: countUntil(feeds, clock.now()), total });
    const waits = [await app.store.feeds.nextDueInMs(), await app.store.deliveries.nextDueInMs(channels)];
    const next = waits.filter((wait): wait is number => wait !== null);
    if (next.length === 0 || ending.aborted) return;
    // At least a millisecond: what is due now and was not taken is taken at the next step.
    clock.advanceTo(clock.now() + Math.max(1, Math.min(...next)));
  }
}

function countUntil(feeds: RecordedFeed[], at: number): number {
  return feeds.reduce((sum, feed) => sum + feed.documents.filter((document) => document.at <= at).length, 0);
}
