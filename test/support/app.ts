import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { type App, type AppOptions, openApp } from "../../src/app.js";
import { createSimulatedClock, type SimulatedClock } from "../../src/clock.js";
import { type Config, loadConfig } from "../../src/config/load.js";
import type { Fetcher, Log } from "../../src/ports.js";

export const START = Date.parse("2019-03-08T13:00:00Z");

export interface TestApp {
  app: App;
  clock: SimulatedClock;
  /** What the terminal channel shows. */
  shown(): string;
  log: string[];
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "watchdesk-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A configuration from YAML, with a store of its own. */
export function configFrom(yaml: string, folder = temporaryFolder()): Config {
  writeFileSync(join(folder, "watchdesk.yaml"), yaml);
  const config = loadConfig({ file: "watchdesk.yaml", env: {}, cwd: folder });
  return {
    ...config,
    store: { ...config.store, path: join(folder, "store.db") },
    polling: { ...config.polling, spread: false },
  };
}

/** The whole bot on a simulated clock, with documents from `fetcher`. Closed after the test. */
export async function startApp(
  config: Config,
  fetcher: Fetcher,
  clock = createSimulatedClock(START),
  own: Partial<AppOptions> = {},
): Promise<TestApp> {
  const chunks: string[] = [];
  const log: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const app = await openApp({
    config,
    clock,
    random: () => 0.5,
    log: recordingLog(log),
    owner: `test-${Math.floor(clock.now())}`,
    terminal: { output, rich: false, timeZone: "UTC" },
    version: "test",
    fetcher,
    ...own,
  });
  onTestFinished(() => app.close());
  return { app, clock, shown: () => chunks.join(""), log };
}

function recordingLog(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  return { debug: () => {}, info: write("info"), warn: write("warn"), error: write("error") };
}
