/**
 * Recorded feeds through the whole pipeline as it ships, against a reference computed apart: every item stands in
 * exactly one alert. Left out where WATCHDESK_DATA does not name the folder with `data/feeds/recorded`. By default the first
 * documents of each feed are replayed; WATCHDESK_REPLAY=all replays all of them (a minute on a machine of one's own).
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/app.js";
import { dataPath } from "../support/data.js";
import { addressOf, bare, type Expected, expectedItems } from "./reference.js";

const MAIN = join(import.meta.dirname, "../../dist/main.js");
const RECORDED = dataPath("data/feeds/recorded") ?? "";
const FEEDS = RECORDED === "" ? [] : readdirSync(RECORDED);
const SAMPLE = process.env["WATCHDESK_REPLAY"] === "all" ? Number.POSITIVE_INFINITY : 20;
/** The whole takes a minute of processor time; a machine that others keep busy may give a tenth of its own. */
const TIMEOUT_MS = Number.isFinite(SAMPLE) ? 600_000 : 3_600_000;

const EVERYTHING = 'watches:\n  - { id: everything, any: [{ regex: "\\\\S" }] }\n';

interface Line {
  /** A recorded feed is its items' publisher. */
  item: { id: string; title: string; url: string; publisher: string };
  story: string;
  alert: { key: string } | null;
}

/** What `replay --since all --json` prints for these documents of each feed. */
function replayed(names: (feed: string) => string[]): Line[] {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "watchdesk.yaml"), EVERYTHING);
  for (const feed of FEEDS) {
    mkdirSync(join(cwd, "recorded", feed), { recursive: true });
    for (const name of names(feed)) symlinkSync(join(RECORDED, feed, name), join(cwd, "recorded", feed, name));
  }
  const args = [MAIN, "replay", "recorded", "--config", "watchdesk.yaml", "--since", "all", "--json"];
  const run = spawnSync(process.execPath, args, { cwd, encoding: "utf8", timeout: TIMEOUT_MS, maxBuffer: 2 ** 28 });
  expect([run.status, run.stderr.replace(UNREADABLE, "").trim()]).toEqual([0, ""]);
  return run.stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

/** Two of the recorded documents are empty files; a document that is not read for another reason must be seen. */
const UNREADABLE = /^\{"level":40.*"reason":"(the document is empty|its recording begins later)".*\}$/gm;

/** The expected item that a line is about: by its address, and by its title where an address is shared. */
function owner(line: Line, expected: Expected[]): string | undefined {
  const at = expected.filter((item) => item.urls.has(addressOf(line.item.url)));
  const one = at.length === 1 ? at[0] : at.find((item) => item.titles.has(bare(line.item.title)));
  return one?.key;
}

test.runIf(FEEDS.length > 0)(
  "recorded feeds: each item stands in exactly one alert, none is repeated, none is missing",
  () => {
    const names = (feed: string) => readdirSync(join(RECORDED, feed)).toSorted().slice(0, SAMPLE);
    const lines = replayed(names);
    for (const feed of FEEDS) {
      const expected = expectedItems(join(RECORDED, feed), names(feed));
      expect(
        compare(
          lines.filter((line) => line.item.publisher === feed),
          expected,
        ),
        feed,
      ).toEqual({
        items: expected.size,
        alerted: expected.size,
        unknown: [],
        repeated: [],
        missing: [],
        silent: [],
      });
    }
  },
  TIMEOUT_MS,
);

function compare(lines: Line[], expected: Map<string, Expected>) {
  const all = [...expected.values()];
  const told = lines.map((line) => owner(line, all));
  const times = new Map<string | undefined, number>();
  for (const key of told) times.set(key, (times.get(key) ?? 0) + 1);
  return {
    items: new Set(lines.map((line) => line.item.id)).size,
    alerted: lines.length,
    unknown: lines.filter((_line, index) => told[index] === undefined).map((line) => line.item.title),
    repeated: [...times].filter(([key, count]) => key !== undefined && count > 1).map(([key]) => key),
    missing: all.filter((item) => !times.has(item.key)).map((item) => item.key),
    silent: lines.filter((line) => line.alert === null).map((line) => line.item.title),
  };
}
