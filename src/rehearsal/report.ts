/** The figures of a backtest, from two sides that have taken the same items. Pure. */
import type { Hit, NearMiss } from "../model.js";
import type { Side, SideStory } from "./side.js";

export interface BacktestReport {
  items: number;
  /** Items on which some rule fired, tried or in force. */
  hits: number;
  /** Hits beyond the bound, which stand in no story. */
  leftOut: number;
  /** First and last item, ISO 8601; null when no item says when it came. */
  from: string | null;
  to: string | null;
  /** Between them, one at least; without long gaps in which nothing was recorded. */
  days: number;
  /** Days of such gaps. */
  gaps: number;
  /** Stories in which a watch that is tried would have been heard. */
  heard: number;
  heardPerDay: number;
  /** Stories that would have been alerted, all watches together. */
  alerts: number;
  alertsNow: number;
  /** The loudest day (UTC); null without an alert. */
  busiest: { day: string; alerts: number } | null;
  /** Stories on which a watch fired that never spoke: it cooled off, or waited for a surge. */
  silent: number;
  /** The watches tried, the loudest first. */
  watches: WatchFigures[];
  /** Stories that the watches tried alert and do not now, and the reverse. */
  gained: number;
  lost: number;
  samples: { alerts: StorySample[]; gained: StorySample[]; lost: StorySample[] };
}

export interface WatchFigures {
  watch: string;
  severity: string;
  items: number;
  itemsNow: number;
  /** Stories in which it would have been heard; of severity digest none is an alert. */
  alerts: number;
  alertsPerDay: number;
  alertsNow: number;
  /** Its stories that other watches alert too, by watch, the most first. */
  overlap: { watch: string; stories: number }[];
}

export interface StorySample {
  story: string;
  /** Of the item on which the watch fired first. */
  title: string;
  url: string | null;
  /** When the alert would have gone out. */
  at: string | null;
  /** Items of the story that hit. */
  items: number;
  /** Watches tried that are heard in it (for what is lost: that were). */
  watches: string[];
  /** Other watches that alert it all the same. */
  also: string[];
  /** Of the first item on which the watch fired. */
  hit: Hit | null;
  /** For what is lost: why the watch declines now. */
  miss: string | null;
}

export interface Tally {
  items: number;
  hits: number;
  leftOut: number;
  from: number;
  to: number;
  /** Days since 1970 of which there are items. */
  days: ReadonlySet<number>;
  tried: Side;
  inForce: Side;
  misses: Map<string, NearMiss[]>;
  scope: string[] | null;
  watches: readonly { id: string; severity: string }[];
}

/** Stories told of each kind; the figures count all. */
export const MAX_SAMPLES = 200;
const DAY_MS = 86_400_000;

export function report(tally: Tally): BacktestReport {
  const { items, hits, leftOut, tried, inForce, scope } = tally;
  const gaps = gapsIn(tally.days);
  const days = tally.to > tally.from ? Math.max(1, (tally.to - tally.from) / DAY_MS - gaps) : 1;
  const perDay = (count: number) => Math.round((count / days) * 1000) / 1000;
  const inScope = (watch: string) => scope === null || scope.includes(watch);
  const heard = (side: Side) => alerted(side).filter((story) => [...story.spoke].some(inScope));
  const gained = heard(tried).filter((story) => !isHeard(inForce.stories.get(story.id), inScope));
  const lost = heard(inForce).filter((story) => !isHeard(tried.stories.get(story.id), inScope));
  const sample = (own: Side, other: Side) => (story: SideStory) => sampleOf(tally, own, other, story, inScope);
  const first = <T>(list: T[]) => list.slice(0, MAX_SAMPLES);
  return {
    items,
    hits,
    leftOut,
    from: iso(tally.from),
    to: iso(tally.to),
    days: Math.round(days * 10) / 10,
    gaps,
    heard: heard(tried).length,
    heardPerDay: perDay(heard(tried).length),
    alerts: alerted(tried).length,
    alertsNow: alerted(inForce).length,
    busiest: timed(tally) ? busiestDay(heard(tried)) : null,
    silent: [...tried.stories.values()].filter((story) => story.spoke.size === 0 && fires(story, inScope)).length,
    watches: figures(tally, inScope, perDay),
    gained: gained.length,
    lost: lost.length,
    samples: {
      alerts: first(heard(tried)).map(sample(tried, tried)),
      gained: first(gained).map(sample(tried, inForce)),
      lost: first(lost).map(sample(inForce, tried)),
    },
  };
}

