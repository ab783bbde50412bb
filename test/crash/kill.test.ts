/**
 * kill -9 at random instants of the real bot. WATCHDESK_KILLS sets how often each store's bot is killed, WATCHDESK_SEED
 * the instants.
 */
import { afterAll, describe, expect, it } from "vitest";
import { type Desk, openDesk, STORE_KINDS, seeded } from "../support/crash-desk.js";
import { eventOf } from "../support/crash-feeds.js";
import { ledgerOf } from "../support/crash-ledger.js";
import { type BotProcess, killRemaining, until } from "../support/crash-process.js";

const KILLS = Number(process.env["WATCHDESK_KILLS"] ?? 6);
const SEED = Number(process.env["WATCHDESK_SEED"] ?? 20190308);
/** Far more than a kill takes on a loaded machine. */
const PER_KILL_MS = 15_000;
const FEEDS = ["wire", "daily", "weekly"];

afterAll(killRemaining);

describe.concurrent("a bot that is killed again and again", () => {
  it.each(STORE_KINDS)(
    "loses no item and repeats none beyond telling (%s)",
    async (kind) => {
      const desk = await openDesk({ kind, feeds: FEEDS });
      try {
        const random = seeded(SEED + kind.length);
        desk.receiver.answer = () => ({ status: 204, delayMs: Math.floor(random() * 60) });
        for (let kill = 0; kill < KILLS; kill++) {
          publish(desk, kill, random);
          const bot = desk.start();
          await killAtRandom(desk, bot, random);
          await desk.expireClaims();
        }
        await runToTheEnd(desk);
        const ledger = ledgerOf(desk.receiver.received, desk.feeds.published);
        report(kind, desk, ledger.told);
        expect(ledger.lost).toEqual([]);
        expect(ledger.repeated).toEqual([]);
      } finally {
        await desk.close();
      }
    },
    60_000 + KILLS * PER_KILL_MS,
  );
});

/** Two or three events, every third of them reprinted by another feed under the same title. */
function publish(desk: Desk, kill: number, random: () => number): void {
  for (let n = 0; n < 2 + Math.floor(random() * 2); n++) {
    const { title, text } = eventOf(kill * 3 + n);
    const at = Math.floor(random() * FEEDS.length);
    desk.feeds.publish(FEEDS[at] ?? "", title, text);
    if (random() < 1 / 3) desk.feeds.publish(FEEDS[(at + 1) % FEEDS.length] ?? "", title, text);
  }
}

/**
 * One start in eight is killed while it starts, half of them soon after they have asked a feed or sent a message (so
 * that the answer is on its way, or just committed), the others at any time.
 */
async function killAtRandom(desk: Desk, bot: BotProcess, random: () => number): Promise<void> {
  const way = random();
  if (way >= 1 / 8) await bot.ready;
  if (way >= 1 / 2) {
    const asked = way < 5 / 8 ? outward : delivered;
    const before = asked(desk);
    const wanted = 1 + Math.floor(random() * 3);
    const deadline = performance.now() + 5_000;
    while (asked(desk) < before + wanted && performance.now() < deadline) await pause(1);
  }
  await pause(random() * (way >= 1 / 2 ? 60 : way < 1 / 8 ? 500 : 2_500));
  const ended = await bot.kill();
  expect(ended.signal, bot.said()).toBe("SIGKILL");
}

/** Messages that bots have sent so far. */
function delivered({ receiver }: Desk): number {
  return receiver.received.length;
}

/** Requests that bots have made so far. */
function outward({ feeds, receiver }: Desk): number {
  return FEEDS.reduce((sum, feed) => sum + feeds.asked(feed), receiver.received.length);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Undisturbed, until every item stands in an alert and the bot has polled twice more with nothing new to say. */
async function runToTheEnd(desk: Desk): Promise<void> {
  const bot = desk.start();
  await bot.ready;
  const missing = () => ledgerOf(desk.receiver.received, desk.feeds.published).lost;
  try {
    await until(() => missing().length === 0, "every item in an alert");
  } catch {
    // The ledger tells which are lost.
  }
  const polled = FEEDS.map((feed) => desk.feeds.asked(feed));
  await until(() => FEEDS.every((feed, at) => desk.feeds.asked(feed) >= (polled[at] ?? 0) + 3), "further polls");
  await bot.terminate();
}

function report(kind: string, desk: Desk, told: number): void {
  const { feeds, receiver } = desk;
  console.log(
    `${kind}: ${KILLS} kills, ${feeds.published.length} items, ${receiver.received.length} requests, ${told} of them ` +
      "repeats that (key, revision) tells",
  );
}
