/**
 * The whole pipeline in order, and the only file that knows the order:
 *
 *   schedule -> fetch -> parse -> match   (poll, one commit)
 *            -> read -> match -> group -> route   (place, one commit)
 *            -> summarise -> deliver   (drain, settled message by message)
 *
 * Three lanes claim their work from the store, so that any number of processes share it and none needs the others.
 */
import { asWatchdeskError } from "../errors.js";
import type { ChannelClaim, Clock, FeedState, Log, Reading, Store } from "../ports.js";
import { CHANNEL_LEASE_MS, type DeliverDeps, drainChannel } from "./deliver.js";
import { createLane, type Lane } from "./lane.js";
import { type PlaceDeps, placeReading } from "./place.js";
import { type PollDeps, pollFeed } from "./poll.js";
import { createTurns } from "./turns.js";

export interface PipelineOptions {
  store: Store;
  clock: Clock;
  log: Log;
  owner: string;
  channels: string[];
  poll: PollDeps;
  place: PlaceDeps;
  deliver: DeliverDeps;
  /** Feeds' servers asked at once. */
  concurrency: number;
  /** A poll may take so long before another process may take the feed over. */
  feedLeaseMs: number;
}

export interface Pipeline {
  /** Starts whatever is due and returns at once. */
  beat(): Promise<void>;
  /** Runs until nothing is due at the present instant. `progress` hears of each round. */
  settle(progress?: (started: number) => void): Promise<void>;
  /** No new work; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/**
 * Polls under way for each that asks its server: while some fetch, as many parse or wait for the commit that they share,
 * and feeds are claimed many at a time.
 */
const POLLS_A_FETCH = 2;
/** Readings at once: pages are fetched one host at a time anyway. */
const READINGS_AT_ONCE = 8;
/** A process that shows itself no more for so long is dead; what it had claimed of feeds and readings is free. */
const PRESENCE_LEASE_MS = 15_000;
const PRESENCE_EVERY_MS = 3_000;
/** A reading is held so long beyond its deadline. */
const READING_LEASE_MS = 60_000;

export function createPipeline(options: PipelineOptions): Pipeline {
  const { store, owner, log } = options;
  const onError = (stage: string) => (error: unknown) => {
    const { message, code, hint } = asWatchdeskError(error);
    log.error({ stage, code, reason: message, hint }, "a step failed; it is tried again");
  };

  const fetching = createTurns(options.concurrency);
  // As below: a poll that outlasts its claim is not begun anew beside itself.
  const polling = new Set<string>();
  const polls = createLane<FeedState>({
    limit: options.concurrency * POLLS_A_FETCH,
    refills: true,
    claim: async (free) => {
      const due = await store.feeds.claimDue({ owner, limit: free, leaseMs: options.feedLeaseMs });
      const fresh = due.filter(({ id }) => !polling.has(id));
      for (const { id } of fresh) polling.add(id);
      return fresh;
    },
    work: (state) => pollFeed(options.poll, state, fetching).finally(() => polling.delete(state.id)),
    onError: onError("fetch"),
  });
  const readings = createLane<Reading>({
    limit: READINGS_AT_ONCE,
    refills: true,
    claim: (free) => store.readings.claim({ owner, limit: free, leaseMs: READING_LEASE_MS }),
    work: (reading) => placeReading(options.place, reading),
    onError: onError("group"),
  });
  // A claim that runs out while we send (the machine slept, the clock was set forward) must not come to us again.
  const draining = new Set<string>();
  const channels = createLane<ChannelClaim>({
    // All at once: a drain mostly waits for its channel's pace, and must not make another channel wait for it.
    limit: Math.max(1, options.channels.length),
    claim: async () => {
      const free = options.channels.filter((channel) => !draining.has(channel));
      const one = await store.deliveries.claimChannel({ owner, leaseMs: CHANNEL_LEASE_MS, channels: free });
      if (one) draining.add(one.channel);
      return one ? [one] : [];
    },
    work: (claim) => drainChannel(options.deliver, claim).finally(() => draining.delete(claim.channel)),
    onError: onError("deliver"),
  });
  const lanes: Lane[] = [polls, readings, channels];

  async function beatAll(): Promise<number> {
    let started = 0;
    for (const lane of lanes) started += await lane.beat();
    return started;
  }

  let shownAt = Number.NEGATIVE_INFINITY;
  /** Before anything is claimed, so that no claim is without it. */
  async function showPresence(): Promise<void> {
    const now = options.clock.now();
    if (now >= shownAt && now - shownAt < PRESENCE_EVERY_MS) return;
    await store.leases.hold(`process:${owner}`, owner, PRESENCE_LEASE_MS);
    shownAt = now;
  }

  return {
    async beat() {
      await showPresence();
      while ((await beatAll()) > 0);
    },
    async settle(progress) {
      for (;;) {
        // What runs first: a lane that is claiming just now would answer that it has started nothing.
        for (const lane of lanes) await lane.drained();
        const started = await beatAll();
        progress?.(started);
        if (started === 0) return;
      }
    },
    async stop() {
      for (const lane of lanes) lane.stop();
      for (const lane of lanes) await lane.drained();
    },
  };
}
