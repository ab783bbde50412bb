/**
 * Processes that stop dead before, in and after a send, through the real pipeline, store, notifier and client. A process
 * that stops is one whose send never comes back: what it wrote to the store until then stands, and nothing after. The
 * next process takes the channel when the claim has run out. On PostgreSQL the rows are aged while the service's time
 * stands, so there the nonce is never forgotten.
 */
import { expect, test } from "vitest";
import type { DeliverDeps } from "../../src/pipeline/deliver.js";
import { CHANNEL_LEASE_MS, drainChannel } from "../../src/pipeline/deliver.js";
import type { DeliveryStore, Notifier, Store } from "../../src/ports.js";
import { quiet } from "./chat-commands.js";
import { type NotifierHarness, SEEDS, seeded } from "./notifier-contract.js";
import { onEveryStore, START, type StoreUnderTest } from "./store-contract.js";
import { withoutFence } from "./store-without-fence.js";

type Moment = "before" | "in" | "after";
export const CHANNEL = "alerts";

interface Crash {
  /** The notifier of a process that stops at this moment. */
  notifier: Notifier;
  stopped: Promise<void>;
  /** The frozen process wakes: its send comes back after all. */
  wake(): void;
}

function crashing(harness: NotifierHarness, moment: Moment): Crash {
  let stop = () => {};
  let wake = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const send: Notifier["send"] = async (outgoing, signal) => {
    if (moment === "in") harness.fail({ kind: "reset", moment: "after" });
    const result =
      moment === "before"
        ? ({ kind: "retry", reason: "stopped", afterMs: null, scope: "channel", unsettled: true } as const)
        : await harness.notifier.send(outgoing, signal);
    stop();
    await woken;
    return result;
  };
  return { notifier: { ...harness.notifier, send }, stopped, wake };
}

/** What a channel's delivery needs, on this store with this notifier. */
export function depsOf(store: Store, notifier: Notifier, owner: string): DeliverDeps {
  return {
    store,
    notifiers: new Map([[CHANNEL, notifier]]),
    summariser: { summarise: async () => ({ sentences: [], method: "lead" }) },
    findPlaces: () => [],
    summaryLimits: { maxSentences: 2, maxChars: 500 },
    clock: { now: () => 0, sleep: async () => {} },
    random: () => 0.5,
    log: quiet,
    owner,
    operators: [],
    signal: new AbortController().signal,
  };
}

async function claim(at: StoreUnderTest, owner: string) {
  const held = await at.store.deliveries.claimChannel({ owner, leaseMs: CHANNEL_LEASE_MS, channels: [CHANNEL] });
  if (held === null) throw new Error(`${owner} found nothing to claim`);
  return held;
}

async function want(at: StoreUnderTest, name: string): Promise<void> {
  const message = { severity: "info" as const, title: name, text: "", hint: null };
  const key = { channel: CHANNEL, kind: "operator" as const, subject: name, ordinal: "1" };
  const body = { kind: "operator" as const, message };
  await at.store.deliveries.want([{ key, revision: 1, notBeforeMs: 0, body }]);
}

/** One message of which the first process stops; the second delivers; then the first wakes. */
async function surviveOne(at: StoreUnderTest, harness: NotifierHarness, moment: Moment, seed: number): Promise<number> {
  // Marked at its end, so that 1 is not counted with 10.
  const name = `crash ${moment} ${seed} end`;
  const random = seeded(seed);
  const pass = async (ms: number) => {
    await at.elapse(ms);
    if (at.kind === "sqlite") harness.advance(ms);
  };
  await want(at, name);
  const crash = crashing(harness, moment);
  const first = drainChannel(depsOf(at.store, crash.notifier, `first ${seed}`), await claim(at, `first ${seed}`));
  await crash.stopped;
  await pass(CHANNEL_LEASE_MS + 1000 + Math.floor(random() * 10 * 60_000));
  await drainChannel(depsOf(at.store, harness.notifier, `second ${seed}`), await claim(at, `second ${seed}`));
  crash.wake();
  await first;
  await pass(CHANNEL_LEASE_MS);
  expect(await at.store.deliveries.due(CHANNEL, 10)).toEqual([]);
  return harness.stored().filter((message) => message.text.includes(name)).length;
}

