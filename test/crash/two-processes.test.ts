/**
 * Two processes of the bot on one PostgreSQL with Slack and Discord, one of the two killed at a random instant, again
 * and again. WATCHDESK_PAIR_KILLS sets how often, WATCHDESK_SEED the instants. No claim is helped along: what the dead
 * held is taken over when its time has come.
 */
import { expect, test } from "vitest";
import { askBoth, type ChatPair, openChatPair } from "../support/chat-pair.js";
import { seeded } from "../support/crash-desk.js";
import { type BotProcess, until } from "../support/crash-process.js";

const KILLS = Number(process.env["WATCHDESK_PAIR_KILLS"] ?? 2);
const SEED = Number(process.env["WATCHDESK_SEED"] ?? 20190308);
/** Far more than a kill takes on a loaded machine. */
const PER_KILL_MS = 60_000;
/** A kill comes within so long after both processes run. */
const WITHIN_MS = 1_500;

test(
  `of two processes one is killed ${KILLS} times: no item is lost or repeated on either platform, and both answer commands again`,
  async () => {
    const pair = await openChatPair();
    const random = seeded(SEED);
    const bots = [pair.start(), pair.start()];
    await Promise.all(bots.map((bot) => bot.ready));
    await askBoth(pair);
    const waits: { slack: number; discord: number }[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (let item = 0; item < 3; item += 1) pair.publish(random);
      waits.push(await killOne(pair, bots, random));
    }
    const began = performance.now();
    await until(() => missing(pair) === 0, "every item in a message on both platforms").catch(() => {});
    const settledMs = Math.round(performance.now() - began);
    expect(pair.counts("slack")).toEqual(pair.feeds.published.map(() => 1));
    expect(pair.counts("discord")).toEqual(pair.feeds.published.map(() => 1));
    // Every start but the first finds the commands registered.
    expect(pair.discord.rest.registrations).toHaveLength(1);
    console.log(figures(pair, waits, settledMs));
  },
  60_000 + KILLS * PER_KILL_MS,
);

/** Kills one of the two, asks both platforms, and starts another in its place. */
async function killOne(pair: ChatPair, bots: BotProcess[], random: () => number) {
  const at = Math.floor(random() * bots.length);
  await new Promise((resolve) => setTimeout(resolve, random() * WITHIN_MS));
  const ended = await bots[at]!.kill();
  expect(ended.signal, bots[at]!.said()).toBe("SIGKILL");
  // Answered by the one that is left.
  const waits = await askBoth(pair);
  bots[at] = pair.start();
  await bots[at].ready;
  return waits;
}

function missing(pair: ChatPair): number {
  return [...pair.counts("slack"), ...pair.counts("discord")].filter((count) => count === 0).length;
}

function figures(pair: ChatPair, waits: { slack: number; discord: number }[], settledMs: number): string {
  const worst = (platform: "slack" | "discord") => Math.max(...waits.map((wait) => wait[platform]));
  const half = (platform: "slack" | "discord") =>
    waits.map((wait) => wait[platform]).toSorted((a, b) => a - b)[Math.floor(waits.length / 2)];
  return (
    `${KILLS} kills, ${pair.feeds.published.length} items; commands answered after ms (median, worst): ` +
    `Slack ${half("slack")}, ${worst("slack")}; Discord ${half("discord")}, ${worst("discord")}; ` +
    `the last items after ${settledMs} ms`
  );
}
