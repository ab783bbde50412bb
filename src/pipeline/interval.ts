/** When a healthy feed is asked next. Pure. */
import type { PollHints } from "../model.js";
import type { Random } from "../ports.js";
import type { Habit } from "./habit.js";

/** A feed that moves fast is asked up to so many times as often as its `every`. */
export const FASTER = 3;
/** Polls a gap: two, so that an item waits half a gap at most on average feeds. */
const POLLS_A_GAP = 2;
/** A feed silent for long is asked after a share of its silence, as caches do with `Last-Modified` (RFC 9111 4.2.2). */
const SHARE_OF_SILENCE = 0.1;
/** Share of an interval that chance takes away, so that polls which once fell together drift apart. */
const JITTER = 0.1;
/** Every so many polls the whole document is asked for: validators are no proof. */
export const FULL_EVERY = 12;

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
const DAYS_A_WEEK = 7;
/** 1 January 1970 was a Thursday. */
const DAY_OF_1970 = 4;

export interface Bounds {
  minMs: number;
  maxMs: number;
}

/** The user's interval is the longest that may pass; `floorMs` is the shortest for any feed. */
export function boundsOf(everyMs: number, floorMs: number): Bounds {
  return { minMs: Math.min(everyMs, Math.max(floorMs, everyMs / FASTER)), maxMs: everyMs };
}

export interface IntervalInput {
  bounds: Bounds;
  habit: Pick<Habit, "gapMs">;
  /** ms since something last arrived. */
  silenceMs: number;
  freshForMs: number | null;
  hints: PollHints | null;
  now: number;
  random: Random;
}

/**
 * ms to the next poll, always within the bounds: half of the feed's usual gap, longer the longer it is silent; ttl,
 * Cache-Control, skipHours and skipDays may lengthen it up to the upper bound and no further.
 */
export function nextInterval(input: IntervalInput): number {
  const { bounds, habit, silenceMs, freshForMs, hints, now, random } = input;
  const usual = habit.gapMs === null ? bounds.maxMs : habit.gapMs / POLLS_A_GAP;
  const wanted = Math.max(usual, silenceMs * SHARE_OF_SILENCE, hints?.ttlMs ?? 0, freshForMs ?? 0);
  const jittered = within(within(wanted, bounds) * (1 - JITTER * random()), bounds);
  return Math.round(afterSkipped(now, jittered, bounds.maxMs, hints));
}

/**
 * Where in its first interval a feed begins, 0 to `everyMs`: by its id, alike after every start. FNV-1a (32 bits), mixed
 * once more as MurmurHash3 does at its end, since ids that differ in their last letter alone would lie side by side.
 */
export function startOffset(feedId: string, everyMs: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(feedId)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return Math.floor((((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32) * everyMs);
}

/** Moves a poll that falls into hours or days in which the feed says that nothing comes to their end, or to `maxMs`. */
function afterSkipped(now: number, ms: number, maxMs: number, hints: PollHints | null): number {
  const hours = someOf(hints?.skipHoursUtc, HOURS_A_DAY);
  const days = someOf(hints?.skipDaysUtc, DAYS_A_WEEK);
  const isSkipped = (hour: number) =>
    hours.has(hour % HOURS_A_DAY) || days.has((Math.floor(hour / HOURS_A_DAY) + DAY_OF_1970) % DAYS_A_WEEK);
  let at = now + ms;
  while (at - now < maxMs && isSkipped(Math.floor(at / HOUR_MS))) at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  return Math.min(at - now, maxMs);
}

/** Who skips all of them says nothing. */
function someOf(skipped: number[] | undefined, all: number): ReadonlySet<number> {
  const set = new Set(skipped);
  return set.size >= all ? new Set() : set;
}

function within(ms: number, { minMs, maxMs }: Bounds): number {
  return Math.min(Math.max(ms, minMs), maxMs);
}