/** A process's store that stands still once, right after a method has answered, until it is woken. */
function freezing(store: Store, method: "due" | "extend") {
  let wake = () => {};
  let freeze = () => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const frozen = new Promise<void>((resolve) => {
    freeze = resolve;
  });
  const { deliveries } = store;
  const still = async <T>(answer: Promise<T>): Promise<T> => {
    const said = await answer;
    freeze();
    await woken;
    return said;
  };
  const own: DeliveryStore = {
    ...deliveries,
    due: (...args) => (method === "due" ? still(deliveries.due(...args)) : deliveries.due(...args)),
    extend: (...args) => (method === "extend" ? still(deliveries.extend(...args)) : deliveries.extend(...args)),
  };
  return { store: { ...store, deliveries: own }, frozen, wake };
}

/** One message of which the first process freezes before its try; the second delivers; then the first wakes. */
async function wakeOne(
  at: StoreUnderTest,
  harness: NotifierHarness,
  seed: number,
  change: (store: Store) => Store,
): Promise<number> {
  const name = `frozen ${seed} end`;
  const random = seeded(seed);
  await want(at, name);
  const first = freezing(change(at.store), random() < 0.5 ? "due" : "extend");
  const waking = drainChannel(depsOf(first.store, harness.notifier, `first ${seed}`), await claim(at, `first ${seed}`));
  await first.frozen;
  const ms = CHANNEL_LEASE_MS + 1000 + Math.floor(random() * 10 * 60_000);
  await at.elapse(ms);
  harness.advance(ms);
  await drainChannel(depsOf(at.store, harness.notifier, `second ${seed}`), await claim(at, `second ${seed}`));
  // The service forgets a nonce in minutes: it must not be what helps here.
  harness.advance(10 * 60_000);
  first.wake();
  await waking;
  await at.elapse(CHANNEL_LEASE_MS);
  return harness.stored().filter((message) => message.text.includes(name)).length;
}

/** Each way to freeze comes up often enough. */
const WAKES = 20;

export function describeFence(name: string, start: (options: { startAt: number }) => Promise<NotifierHarness>): void {
  onEveryStore(`${name}: a process that freezes before its try and wakes after another has delivered`, (at) => {
    const countAll = async (change: (store: Store) => Store) => {
      const harness = await start({ startAt: at().kind === "sqlite" ? START : Date.now() });
      await at().store.deliveries.syncChannels([{ id: CHANNEL, account: "team", settings: "" }]);
      let repeated = 0;
      for (let seed = 1; seed <= WAKES; seed += 1) repeated += (await wakeOne(at(), harness, seed, change)) - 1;
      return repeated;
    };

    test(`repeats 0 of ${WAKES} messages`, async () => {
      expect(await countAll((store) => store)).toBe(0);
    }, 120_000);

    test("repeats every one of them without the fence of the claim", async () => {
      expect(await countAll(withoutFence)).toBe(WAKES);
    }, 120_000);
  });
}

export function describeCrashes(name: string, start: (options: { startAt: number }) => Promise<NotifierHarness>): void {
  onEveryStore(`${name}: a process that stops dead`, (at) => {
    test.each<Moment>(["before", "in", "after"])(
      `%s the send loses 0 of ${SEEDS} messages and repeats 0`,
      async (moment) => {
        const harness = await start({ startAt: at().kind === "sqlite" ? START : Date.now() });
        await at().store.deliveries.syncChannels([{ id: CHANNEL, account: "team", settings: "" }]);
        let lost = 0;
        let repeated = 0;
        for (let seed = 1; seed <= SEEDS; seed += 1) {
          const count = await surviveOne(at(), harness, moment, seed);
          lost += count === 0 ? 1 : 0;
          repeated += Math.max(0, count - 1);
        }
        expect({ lost, repeated }).toEqual({ lost: 0, repeated: 0 });
      },
      120_000,
    );
  });
}
