/** Which of a story's watches may open an alert: cooling off and surges. Pure. */
import { surge } from "../matching/surge.js";
import type { MemoryQuery, WatchMemory } from "../ports.js";

/** What of a watch decides when it speaks. */
export interface WatchTraits {
  id: string;
  name: string;
  /** After an alert, silent on new stories for so long, ms; 0 for none. */
  coolingOffMs: number;
  /** Speaks only when its mentions rise far above their habit. */
  surge: boolean;
}

export interface Voice {
  /** Watches that open no alert now. */
  silent: ReadonlySet<string>;
  /** Watches that speak because they surge, and why. */
  surges: { watch: string; why: string }[];
  /** Channels in which the story has an alert already. */
  alerted: readonly string[];
}

/** Mentions are counted by the day: an hour's habit changes with the time of day, a day's hardly. */
export const SURGE_WINDOW_MS = 86_400_000;
/** The present day and four weeks of habit. */
const SURGE_WINDOWS = 29;

/** What has to be known of the past for these watches. */
export function askOf(watches: readonly WatchTraits[]): MemoryQuery {
  const cooling = watches.filter((one) => coolingOf(one) > 0);
  return {
    mentionsOf: watches.filter((one) => one.surge).map((one) => one.id),
    windowMs: SURGE_WINDOW_MS,
    windows: SURGE_WINDOWS,
    alertsOf: cooling.map((one) => one.id),
    alertsWithinMs: Math.max(0, ...cooling.map(coolingOf)),
  };
}

export function voiceOf(
  story: { watches: readonly { watch: string }[] },
  watches: readonly WatchTraits[],
  memory: WatchMemory,
): Voice {
  const silent = new Set<string>();
  const surges: Voice["surges"] = [];
  for (const { watch } of story.watches) {
    const traits = watches.find((one) => one.id === watch);
    if (!traits) continue;
    const last = memory.lastAlertMs[watch];
    if (last !== undefined && last < coolingOf(traits)) silent.add(watch);
    else if (traits.surge) {
      const { surging, why } = surgeOf(memory, watch);
      if (surging) surges.push({ watch, why: `${traits.name}: ${why} a day` });
      else silent.add(watch);
    }
  }
  return { silent, surges, alerted: memory.alerted };
}

/** Why a silent watch is silent, for people; null when it is none of these. */
export function silenceOf(watch: string, watches: readonly WatchTraits[], memory: WatchMemory): string | null {
  const traits = watches.find((one) => one.id === watch);
  if (!traits) return null;
  const last = memory.lastAlertMs[watch];
  if (last !== undefined && last < coolingOf(traits)) {
    const left = Math.max(1, Math.ceil((coolingOf(traits) - last) / 60_000));
    return `it cools off for another ${left} min, since it alerted another story`;
  }
  return traits.surge ? `it waits for a surge: ${surgeOf(memory, watch).why}` : null;
}

/** A surge is told once a day: the stories that make it up are one piece of news. */
function coolingOf({ coolingOffMs, surge }: WatchTraits): number {
  return surge ? Math.max(coolingOffMs, SURGE_WINDOW_MS) : coolingOffMs;
}

function surgeOf(memory: WatchMemory, watch: string) {
  const { counts, publishers } = memory.mentions[watch] ?? { counts: [], publishers: 0 };
  const [count = 0, ...earlier] = counts;
  return surge({ history: earlier.reverse(), count, publishers });
}
