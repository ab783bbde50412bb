/** The app as every command opens it. */
import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { openForReading } from "../app/asking.js";
import { type App, type AppOptions, openApp } from "../app.js";
import { systemClock } from "../clock.js";
import { type Config, loadConfig } from "../config/load.js";
import { type ConfigSource, createConfigSource } from "../config/source.js";
import { boundHeapGrowth } from "../heap.js";
import { createLog } from "../log.js";
import type { Log } from "../ports.js";
import { isRich, type Terminal, timeZoneOf } from "./terminal.js";

export function configOf(terminal: Terminal, file: string | undefined): Config {
  return loadConfig({ file, env: terminal.env, cwd: terminal.cwd });
}

/** The same, to be read again when its files change. */
export function sourceOf(terminal: Terminal, file: string | undefined): ConfigSource {
  return createConfigSource({ file, env: terminal.env, cwd: terminal.cwd });
}

export function logOf(terminal: Terminal, config: Config): Log {
  return createLog({ level: config.log.level, pretty: terminal.errors.isTTY === true, output: terminal.errors });
}

/**
 * The store, the rules and the pages, for a command beside the running bot.
 * @param orEmpty where there is no store yet the command is answered from an empty one, and none is made
 */
export function contextOf(
  terminal: Terminal,
  file: string | undefined,
  orEmpty = false,
): ReturnType<typeof openForReading> {
  const { env, version } = terminal;
  const asker = `terminal: ${env["SUDO_USER"] || env["USER"] || env["LOGNAME"] || userInfo().username}`;
  const config = configOf(terminal, file);
  return openForReading({ config, clock: systemClock, random: Math.random, version, asker, orEmpty });
}

/** @param own what a command brings of its own (replay: clock, fetcher, cadence) */
export function appFor(terminal: Terminal, config: Config, own: Partial<AppOptions> = {}): Promise<App> {
  // Filters end soon and hold little; for them the bound costs a tenth of their time and saves nothing.
  boundHeapGrowth();
  return openApp({
    config,
    clock: systemClock,
    random: Math.random,
    log: logOf(terminal, config),
    owner: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    terminal: { output: terminal.output, rich: isRich(terminal), timeZone: timeZoneOf(terminal) },
    version: terminal.version,
    ...own,
  });
}
