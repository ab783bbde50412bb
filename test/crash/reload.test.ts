/** The real bot with its files rewritten beneath it: new rules for what comes next, and old ones while a file is wrong. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { openDesk } from "../support/crash-desk.js";
import { startCrashFeeds } from "../support/crash-feeds.js";
import { killRemaining, until } from "../support/crash-process.js";

const LONG_MS = 120_000;

afterAll(killRemaining);

it("takes up changed watches and feeds, keeps the old ones while a file is wrong, and says both once", {
  timeout: LONG_MS,
}, async () => {
  const desk = await openDesk({ feeds: ["wire"], config: { include: { watches: ["mine.yaml"], feeds: [] } } });
  const second = await startCrashFeeds(["late"], Date.now);
  const mine = join(desk.folder, "mine.yaml");
  const { received } = desk.receiver;
  const alerted = (word: string) =>
    received.some((one) => one.alert?.reports.some((report) => report.title.includes(word)));
  const words = (title: RegExp) => received.filter((one) => title.test(one.operator?.title ?? ""));
  try {
    writeFileSync(mine, "watches: [lantern]\n");
    const bot = desk.start();
    await bot.ready;
    desk.feeds.publish("wire", "Lantern carried past the old mill", "It was green.");
    desk.feeds.publish("wire", "Bicycle race held under heavy rain", "Few came.");
    await until(() => alerted("Lantern"), "an alert by the first rules");

    writeFileSync(mine, "watches: [bicycle\n");
    await bot.says(/the changed configuration is wrong; the old one stays in force/);
    await until(() => words(/old one stays in force/).length > 0, "word to the operators");
    desk.feeds.publish("wire", "Second lantern stolen from museum hall", "Nobody saw it.");
    await until(() => alerted("Second lantern"), "an alert by the old rules");

    writeFileSync(mine, "watches: [bicycle]\n");
    await bot.says(/"msg":"the changed configuration is in force"/);
    await until(() => words(/The changed configuration is in force/).length > 0, "word that all is good");
    desk.feeds.publish("wire", "Third lantern lights up harbour festival", "Many came.");
    desk.feeds.publish("wire", "Painted bicycle wins prize in Lisbon", "It has two wheels.");
    await until(() => alerted("Painted bicycle"), "an alert by the new rules");

    const main = parse(readFileSync(desk.config, "utf8"));
    const late = { id: "late", url: `${second.base}/late`, publisher: "Late" };
    writeFileSync(desk.config, stringify({ ...main, feeds: [...main.feeds, late] }));
    await until(() => second.asked("late") > 0, "a poll of the feed that was added");
    second.publish("late", "Golden bicycle found below city bridge", "It was wet.");
    await until(() => alerted("Golden bicycle"), "an alert from the feed that was added");

    // What came before the new rules is not told by them; what came after is not told by the old ones.
    expect(alerted("Bicycle race")).toBe(false);
    expect(alerted("Third lantern")).toBe(false);
    expect(words(/old one stays in force/)).toHaveLength(1);
    expect(words(/old one stays in force/)[0]?.operator?.text).toMatch(/mine\.yaml:\d+: .*not valid YAML/);
    expect(words(/The changed configuration is in force/)).toHaveLength(1);
    expect((await bot.terminate()).code).toBe(0);
  } finally {
    await second.close();
    await desk.close();
  }
});
