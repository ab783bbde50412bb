import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Writable } from "node:stream";
import { createSimulatedClock } from "../clock.js";
import type { Config } from "../config/load.js";
import { watchListSchema } from "../config/watch-schema.js";
import { durationMs } from "../duration.js";
import { WatchdeskError } from "../errors.js";
import type { Feed } from "../model.js";
import { createFeedParser, createParsePool } from "../parsing/feed-parser.js";
import type { Store } from "../ports.js";
import { createRecordedCadence, createRecordedFetcher, recordedUrl } from "../replay/fetcher.js";
import { type RecordedFeed, readRecording } from "../replay/recording.js";
import { replayDocuments } from "../replay/replay.js";
import { appFor, configOf } from "./open.js";
import { createProgress } from "./progress.js";
import { say, type Terminal } from "./terminal.js";

export interface ReplayOptions {
  config?: string;
  since?: string;
  watch?: string[];
  store?: string;
  json?: boolean;
}

/** Placements read at once for the closing list. */
const BATCH = 1_000;
const CHANNEL = "terminal";
/** A recorded document cannot be asked for again: it is read however busy the machine is. */
const PARSE_DEADLINE_MS = 60_000;

/** What would have been alerted, when and why: the terminal is the only channel. */
export async function replay(terminal: Terminal, folder: string, options: ReplayOptions): Promise<void> {
  const feeds = readRecording(resolve(terminal.cwd, folder));
  const start = Math.min(...feeds.map((feed) => feed.documents[0]?.at ?? Number.POSITIVE_INFINITY));
  const clock = createSimulatedClock(start);
  const kept = options.store === undefined ? mkdtempSync(join(tmpdir(), "watchdesk-replay-")) : null;
  const path = resolve(terminal.cwd, options.store ?? join(kept ?? "", "replay.db"));
  const config = replayConfig(configOf(terminal, options.config), feeds, options, path);
  const progress = createProgress(terminal, "documents");
  const output = options.json ? terminal.errors : terminal.output;
  try {
    const app = await appFor(terminal, config, {
      clock,
      fetcher: createRecordedFetcher(feeds, clock),
      embedder: null, // no server's answer may change what a recording gives
      cadence: createRecordedCadence(feeds, clock),
      parser: createFeedParser(createParsePool({ deadlineMs: PARSE_DEADLINE_MS })),
      ...(options.json ? { terminal: silent(terminal) } : {}),
    });
    try {
      const before = await standOf(app.store);
      await replayDocuments(app, feeds, [CHANNEL], clock, (step) => progress.show(step.done, step.total));
      progress.end();
      if (options.json) await printPlacements(terminal, app.store, before);
      else await printSummary(output, app.store, before, feeds);
    } finally {
      await app.close();
    }
  } finally {
    if (kept) rmSync(kept, { recursive: true, force: true });
  }
}

function replayConfig(config: Config, feeds: RecordedFeed[], options: ReplayOptions, path: string): Config {
  const literal = options.watch ? [{ watches: watchListSchema.parse(options.watch) }] : null;
  return {
    ...config,
    store: { ...config.store, path, databaseUrl: undefined },
    log: { level: config.log.level === "info" ? "warn" : config.log.level },
    polling: { ...config.polling, lookBack: lookBack(options.since, config.polling.lookBack), spread: false },
    reading: { ...config.reading, enabled: false },
    channels: { [CHANNEL]: { kind: "terminal" } },
    routes: undefined,
    problems: [],
    operators: [],
    feeds: feeds.map((feed) => toFeed(feed, config.feeds)),
    watchFiles: literal ?? config.watchFiles,
  };
}

/** A recorded feed takes after the configured one of the same id. */
function toFeed({ id }: RecordedFeed, configured: Feed[]): Feed {
  const twin = configured.find((feed) => feed.id === id);
  const bare = {
    title: null,
    publisher: id,
    family: null,
    kind: "newspaper",
    language: null,
    timeZone: "UTC",
  } as const;
  return { ...bare, teaserOnly: false, ...twin, id, url: recordedUrl(id), every: 60_000, enabled: true };
}

function lookBack(since: string | undefined, configured: number): number {
  if (since === undefined) return configured;
  const ms = since === "all" ? Number.POSITIVE_INFINITY : durationMs(since);
  if (ms === null)
    throw new WatchdeskError("usage", `--since: expected a span such as 24h, or "all"; found "${since}"`);
  return ms;
}

function silent(terminal: Terminal) {
  return {
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
    rich: false,
    timeZone: terminal.env["TZ"] ?? "UTC",
  };
}

/** What a store held at some time; a kept one holds what earlier replays brought. */
interface Stand {
  items: number;
  stories: number;
  /** Arrival number of the last placement. */
  arrival: number;
}

async function standOf(store: Store): Promise<Stand> {
  const { items, stories } = await store.queries.status();
  for (let arrival = 0; ; ) {
    const placed = await store.stories.placementsSince(arrival, BATCH);
    arrival = placed.at(-1)?.arrival ?? arrival;
    if (placed.length < BATCH) return { items, stories, arrival };
  }
}

/** One line an item that this replay placed: item, story, and the alert in which it stands. */
async function printPlacements(terminal: Terminal, store: Store, before: Stand): Promise<void> {
  for (let from = before.arrival; ; ) {
    const placed = await store.stories.placementsSince(from, BATCH);
    for (const { item, story, origin, arrival } of placed) {
      from = arrival;
      const sent = await store.queries.deliveriesOf(story);
      const alert = sent.find((delivery) => delivery.key.kind === "alert" && delivery.sentRevision > 0);
      const { id, title, url, publisher, at } = item;
      say(
        terminal,
        JSON.stringify({
          item: { id, title, url, publisher, at: at === null ? null : new Date(at).toISOString() },
          story,
          origin,
          alert: alert ? { channel: alert.key.channel, key: alert.shortKey, revision: alert.sentRevision } : null,
        }),
      );
    }
    if (placed.length < BATCH) return;
  }
}

/** What this replay brought. */
async function printSummary(
  output: Terminal["output"],
  store: Store,
  before: Stand,
  feeds: RecordedFeed[],
): Promise<void> {
  const after = await store.queries.status();
  const [items, stories] = [after.items - before.items, after.stories - before.stories];
  const documents = feeds.reduce((sum, feed) => sum + feed.documents.length, 0);
  const names = feeds.map((feed) => basename(feed.id)).join(", ");
  output.write(`${documents} documents of ${names}: ${items} items, ${stories} stories alerted.\n`);
}
