/** 200 messages at once to ten channels, through the pipeline's delivery, a store and the real clients. */
import { expect, test } from "vitest";
import { systemClock } from "../../src/clock.js";
import { type DeliverDeps, drainChannel } from "../../src/pipeline/deliver.js";
import type { Notifier, Store } from "../../src/ports.js";
import { quiet } from "./chat-commands.js";
import { emptyStore } from "./empty-store.js";

const CHANNELS = 10;
const EACH = 20;
const LEASE_MS = 60_000;

export interface Burst {
  notifier(channelId: string): Notifier;
  /** First lines of a channel's messages, in order. */
  titles(channelId: string): string[];
  refused(): number;
  /** The least time that the platform's limit allows, ms. */
  leastMs: number;
}

const names = Array.from({ length: CHANNELS }, (_, index) => `90000000000000000${index}`);

async function fill(store: Store): Promise<void> {
  await store.deliveries.syncChannels(names.map((id) => ({ id, account: null, settings: "" })));
  for (let index = 0; index < EACH; index += 1) {
    const wanted = names.map((channel) => {
      const subject = `burst ${index} end`;
      const message = { severity: "info" as const, title: subject, text: "", hint: null };
      const key = { channel, kind: "operator" as const, subject, ordinal: "1" };
      return { key, revision: 1, notBeforeMs: 0, body: { kind: "operator" as const, message } };
    });
    await store.deliveries.want(wanted);
  }
}

/** Claims and drains one channel until all of its messages stand there. */
async function drain(deps: DeliverDeps, channel: string, done: () => boolean): Promise<void> {
  while (!done()) {
    const claim = await deps.store.deliveries.claimChannel({
      owner: deps.owner,
      leaseMs: LEASE_MS,
      channels: [channel],
    });
    if (claim !== null) await drainChannel(deps, claim);
    const next = await deps.store.deliveries.nextDueInMs([channel]);
    if (!done()) await systemClock.sleep(Math.max(1, next ?? 1));
  }
}

export function describeBurst(name: string, start: () => Promise<Burst>): void {
  test(`${name} takes ${CHANNELS * EACH} messages to ${CHANNELS} channels in order, within its limits, none lost`, async (context) => {
    const burst = await start();
    const store = await emptyStore(systemClock);
    await fill(store);
    const deps: DeliverDeps = {
      store,
      notifiers: new Map(names.map((id) => [id, burst.notifier(id)])),
      summariser: { summarise: async () => ({ sentences: [], method: "lead" }) },
      findPlaces: () => [],
      summaryLimits: { maxSentences: 2, maxChars: 500 },
      clock: systemClock,
      random: () => 0.5,
      log: quiet,
      owner: "one",
      operators: [],
      signal: new AbortController().signal,
    };
    const began = performance.now();
    await Promise.all(names.map((id) => drain(deps, id, () => burst.titles(id).length >= EACH)));
    const tookMs = performance.now() - began;
    for (const id of names) {
      expect(burst.titles(id).map((title) => /burst (\d+) end/.exec(title)?.[1])).toEqual(numbered(EACH));
    }
    expect(burst.refused()).toBe(0);
    // Told, not judged: the machine is not ours alone.
    await context.annotate(`${Math.round(tookMs)} ms; the limit alone takes ${burst.leastMs} ms`);
  }, 120_000);
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));
