/** The real bot under a clock on the wall that jumps by a day: nothing lost, nothing said twice, nothing hangs. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openDesk } from "../support/crash-desk.js";
import { eventOf } from "../support/crash-feeds.js";
import { ledgerOf, repeatsOf } from "../support/crash-ledger.js";
import { killRemaining, until } from "../support/crash-process.js";

const DAY_MS = 86_400_000;
/** A thousandth of the jump: whatever waits for the wall clock does not come in time. */
const SOON_MS = 60_000;
const PRELOAD = join(import.meta.dirname, "../support/crash-clock.mjs");

afterAll(killRemaining);

it.concurrent.each([
  ["forward and back again", [DAY_MS, 0]],
  ["back and forward again", [-DAY_MS, 0]],
])("goes on when the clock jumps a day %s", { timeout: 4 * SOON_MS }, async (_way, jumps) => {
  const desk = await openDesk({ feeds: ["wire", "daily"] });
  try {
    const wrongBy = join(desk.folder, "clock");
    writeFileSync(wrongBy, "0");
    const bot = desk.start({ preload: PRELOAD, env: { WATCHDESK_TEST_CLOCK: wrongBy } });
    let event = 0;
    const delivered = async () => {
      for (const feed of ["wire", "daily"]) {
        const { title, text } = eventOf(event++);
        desk.feeds.publish(feed, title, text);
      }
      const lost = () => ledgerOf(desk.receiver.received, desk.feeds.published).lost.length;
      await until(() => lost() === 0, `alerts of ${event} items`, SOON_MS).catch((error: Error) => {
        throw new Error(`${error.message}\n${bot.said()}`);
      });
    };
    await delivered();
    for (const jump of jumps) {
      writeFileSync(wrongBy, String(jump));
      await delivered();
    }
    expect((await bot.terminate()).code).toBe(0);
    expect(repeatsOf(desk.receiver.received)).toEqual([]);
    expect(ledgerOf(desk.receiver.received, desk.feeds.published).repeated).toEqual([]);
  } finally {
    await desk.close();
  }
});

it.concurrent("starts anew without waiting after a clock that was a day fast", { timeout: 4 * SOON_MS }, async () => {
  // The first poll is made by the fast clock: what is published now looks a day old to it.
  const polling = { every: "1s", floor: "1s", lookBack: "7d", spread: false, allow: ["127.0.0.1"] };
  const desk = await openDesk({ feeds: ["wire"], config: { polling } });
  try {
    const wrongBy = join(desk.folder, "clock");
    const start = () => desk.start({ preload: PRELOAD, env: { WATCHDESK_TEST_CLOCK: wrongBy } });
    const lost = () => ledgerOf(desk.receiver.received, desk.feeds.published).lost.length;
    for (const [event, wrong] of [DAY_MS, 0].entries()) {
      writeFileSync(wrongBy, String(wrong));
      desk.feeds.publish("wire", eventOf(event).title, eventOf(event).text);
      const bot = start();
      await until(() => lost() === 0, `an alert with a clock wrong by ${wrong} ms`, SOON_MS);
      await bot.terminate();
    }
    expect(repeatsOf(desk.receiver.received)).toEqual([]);
  } finally {
    await desk.close();
  }
});
