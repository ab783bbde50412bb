/** Limits as a service keeps them: so much within a window, counted by whoever it is told about. */

export interface RateLimit {
  count: number;
  windowMs: number;
  /** In any stretch as long as the window; otherwise in windows that begin with the first request. */
  sliding?: boolean;
}

export interface Taken {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Until there is room again where it was not allowed, else until the window ends. */
  resetMs: number;
}

/** @param now real time unless a test brings its own; clients wait in the same */
export function createRateCounter(limit: RateLimit | undefined, now: () => number = () => performance.now()) {
  const taken = new Map<string, number[]>();
  let refused = 0;
  return {
    /** Requests that came beyond the limit. */
    refused: () => refused,
    /** Null where there is no limit. */
    take(key: string): Taken | null {
      if (limit === undefined) return null;
      const { count, windowMs, sliding = false } = limit;
      const at = now();
      const known = taken.get(key) ?? [];
      const begun = known[0] ?? at;
      const within = sliding ? known.filter((one) => at - one < windowMs) : at - begun < windowMs ? known : [];
      const allowed = within.length < count;
      if (allowed) within.push(at);
      else refused += 1;
      taken.set(key, within);
      return { allowed, limit: count, remaining: count - within.length, resetMs: windowMs - (at - (within[0] ?? at)) };
    },
  };
}

/**
 * When the last of several requests can have been made, ms, were each made as early as the limit lets it.
 * @param releases when each is wanted, ms
 */
export function earliestEnd(releases: readonly number[], limit: RateLimit | null): number {
  const made: number[] = [];
  for (const wanted of [...releases].sort((one, other) => one - other)) {
    const before = limit === null ? undefined : made[made.length - limit.count];
    made.push(before === undefined || limit === null ? wanted : Math.max(wanted, before + limit.windowMs));
  }
  return made.at(-1) ?? 0;
}
