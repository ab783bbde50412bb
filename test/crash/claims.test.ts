/** Who may send: claim and fence between processes, and what the receiver sees without them. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { STORE_KINDS, type StoreKind } from "../support/crash-desk.js";
import { ledgerOf, repeatsOf } from "../support/crash-ledger.js";
import { until } from "../support/crash-process.js";
import { type Breach, withoutClaim, withoutFence } from "../support/crash-store.js";
import { type LivingBot, openWorld, PAST_CLAIMS_MS, type World } from "../support/crash-world.js";

const DAY_MS = 86_400_000;

interface Gate {
  /** Somebody waits at it. */
  reached: Promise<void>;
  open(): void;
  pass(): Promise<void>;
}

function createGate(): Gate {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  return {
    reached,
    open: () => open(),
    pass: () => {
      arrive();
      return opened;
    },
  };
}

/** A process that freezes with a message in hand, just before it makes sure of its claim. */
const freezing =
  (gate: Gate): Breach =>
  (store) => ({
    ...store,
    deliveries: {
      ...store.deliveries,
      extend: async (...given) => {
        await gate.pass();
        return store.deliveries.extend(...given);
      },
    },
  });

let world: World;
const bots: LivingBot[] = [];

async function boot(breach?: Breach): Promise<LivingBot> {
  const bot = await world.boot(breach ? { breach } : {});
  bots.push(bot);
  return bot;
}

afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.app?.close();
  await world.close();
});

/** The receiver answers nothing until the returned function is called. */
function holdAnswers(): () => void {
  const gate = createGate();
  world.desk.answer = () => ({ status: 204, until: gate.pass() });
  return gate.open;
}

function publishFour(): void {
  for (const n of [1, 2, 3, 4])
    world.publish("wire", `${n}`, `Missile report number ${n} from harbour ${"abcd"[n - 1]}`);
}

describe.each(STORE_KINDS)("two processes that share a store (%s)", (kind: StoreKind) => {
  beforeEach(async () => {
    world = await openWorld(kind);
  });

  /** While the first has a message under way, the second looks for work. */
  async function workTogether(breach?: Breach): Promise<string[]> {
    const [one, two] = [await boot(breach), await boot(breach)];
    const answer = holdAnswers();
    publishFour();
    const first = one.app?.pipeline.settle();
    await until(() => world.desk.received.length > 0, "a message under way");
    for (let beat = 0; beat < 3; beat++) await two.app?.pipeline.beat();
    const second = two.app?.pipeline.settle();
    answer();
    await Promise.all([first, second]);
    await two.app?.pipeline.settle();
    expect(ledgerOf(world.desk.received, world.published).lost).toEqual([]);
    return repeatsOf(world.desk.received);
  }

  it("send every message once", async () => {
    expect(await workTogether()).toEqual([]);
  });

  it("send messages twice when the channel's claim is not heeded", async () => {
    expect((await workTogether(withoutClaim)).length).toBeGreaterThan(0);
  });

  /** The first freezes with a message in hand until its claim has passed to the second, then goes on. */
  async function freezeAndWake(unfenced: boolean): Promise<string[]> {
    const gate = createGate();
    const frozen = freezing(gate);
    const one = await boot(unfenced ? (store) => withoutFence(frozen(store)) : frozen);
    publishFour();
    const woken = one.app?.pipeline.settle();
    await gate.reached;
    await world.elapse(PAST_CLAIMS_MS);
    const two = await boot();
    await two.app?.pipeline.settle();
    expect(ledgerOf(world.desk.received, world.published).lost).toEqual([]);
    gate.open();
    await woken;
    return repeatsOf(world.desk.received);
  }

  it("send nothing twice when one of them freezes until its claim has passed to the other", async () => {
    expect(await freezeAndWake(false)).toEqual([]);
  });

  it("send a message twice after a freeze when the fence is not heeded", async () => {
    expect((await freezeAndWake(true)).length).toBeGreaterThan(0);
  });
});

describe("a clock that jumps while a message is under way", () => {
  it.each([DAY_MS, -DAY_MS])("by %i ms makes nobody send it again, and nothing waits for it", async (jump) => {
    world = await openWorld("sqlite");
    const answer = holdAnswers();
    const bot = await boot();
    world.publish("wire", "1", "Missile report of the first kind");
    await until(async () => {
      await bot.app?.pipeline.beat();
      return world.desk.received.length > 0;
    }, "a message under way");
    world.clock.step(jump);
    for (let n = 0; n < 5; n++) await bot.app?.pipeline.beat();
    answer();
    await bot.app?.pipeline.settle();
    world.publish("wire", "2", "Missile news of another kind");
    await world.elapse(PAST_CLAIMS_MS);
    await bot.app?.pipeline.settle();
    expect(repeatsOf(world.desk.received)).toEqual([]);
    expect(ledgerOf(world.desk.received, world.published)).toMatchObject({ lost: [], repeated: [] });
  });
});
