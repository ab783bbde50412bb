/**
 * Stories that grow many times in many channels, through the pipeline's delivery, a store and the real clients, under the
 * platforms' limits with their seconds made short. Counted: messages lost, sent twice, out of order, and edits merged.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/clock.js";
import { type DeliverDeps, drainChannel } from "../../src/pipeline/deliver.js";
import type { Notifier, Store } from "../../src/ports.js";
import { openStore } from "../../src/store/open.js";
import { quiet } from "./chat-commands.js";

export interface LoadSize {
  stories: number;
  growths: number;
  channels: number;
}

export interface Load {
  notifier(channelId: string): Notifier;
  /** First lines of a channel's messages in order, with how often each was edited. */
  messages(channelId: string): { text: string; edits: number }[];
  /** Requests that the service turned away for coming too soon. */
  refused(): number;
  /** The least time that the limits allow for so many posts a channel and edits in all, ms. */
  leastMs(postsAChannel: number, edits: number): number;
}

/** What the suite affords; `WATCHDESK_LOAD=500` in the environment is the real thing. */
export const SIZE: LoadSize =
  process.env["WATCHDESK_LOAD"] === undefined
    ? { stories: 12, growths: 10, channels: 4 }
    : { stories: Number(process.env["WATCHDESK_LOAD"]), growths: 10, channels: 20 };

/** Growth comes in waves, so that much of it is wanted before the message before it is sent. */
const WAVE_MS = 20;
const LEASE_MS = 60_000;
const LONGEST_MS = 500_000;

export function describeLoad(name: string, start: (size: LoadSize) => Promise<Load>): void {
  const { stories, growths, channels } = SIZE;
  test(
    `${name}: ${stories} stories that grow ${growths} times each in ${channels} channels: none lost, none twice, in order, edits merged`,
    async (context) => {
      const load = await start(SIZE);
      const store = await emptyStore();
      const names = Array.from({ length: channels }, (_, index) => String(900000000000000000n + BigInt(index)));
      await store.deliveries.syncChannels(names.map((id) => ({ id, account: "team", settings: "" })));
      const deps = depsOf(
        store,
        names.map((id) => [id, load.notifier(id)]),
      );
      const began = performance.now();
      let grown = false;
      const growing = grow(store, names).then(() => {
        grown = true;
      });
      await Promise.all(names.map((id) => drain(deps, id, () => grown)));
      await growing;
      const tookMs = performance.now() - began;
      const edits = names.flatMap((id) => load.messages(id)).reduce((sum, message) => sum + message.edits, 0);
      for (const [index, id] of names.entries()) {
        const wanted = storiesOf(index).map((story) => `${story}x${growths}`);
        expect(load.messages(id).map(({ text }) => /(\d+x\d+) end/.exec(text)?.[1])).toEqual(wanted);
      }
      expect(edits).toBeLessThanOrEqual(stories * growths);
      const least = load.leastMs(Math.ceil(stories / channels), edits);
      await context.annotate(
        `${stories * (growths + 1)} changes, ${stories} posts, ${edits} edits, ${load.refused()} refused, ` +
          `${Math.round(tookMs)} ms; the limits alone take ${Math.round(least)} ms`,
      );
    },
    LONGEST_MS,
  );
}

/** A story lives in one channel; the order in which stories were first wanted is that of their numbers. */
function storiesOf(channel: number): number[] {
  return Array.from({ length: SIZE.stories }, (_, story) => story).filter((story) => story % SIZE.channels === channel);
}

async function grow(store: Store, names: string[]): Promise<void> {
  for (let revision = 0; revision <= SIZE.growths; revision += 1) {
    for (const [index, channel] of names.entries()) {
      await store.deliveries.want(
        storiesOf(index).map((story) => {
          const title = `${story}x${revision} end`;
          const message = { severity: "info" as const, title, text: "", hint: null };
          const key = { channel, kind: "operator" as const, subject: String(story), ordinal: "1" };
          return { key, revision: revision + 1, notBeforeMs: 0, body: { kind: "operator" as const, message } };
        }),
      );
    }
    await systemClock.sleep(WAVE_MS);
  }
}

/** Claims and drains one channel until nothing more is wanted there. */
async function drain(deps: DeliverDeps, channel: string, grown: () => boolean): Promise<void> {
  for (;;) {
    const { deliveries } = deps.store;
    const ended = grown();
    const claim = await deliveries.claimChannel({ owner: deps.owner, leaseMs: LEASE_MS, channels: [channel] });
    if (claim !== null) await drainChannel(deps, claim);
    const next = await deliveries.nextDueInMs([channel]);
    if (next === null && ended) return;
    await systemClock.sleep(Math.max(1, Math.min(next ?? WAVE_MS, WAVE_MS)));
  }
}

async function emptyStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), "watchdesk-load-"));
  const store = await openStore({ url: null, path: join(folder, "store.db"), clock: systemClock });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

function depsOf(store: Store, notifiers: [string, Notifier][]): DeliverDeps {
  return {
    store,
    notifiers: new Map(notifiers),
    summariser: { summarise: async () => ({ sentences: [], method: "lead" }) },
    summaryLimits: { maxSentences: 2, maxChars: 500 },
    findPlaces: () => [],
    clock: systemClock,
    random: () => 0.5,
    log: quiet,
    owner: "one",
    operators: [],
    signal: new AbortController().signal,
  };
}
