/** `backtest` in the terminal: over the store, recorded documents, JSON lines in a file or on standard input. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { backtest as definition, namedOf, runBacktest } from "../commands/backtest.js";
import type { Named } from "../commands/backtest-rules.js";
import { type Answer, type RawInput, readInput } from "../commands/command.js";
import { resolveFeed } from "../config/feed-schema.js";
import type { Config } from "../config/load.js";
import { readWatchFile } from "../config/watch-file.js";
import { WatchdeskError } from "../errors.js";
import type { Feed } from "../model.js";
import { createFeedParser, createParsePool } from "../parsing/feed-parser.js";
import type { Backtest } from "../rehearsal/backtest.js";
import { documentItems } from "../rehearsal/document-items.js";
import { lineItems } from "../rehearsal/line-items.js";
import { storedItems } from "../rehearsal/stored-items.js";
import { readRecording } from "../replay/recording.js";
import { drawAnswer } from "./draw.js";
import { configOf, contextOf } from "./open.js";
import { createProgress, type Progress } from "./progress.js";
import { say, styleOf, type Terminal, timeZoneOf } from "./terminal.js";

export interface BacktestOptions {
  config?: string;
  file?: string;
  over?: string;
  json?: boolean;
}

/** Items between two steps of the bar. */
const STEP = 500;

type Feeding = (trial: Backtest) => Promise<void>;

export async function backtest(terminal: Terminal, raw: RawInput, options: BacktestOptions): Promise<void> {
  const input = readInput(definition, raw);
  const config = configOf(terminal, options.config);
  const named = withFile(terminal, namedOf(input), options.file);
  const progress = createProgress(terminal, "items");
  const run = (feed: Feeding) => {
    const breathe = async (done: number, total: number) => {
      progress.show(done, total, "stories");
      await new Promise((next) => setImmediate(next));
    };
    return runBacktest(config, named, input["limit"] as number, null, feed, breathe);
  };
  const answer = options.over
    ? await run(sourceOf(terminal, config, options.over, progress))
    : await overStore(terminal, options, input["since"] as number, progress, run);
  progress.end();
  if (options.json) say(terminal, JSON.stringify(answer.data, null, 2));
  else terminal.output.write(drawAnswer(answer, styleOf(terminal), timeZoneOf(terminal)));
}

/** A watch file that is tried: of `--file`, or named in place of a watch. */
function withFile({ cwd }: Terminal, named: Named, option: string | undefined): Named {
  const name = option ?? (/\.ya?ml$/.test(named.what ?? "") ? named.what : null);
  if (name === null || name === undefined) return named;
  const path = resolve(cwd, name);
  return { ...named, file: { name, rules: readWatchFile(path) } };
}

async function overStore(
  terminal: Terminal,
  options: BacktestOptions,
  since: number,
  progress: Progress,
  run: (feed: Feeding) => Promise<Answer>,
): Promise<Answer> {
  const { context, close } = await contextOf(terminal, options.config);
  try {
    const { items } = context.store;
    const total = await items.count(since);
    return await run(async (trial) => {
      let done = 0;
      for await (const item of storedItems(items, since)) {
        trial.add(item);
        if (++done % STEP === 0) progress.show(done, total);
      }
    });
  } finally {
    await close();
  }
}

function sourceOf(terminal: Terminal, config: Config, over: string, progress: Progress): Feeding {
  if (over === "-") return overLines(terminal.input, () => {});
  const path = resolve(terminal.cwd, over);
  if (!existsSync(path)) throw new WatchdeskError("usage", `--over: ${over} is not there`);
  if (statSync(path).isDirectory()) return overDocuments(terminal, config, path, progress);
  const file = createReadStream(path);
  const kilobytes = (bytes: number) => Math.round(bytes / 1_000);
  const size = kilobytes(statSync(path).size);
  return overLines(file, () => progress.show(kilobytes(file.bytesRead), size, "KB read"));
}

function overLines(input: Readable, step: () => void): Feeding {
  return async (trial) => {
    let done = 0;
    for await (const item of lineItems(input)) {
      trial.add(item);
      if (++done % STEP === 0) step();
    }
  };
}

function overDocuments(terminal: Terminal, config: Config, folder: string, progress: Progress): Feeding {
  return async (trial) => {
    const feeds = readRecording(folder);
    const total = feeds.reduce((sum, feed) => sum + feed.documents.length, 0);
    const parser = createFeedParser(createParsePool());
    try {
      const deps = {
        parser,
        feedOf: (id: string) => config.feeds.find((feed) => feed.id === id) ?? unknownFeed(id),
        onBroken: (path: string, reason: string) => void terminal.errors.write(`${path}: left out: ${reason}\n`),
        onDocument: (done: number) => progress.show(done, total, "documents"),
      };
      for await (const item of documentItems(feeds, deps)) trial.add(item);
    } finally {
      await parser.close();
    }
  };
}

/** A recorded feed of which the configuration knows nothing. */
function unknownFeed(id: string): Feed {
  return resolveFeed({ id, url: `https://${encodeURIComponent(id)}.invalid/`, publisher: id }, {}, EVERY_MS);
}

/** Of no account: nothing is polled. */
const EVERY_MS = 60_000;
