import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Writable } from "node:stream";
import { createSimulatedClock } from "../clock.js";
import { resolveFeed } from "../config/feed-schema.js";
import type { Config } from "../config/load.js";
import { watchListSchema } from "../config/watch-schema.js";
import { durationMs } from "../duration.js";
import { WatchdeskError } from "../errors.js";
import type { Feed } from "../model.js";
import { createFeedParser, createParsePool } from "../parsing/feed-parser.js";
import { createRecordedCadence, createRecordedFetcher, recordedUrl } from "../replay/fetcher.js";
import { type RecordedFeed, readRecording } from "../replay/recording.js";
import { replayDocuments } from "../replay/replay.js";
import { appFor, configOf } from "./open.js";
import { createProgress } from "./progress.js";
import { printPlacements, printSummary, standOf } from "./replay-report.js";
import type { Terminal } from "./terminal.js";

export interface ReplayOptions {
  config?: string;
  since?: string;
  watch?: string[];
  store?: string;
  json?: boolean;
}

const CHANNEL = "terminal";
/** Of no account: its recording says when a feed is polled. */
const EVERY_MS = 60_000;
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
      await replayDocuments(
        app,
        feeds,
        [CHANNEL],
        clock,
        (step) => progress.show(step.done, step.total),
        terminal.ending,
      );
      progress.end();
      if (terminal.ending.aborted) throw new WatchdeskError("busy", "the replay was ended before all was replayed");
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
  const url = recordedUrl(id);
  const bare = resolveFeed({ id, url, publisher: id }, {}, EVERY_MS);
  return { ...bare, ...twin, id, url, every: EVERY_MS, enabled: true };
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
