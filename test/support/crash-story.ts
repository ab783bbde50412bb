/** What happens in the small world while a bot dies in it, and what the receiver then has to show. */

import { type Ledger, ledgerOf } from "./crash-ledger.js";
import type { Boundary, Breach } from "./crash-store.js";
import { type LivingBot, PAST_CLAIMS_MS, type World } from "./crash-world.js";

/** In order; each is followed by all that the bot makes of it. The broken feed is told of after its third failure. */
const STEPS: ((world: World) => void)[] = [
  (world) => {
    world.publish("wire", "1", "A missile was seen at the harbour of Gdansk");
    world.publish("wire", "2", "The missile museum of Lima opens a second hall");
  },
  (world) => {
    world.publish("daily", "1", "A missile was seen at the harbour of Gdansk");
    world.publish("wire", "3", "Auction of a missile engine ends without a bid");
  },
  () => {},
  () => {},
];

export interface Outcome extends Ledger {
  /** What the operators were not told, or told twice. */
  operators: string[];
  bot: LivingBot;
}

/** Plays the steps; a bot that dies at the boundary is followed by a fresh one, once its claims have run out. */
export async function play(world: World, at: Boundary | null, breach?: Breach): Promise<Outcome> {
  const kept = breach ? { breach } : {};
  const first = await world.boot({ at, ...kept });
  let bot = first;
  for (const step of STEPS) {
    step(world);
    await settle(bot);
    while (bot.mortal.dead()) {
      await bot.app?.close().catch(() => undefined);
      await world.elapse(PAST_CLAIMS_MS);
      bot = await world.boot(kept);
      await settle(bot);
    }
    await world.elapse(PAST_CLAIMS_MS);
  }
  await settle(bot);
  await bot.app?.close();
  const { received } = world.desk;
  return { ...ledgerOf(received, world.published), operators: operatorFaults(world), bot: first };
}

/** Until nothing is due, or the bot is dead. */
async function settle({ app, mortal }: LivingBot): Promise<void> {
  await app?.pipeline.settle().catch((error) => {
    if (!mortal.dead()) throw error;
  });
}

/** Each condition has to reach the operators under one key. */
function operatorFaults(world: World): string[] {
  return ["broken is failing", "Nothing can be sent to the channel revoked"].flatMap((title) => {
    const told = world.desk.received.filter((one) => one.operator?.title === title);
    const keys = new Set(told.map((one) => one.key)).size;
    return keys === 1 ? [] : [`"${title}" told under ${keys} keys`];
  });
}

/** Before and after every commit of an undisturbed life. */
export function boundariesOf({ mortal }: LivingBot): Boundary[] {
  return mortal.commits.flatMap((commit) =>
    (["before", "after"] as const).map((when): Boundary => ({ ...commit, when })),
  );
}

export function nameOf({ method, nth, when }: Boundary): string {
  return `${when} ${method} ${nth}`;
}
