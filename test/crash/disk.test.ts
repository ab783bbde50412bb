/** A store that cannot be opened or written: the real bot says what and what to do, and loses nothing. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openDesk } from "../support/crash-desk.js";
import { eventOf } from "../support/crash-feeds.js";
import { ledgerOf } from "../support/crash-ledger.js";
import { killRemaining, until } from "../support/crash-process.js";

const LONG_MS = 180_000;
const folder = mkdtempSync(join(tmpdir(), "watchdesk-disk-"));
const disk = join(folder, "disk");
mkdirSync(disk);
/** Only root may mount; without it SQLite's own ceiling has to do (test/store/open.test.ts). */
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]).status === 0;
if (!mounted)
  console.warn("LEFT OUT: the test on a disk that is full, for no small disk could be mounted (needs root)");

afterAll(() => {
  killRemaining();
  if (mounted) spawnSync("umount", ["-l", disk, join(folder, "closed")]);
  rmSync(folder, { recursive: true, force: true });
});

it.skipIf(!mounted)(
  "says that the disk is full, and alerts all that came meanwhile once there is room",
  { timeout: LONG_MS },
  async () => {
    const desk = await openDesk({ feeds: ["wire"], storePath: join(disk, "store.db") });
    try {
      const bot = desk.start();
      await bot.ready;
      const filler = join(disk, "filler");
      fill(filler);
      for (let n = 0; n < 5; n++) desk.feeds.publish("wire", eventOf(n).title, eventOf(n).text.repeat(20));
      await bot.says(/the disk is full/);
      expect(bot.said()).toContain("free some space");
      rmSync(filler);
      // A poll that could not be committed is made again when its claim has run out, or at once by the next start.
      await bot.terminate();
      const next = desk.start();
      const ledger = () => ledgerOf(desk.receiver.received, desk.feeds.published);
      await until(() => ledger().lost.length === 0, "every item in an alert");
      expect(ledger().repeated).toEqual([]);
      expect((await next.terminate()).code).toBe(0);
    } finally {
      await desk.close();
    }
  },
);

/** Until nothing more goes in. */
function fill(path: string): void {
  for (const size of [64 * 1024, 4 * 1024, 1]) {
    for (let chunk = 0; chunk < 64; chunk++) {
      try {
        writeFileSync(path, Buffer.alloc(size), { flag: "a" });
      } catch {
        break;
      }
    }
  }
}

it.each([
  ["lies under a file", () => join(file("plain", "not a folder"), "store.db"), /folder cannot be made/],
  ["is a folder", () => aFolder("a-folder"), /cannot be (opened|written)/],
  ["lies where nobody may write", () => join(closed(), "new", "store.db"), /folder cannot be made/],
  [
    "is another kind of file",
    () => file("letter.db", "Dear reader, this is no database. ".repeat(200)),
    /not a watchdesk store/,
  ],
])("ends with a word and what to do when the store's path %s", { timeout: LONG_MS }, async (_what, path, word) => {
  const storePath = path();
  const desk = await openDesk({ feeds: ["wire"], storePath });
  try {
    const bot = desk.start();
    const { code } = await bot.ended;
    expect(code, bot.said()).toBe(1);
    expect(bot.said()).toMatch(word);
    expect(bot.said()).toContain(storePath);
    expect(bot.said().trim().split("\n").length, bot.said()).toBe(2);
  } finally {
    await desk.close();
  }
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Root may write anywhere but on a disk that is mounted for reading. */
function closed(): string {
  const path = aFolder("closed");
  if (mounted) spawnSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", path]);
  else chmodSync(path, 0o500);
  return path;
}

function aFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}