/** Whole days of the gaps that are longer than feeds pause by themselves. */
function gapsIn(days: ReadonlySet<number>): number {
  const sorted = [...days].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((day, at) => day - sorted[at]! - 1);
  return steps.filter((step) => step > LONGEST_PAUSE_DAYS).reduce((sum, step) => sum + step, 0);
}

/** A recording may skip years; a quiet feed skips a fortnight. */
const LONGEST_PAUSE_DAYS = 14;

type InScope = (watch: string) => boolean;

function alerted(side: Side): SideStory[] {
  return [...side.stories.values()].filter((story) => story.alertedAt !== null);
}

function isHeard(story: SideStory | undefined, inScope: InScope): boolean {
  return story !== undefined && [...story.spoke].some(inScope);
}

function fires(story: SideStory, inScope: InScope): boolean {
  return [...story.fired.values()].some(({ hit }) => hit.severity !== "digest" && inScope(hit.watch));
}

function figures(tally: Tally, inScope: InScope, perDay: (count: number) => number): WatchFigures[] {
  const stories = [...tally.tried.stories.values()];
  const own = tally.watches.filter((watch) => inScope(watch.id));
  const rows = own.map(({ id, severity }): WatchFigures => {
    const its = stories.filter((story) => story.spoke.has(id));
    const others = its.flatMap((story) => [...story.spoke].filter((watch) => watch !== id));
    const overlap = [...new Set(others)].map((watch) => ({
      watch,
      stories: others.filter((other) => other === watch).length,
    }));
    return {
      watch: id,
      severity,
      items: tally.tried.itemsOf.get(id) ?? 0,
      itemsNow: tally.inForce.itemsOf.get(id) ?? 0,
      alerts: its.length,
      alertsPerDay: perDay(its.length),
      alertsNow: alerted(tally.inForce).filter((story) => story.spoke.has(id)).length,
      overlap: overlap.sort((a, b) => b.stories - a.stories),
    };
  });
  return rows.sort((a, b) => b.alerts - a.alerts || b.items - a.items);
}

function sampleOf(tally: Tally, own: Side, other: Side, story: SideStory, inScope: InScope): StorySample {
  const watches = [...story.spoke].filter(inScope);
  const first = story.fired.get(watches[0] ?? "");
  const there = other.stories.get(story.id);
  const miss = tally.misses.get(story.id)?.find((one) => watches.includes(one.watch));
  return {
    story: story.id,
    title: first?.item.title ?? "",
    url: first?.item.url ?? null,
    at: story.alertedAt === null || !timed(tally) ? null : iso(story.alertedAt),
    items: story.items,
    watches,
    also: [...(there?.spoke ?? [])].filter((watch) => !inScope(watch)),
    hit: first?.hit ?? null,
    miss: own === tally.inForce ? (miss?.why ?? quietOf(there, watches)) : null,
  };
}

/** Whether the time of any item is known: else the simulated one began anywhere. */
function timed(tally: Tally): boolean {
  return Number.isFinite(tally.from);
}

/** A watch that fires still and is not heard. */
function quietOf(story: SideStory | undefined, watches: string[]): string | null {
  const hits = watches.flatMap((watch) => story?.fired.get(watch)?.hit ?? []);
  if (hits.length === 0) return null;
  return hits.every((hit) => hit.severity === "digest") ? "it fires for the digest alone" : "it cools off";
}

function busiestDay(stories: SideStory[]): BacktestReport["busiest"] {
  const days = new Map<string, number>();
  for (const { alertedAt } of stories) {
    const day = iso(alertedAt ?? 0)?.slice(0, 10) ?? "";
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const [loudest] = [...days].sort((a, b) => b[1] - a[1]);
  return loudest ? { day: loudest[0], alerts: loudest[1] } : null;
}

function iso(at: number): string | null {
  return Number.isFinite(at) && Math.abs(at) <= MAX_INSTANT ? new Date(at).toISOString() : null;
}

/** Beyond this a date is none (ECMA-262, 21.4.1.1). */
const MAX_INSTANT = 8.64e15;
