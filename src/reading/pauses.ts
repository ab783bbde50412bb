/**
 * Crawl-delay: the pause that a site's robots.txt asks for between two pages. No part of RFC 9309, but many publishers
 * set it, and whoever reads pages by program is meant.
 */
import type { Clock } from "../ports.js";

export interface Pauses {
  /**
   * Waits for the turn of a page. False, at once, when that would come later than in `patienceMs`: the caller's reader
   * would not wait so long, and the turn is left to others. Ends with the signal too.
   */
  turn(origin: string, pauseMs: number, patienceMs: number, signal: AbortSignal): Promise<boolean>;
}

/** Sites remembered; one whose next turn is past is forgotten first. */
const MAX_SITES = 2_000;

export function createPauses(clock: Clock): Pauses {
  const nextAt = new Map<string, number>();
  return {
    async turn(origin, pauseMs, patienceMs, signal) {
      const now = clock.now();
      if (nextAt.size >= MAX_SITES) for (const [site, at] of nextAt) if (at <= now) nextAt.delete(site);
      const at = Math.max(now, nextAt.get(origin) ?? 0);
      if (at - now > patienceMs) return false;
      nextAt.set(origin, at + pauseMs);
      if (at > now) await clock.sleep(at - now, signal);
      return true;
    },
  };
}
