/** What a replay brought, at its end. */
import { basename } from "node:path";
import type { Store } from "../ports.js";
import type { RecordedFeed } from "../replay/recording.js";
import { say, type Terminal } from "./terminal.js";

/** Placements read at once for the closing list. */
const BATCH = 1_000;

/** What a store held at some time; a kept one holds what earlier replays brought. */
export interface Stand {
  items: number;
  stories: number;
  /** Arrival number of the last placement. */
  arrival: number;
}

export async function standOf(store: Store): Promise<Stand> {
  const { items, stories } = await store.queries.status();
  for (let arrival = 0; ; ) {
    const placed = await store.stories.placementsSince(arrival, BATCH);
    arrival = placed.at(-1)?.arrival ?? arrival;
    if (placed.length < BATCH) return { items, stories, arrival };
  }
}

/**
 * One line an item that this replay placed: item, the story to which it belongs now (another one may have taken in that in
 * which it was placed), and the alert in which it stands.
 */
export async function printPlacements(terminal: Terminal, store: Store, before: Stand): Promise<void> {
  for (let from = before.arrival; ; ) {
    const placed = await store.stories.placementsSince(from, BATCH);
    for (const { item, story: first, origin, arrival } of placed) {
      from = arrival;
      const story = (await store.items.find({ id: item.id, identities: [] }, 1))[0]?.story ?? first;
      const sent = await store.queries.deliveriesOf(story);
      const alert = sent.find((delivery) => delivery.key.kind === "alert" && delivery.sentRevision > 0);
      const { id, title, url, publisher, at } = item;
      say(
        terminal,
        JSON.stringify({
          item: { id, title, url, publisher, at: at === null ? null : new Date(at).toISOString() },
          story,
          origin,
          alert: alert ? { channel: alert.key.channel, key: alert.shortKey, revision: alert.sentRevision } : null,
        }),
      );
    }
    if (placed.length < BATCH) return;
  }
}

/** What this replay brought. */
export async function printSummary(
  output: Terminal["output"],
  store: Store,
  before: Stand,
  feeds: RecordedFeed[],
): Promise<void> {
  const after = await store.queries.status();
  const [items, stories] = [after.items - before.items, after.stories - before.stories];
  const documents = feeds.reduce((sum, feed) => sum + feed.documents.length, 0);
  const names = feeds.map((feed) => basename(feed.id)).join(", ");
  output.write(`${documents} documents of ${names}: ${items} items, ${stories} stories alerted.\n`);
}
