/** A bot dies before and after every commit that it makes, one life each; then what protects it is taken away. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { STORE_KINDS, type StoreKind } from "../support/crash-desk.js";
import { type Breach, deliveriesLast, keyOfEachTry, validatorsFirst } from "../support/crash-store.js";
import { boundariesOf, nameOf, type Outcome, play } from "../support/crash-story.js";
import { openWorld } from "../support/crash-world.js";

const LONG_MS = 300_000;
/** A life on PostgreSQL takes three times as long: every third boundary, all of them with WATCHDESK_KILLS set. */
const POSTGRES_STEP = process.env["WATCHDESK_KILLS"] === undefined ? 3 : 1;

async function lifeOf(kind: StoreKind, at: Parameters<typeof play>[1], breach?: Breach): Promise<Outcome> {
  const world = await openWorld(kind);
  try {
    return await play(world, at, breach);
  } finally {
    await world.close();
  }
}

/**
 * What went wrong in all lives together, each fault with the boundary at which the bot died. With a breach the first
 * life that shows it suffices, of those that end beside the methods which it touches.
 */
async function livesOf(kind: StoreKind, breach?: Breach, touched: string[] = []) {
  const whole = await lifeOf(kind, null, breach);
  const boundaries = boundariesOf(whole.bot)
    .filter((_, at) => at % (kind === "postgres" ? POSTGRES_STEP : 1) === 0)
    .filter(({ method }) => breach === undefined || touched.includes(method));
  const faults: Record<"lost" | "repeated" | "operators", string[]> = { lost: [], repeated: [], operators: [] };
  let died = 0;
  for (const at of boundaries) {
    if (breach && faults.lost.length + faults.repeated.length > 0) break;
    const life = await lifeOf(kind, at, breach);
    if (life.bot.mortal.dead()) died++;
    for (const [what, list] of Object.entries(faults)) {
      list.push(...life[what as keyof typeof faults].map((one) => `${nameOf(at)}: ${one}`));
    }
  }
  return { whole, boundaries, died, ...faults };
}

describe.each(STORE_KINDS)("a bot that dies beside any one of its commits (%s)", (kind) => {
  it(
    "loses nothing, repeats nothing beyond telling, and tells its operators once",
    async () => {
      const lives = await livesOf(kind);
      console.log(`${kind}: ${lives.boundaries.length} boundaries, died at ${lives.died}`);
      expect(lives.whole).toMatchObject({ lost: [], repeated: [], operators: [], told: 0 });
      expect(lives.boundaries.length).toBeGreaterThan(30);
      expect(lives.died).toBe(lives.boundaries.length);
      const { lost, repeated, operators } = lives;
      expect({ lost, repeated, operators }).toEqual({ lost: [], repeated: [], operators: [] });
    },
    LONG_MS,
  );
});

describe("without one protection, the same deaths", () => {
  it(
    "lose items when a poll's validators are committed before its items",
    async () => {
      const lives = await livesOf("sqlite", validatorsFirst, ["commitPoll"]);
      expect(lives.whole.lost).toEqual([]);
      expect(lives.lost.length).toBeGreaterThan(0);
    },
    LONG_MS,
  );

  it(
    "lose alerts when the wanted deliveries are committed after the placement",
    async () => {
      const lives = await livesOf("sqlite", deliveriesLast, ["place"]);
      expect(lives.whole.lost).toEqual([]);
      expect(lives.lost.length).toBeGreaterThan(0);
    },
    LONG_MS,
  );

  it(
    "repeat alerts beyond telling when each try has a key of its own",
    async () => {
      const lives = await livesOf("sqlite", keyOfEachTry(randomUUID), ["settle"]);
      expect(lives.repeated.length).toBeGreaterThan(0);
      expect(lives.lost).toEqual([]);
    },
    LONG_MS,
  );
});
