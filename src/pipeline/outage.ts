/** Whether it is us: when feed after feed cannot be reached and none answers, the network is gone, not the feeds. */

export interface Outage {
  /** When it began, ms; null while feeds answer. */
  since(): number | null;
  /** A server answered, whatever it said. True when that ends an outage. */
  reached(): boolean;
  /** A feed's server could not be reached. True when that begins an outage. */
  missed(feed: string, now: number): boolean;
}

/** So many different feeds in a row that none reaches: fewer may be neighbours on one broken host. */
const FEEDS_IN_A_ROW = 4;

export function createOutage(): Outage {
  const missedFeeds = new Set<string>();
  let since: number | null = null;
  return {
    since: () => since,
    reached() {
      missedFeeds.clear();
      const ended = since !== null;
      since = null;
      return ended;
    },
    missed(feed, now) {
      missedFeeds.add(feed);
      if (since !== null || missedFeeds.size < FEEDS_IN_A_ROW) return false;
      since = now;
      return true;
    },
  };
}
