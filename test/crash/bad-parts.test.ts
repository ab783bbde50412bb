/** One bad part beside good ones: the real bot says so once, leaves it alone, and the good ones go on. */
import { afterAll, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/crash-desk.js";
import { eventOf } from "../support/crash-feeds.js";
import { ledgerOf } from "../support/crash-ledger.js";
import { killRemaining, until } from "../support/crash-process.js";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.js";

const LONG_MS = 180_000;

afterAll(killRemaining);

const publish = (desk: Desk, feed: string, n: number) => desk.feeds.publish(feed, eventOf(n).title, eventOf(n).text);
const lost = (desk: Desk) => ledgerOf(desk.receiver.received, desk.feeds.published).lost.length;
const words = (receiver: WebhookReceiver, title: RegExp) =>
  receiver.received.filter((one) => title.test(one.operator?.title ?? ""));

it.concurrent.each([404, 410])(
  "a webhook that answers %i is told once and left alone; the other goes on",
  { timeout: LONG_MS },
  async (status) => {
    const revoked = await startWebhookReceiver();
    revoked.answer = () => ({ status });
    const desk = await openDesk({ feeds: ["wire"] });
    const both = await openDesk({
      feeds: ["wire"],
      config: {
        channels: { gone: { kind: "webhook", url: revoked.url }, hook: { kind: "webhook", url: desk.receiver.url } },
        operators: ["hook", "gone"],
      },
    });
    try {
      const bot = both.start();
      publish(both, "wire", 1);
      const told = () => words(desk.receiver, /Nothing can be sent to the channel gone/);
      await until(() => told().length > 0, "word to the operators");
      publish(both, "wire", 2);
      await until(() => ledgerOf(desk.receiver.received, both.feeds.published).lost.length === 0, "alerts elsewhere");
      await bot.terminate();
      const again = both.start();
      publish(both, "wire", 3);
      await until(() => ledgerOf(desk.receiver.received, both.feeds.published).lost.length === 0, "alerts elsewhere");
      expect((await again.terminate()).code).toBe(0);
      expect(revoked.received.length).toBe(1);
      expect(told().length).toBe(1);
      expect(told()[0]?.operator?.hint).toMatch(/url/);
    } finally {
      await both.close();
      await desk.close();
      await revoked.close();
    }
  },
);

it.concurrent("feeds that are down, are no feed or stall keep none of the others", { timeout: LONG_MS }, async () => {
  const desk = await openDesk({ feeds: ["wire", "down", "moved", "slow"] });
  try {
    desk.feeds.fail("down", "status 500");
    desk.feeds.fail("moved", "no feed");
    desk.feeds.fail("slow", "stall");
    const bot = desk.start();
    publish(desk, "wire", 1);
    await until(() => lost(desk) === 0, "the first alert");
    await until(() => desk.feeds.asked("down") > 0 && desk.feeds.asked("moved") > 0, "the bad feeds polled");
    publish(desk, "wire", 2);
    await until(() => lost(desk) === 0, "the second alert");
    await bot.says(/"stage":"fetch","feed":"down","reason":"[^"]*500/);
    await bot.says(/"stage":"parse","feed":"moved","reason":"/);
    await bot.says(/"stage":"fetch","feed":"slow","reason":"/);
    desk.feeds.fail("moved", null);
    publish(desk, "moved", 3);
    await until(() => lost(desk) === 0, "the mended feed's alert");
    expect((await bot.terminate()).code).toBe(0);
  } finally {
    await desk.close();
  }
});
