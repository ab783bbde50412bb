/** One set of rules over recorded items in order of time: which stories it would have alerted, and which watches spoke. Pure. */
import type { Hit, StoryItem } from "../model.js";
import { askOf, SURGE_WINDOW_MS, voiceOf, type WatchTraits } from "../pipeline/voice.js";
import type { Mentions, WatchMemory } from "../ports.js";

export interface SideStory {
  id: string;
  /** Items with a hit of these rules. */
  items: number;
  /** Every watch that fired, with its first hit and the item that it is of. */
  fired: Map<string, { hit: Hit; item: StoryItem }>;
  /** Watches that fired and were not kept silent by a cooling-off or the wait for a surge. */
  spoke: Set<string>;
  /** When it would have been alerted; null when it never was. */
  alertedAt: number | null;
}

export interface Side {
  readonly stories: Map<string, SideStory>;
  /** Watch -> items on which it fired. */
  readonly itemsOf: Map<string, number>;
  /** @param at ms; items of unknown time are taken at the time of the one before */
  take(story: string, item: StoryItem, hits: Hit[], at: number): void;
}

/** A place that every story is told in: where there are many channels, each that a route gives the story has as much. */
const CHANNEL = "alert";

/** @param begin ms at which the rules are taken to come into force: the habit of a watch that surges begins there */
export function createSide(watches: readonly WatchTraits[], begin: number): Side {
  const stories = new Map<string, SideStory>();
  const itemsOf = new Map<string, number>();
  const lastAlerts = new Map<string, { story: string; at: number }>();
  const mentions = new Map<string, { at: number; publisher: string }[]>();
  const { mentionsOf, windows } = askOf(watches);

  function memoryOf(story: SideStory, at: number): WatchMemory {
    const alerted = story.alertedAt === null ? [] : [CHANNEL];
    // A watch cools off from its alerts of other stories.
    const others = [...lastAlerts].filter(([, last]) => last.story !== story.id);
    const lastAlertMs = others.map(([watch, last]) => [watch, at - last.at] as const);
    const counted = mentionsOf.map((watch) => [watch, mentionsUntil(mentions.get(watch) ?? [], at)] as const);
    return {
      alerted,
      told: alerted,
      lastAlertMs: Object.fromEntries(lastAlertMs),
      mentions: Object.fromEntries(counted),
    };
  }

  function mentionsUntil(all: { at: number; publisher: string }[], at: number): Mentions {
    const inForce = Math.max(1, Math.floor((at - begin) / SURGE_WINDOW_MS));
    const counts = new Array<number>(Math.min(windows, inForce)).fill(0);
    const publishers = new Set<string>();
    for (const one of all) {
      const ago = Math.floor((at - one.at) / SURGE_WINDOW_MS);
      if (ago < counts.length) counts[ago] = (counts[ago] ?? 0) + 1;
      if (ago === 0) publishers.add(one.publisher);
    }
    return { counts, publishers: publishers.size };
  }

  return {
    stories,
    itemsOf,
    take(id, item, hits, at) {
      if (hits.length === 0) return;
      const story = stories.get(id) ?? emptyStory(id);
      stories.set(id, story);
      story.items++;
      for (const hit of hits) {
        itemsOf.set(hit.watch, (itemsOf.get(hit.watch) ?? 0) + 1);
        if (!story.fired.has(hit.watch)) story.fired.set(hit.watch, { hit, item });
        if (!mentionsOf.includes(hit.watch)) continue;
        const mentioned = mentions.get(hit.watch) ?? [];
        mentioned.push({ at, publisher: item.family ?? item.publisher ?? "" });
        while (mentioned[0] && mentioned[0].at < at - SURGE_WINDOW_MS * windows) mentioned.shift();
        mentions.set(hit.watch, mentioned);
      }
      const alerting = [...story.fired.values()].map(({ hit }) => hit).filter((hit) => hit.severity !== "digest");
      const { silent } = voiceOf({ watches: alerting }, watches, memoryOf(story, at));
      for (const { watch } of alerting) if (!silent.has(watch)) story.spoke.add(watch);
      if (story.spoke.size > 0) story.alertedAt ??= at;
      const { alertedAt } = story;
      if (alertedAt === null) return;
      for (const { watch } of alerting) {
        if ((lastAlerts.get(watch)?.at ?? 0) <= alertedAt) lastAlerts.set(watch, { story: id, at: alertedAt });
      }
    },
  };
}

function emptyStory(id: string): SideStory {
  return { id, items: 0, fired: new Map(), spoke: new Set(), alertedAt: null };
}
