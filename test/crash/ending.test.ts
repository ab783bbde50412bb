/** Told to end, or started beside another: what the real bot says, how it exits, and what the next start makes good. */
import { afterAll, describe, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/crash-desk.js";
import { eventOf } from "../support/crash-feeds.js";
import { ledgerOf } from "../support/crash-ledger.js";
import { killRemaining, until } from "../support/crash-process.js";

/** What the bot promises. */
const ENDS_WITHIN_MS = 10_000;
const LONG_MS = 120_000;

afterAll(killRemaining);

const lost = (desk: Desk) => ledgerOf(desk.receiver.received, desk.feeds.published).lost;
const publish = (desk: Desk, n: number) => desk.feeds.publish("wire", eventOf(n).title, eventOf(n).text);

/** A desk with one feed, for one test among others that run at the same time. */
async function atDesk(test: (desk: Desk) => Promise<void>, config: Record<string, unknown> = {}): Promise<void> {
  const desk = await openDesk({ feeds: ["wire"], config });
  try {
    await test(desk);
  } finally {
    await desk.close();
  }
}

/** SIGTERM now; the bot's exit code, with the ten seconds kept. */
async function endingOf(bot: ReturnType<Desk["start"]>): Promise<number | null> {
  const before = performance.now();
  const { code } = await bot.terminate();
  expect(performance.now() - before, bot.said()).toBeLessThan(ENDS_WITHIN_MS);
  return code;
}

describe.concurrent("the bot", () => {
  it(
    "ends in time with code 0 although a receiver stalls, and delivers at the next start",
    () =>
      atDesk(async (desk) => {
        desk.receiver.answer = () => ({ status: 204, until: new Promise(() => undefined) });
        publish(desk, 1);
        const bot = desk.start();
        await until(() => desk.receiver.received.length > 0, "a message under way");
        publish(desk, 2);
        expect(await endingOf(bot), bot.said()).toBe(0);
        const before = desk.receiver.received.length;
        desk.receiver.answer = () => ({ status: 204 });
        const next = desk.start();
        await until(() => desk.receiver.received.length > before && lost(desk).length === 0, "everything delivered");
        expect(await endingOf(next)).toBe(0);
        expect(ledgerOf(desk.receiver.received, desk.feeds.published).repeated).toEqual([]);
      }),
    LONG_MS,
  );

  it(
    "ends in time with code 0 although a feed's server stalls, which does not count against the feed",
    () =>
      atDesk(
        async (desk) => {
          desk.feeds.fail("wire", "stall");
          const bot = desk.start();
          await until(() => desk.feeds.asked("wire") > 0, "a poll under way");
          expect(await endingOf(bot), bot.said()).toBe(0);
          expect(bot.said()).not.toContain("could not be read");
          desk.feeds.fail("wire", null);
          publish(desk, 1);
          const next = desk.start();
          await until(() => desk.receiver.received.length > 0, "the feed polled again at once");
          expect(await endingOf(next)).toBe(0);
        },
        { polling: { every: "1s", floor: "1s", timeout: "60s", spread: false, allow: ["127.0.0.1"] } },
      ),
    LONG_MS,
  );

  it(
    "ends in time when it is told so as soon as it has started",
    () =>
      atDesk(async (desk) => {
        const bot = desk.start();
        await bot.ready;
        expect(await endingOf(bot), bot.said()).toBe(0);
      }),
    LONG_MS,
  );

  it(
    "refuses to run twice on one file, says why and what to do, and the first goes on",
    () =>
      atDesk(async (desk) => {
        const first = desk.start();
        await first.ready;
        const second = desk.start();
        const { code } = await second.ended;
        expect(code).toBe(1);
        expect(second.said()).toContain("another bot runs on this file");
        expect(second.said()).toContain("DATABASE_URL");
        publish(desk, 1);
        await until(() => lost(desk).length === 0, "the first delivers");
        expect(await endingOf(first)).toBe(0);
      }),
    LONG_MS,
  );
});
