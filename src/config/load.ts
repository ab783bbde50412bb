/** Loads the whole configuration, checks it before anything opens, and gives it as one value. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Feed } from "../model.js";
import { urlOf } from "../url.js";
import { type Environment, type Missing, substitute, variable } from "./environment.js";
import { loadFeeds } from "./feeds.js";
import { check, type Problem, problemOf, refusal } from "./problems.js";
import { crossRules } from "./rules.js";
import { salvage, withoutList } from "./salvage.js";
import { type MainConfig, mainSchema } from "./schema.js";
import { type ReadWatchFile, watchRules } from "./watch-rules.js";
import { type WatchFile, watchFileSchema } from "./watch-schema.js";
import { readYamlFile, type YamlFile } from "./yaml-file.js";

/** The configuration that comes along: beside `src` and `dist` in the package. */
export const PACKAGE_CONFIG = fileURLToPath(new URL("../../config/", import.meta.url));

export interface Config extends Omit<MainConfig, "watches" | "feeds" | "include"> {
  /** The file it was read from. */
  file: string;
  feeds: Feed[];
  /** What is wrong in it and left out, while all that is good is in force; empty when all is well. */
  problems: Problem[];
  /** Packs and watch files in order; the last holds the main file's own watches. */
  watchFiles: WatchFile[];
  /** For polls and pages; null for none. */
  proxy: { http: string | null; https: string | null; except: string[] } | null;
  /** Base addresses of the chat services, for gateways, proxies and tests. */
  apiUrls: { slack: string | null; discord: string | null };
}

export interface LoadOptions {
  /** As given with --config; else WATCHDESK_CONFIG, ./config/watchdesk.yaml, the package's own. */
  file?: string | undefined;
  env: Environment;
  cwd: string;
  /** Hears of each file before it is read, and of each included folder; also of those that are not there. */
  onPath?(path: string): void;
}

/**
 * What is good of the configuration, with what is wrong beside it (`problems`). Throws WatchdeskError (`config`) when
 * what is wrong lets nothing run (the main file itself, or a watch): with every problem of all files, by file, line and
 * key, so that one look mends them.
 */
export function loadConfig(options: LoadOptions): Config {
  const path = configPath(options);
  const { env } = options;
  options.onPath?.(path);
  const mainFile = readYamlFile(path, "give the path of a configuration with --config");
  const refused: Problem[] = [];
  const config = readMain(mainFile, env, refused);
  const mainIsGood = refused.length === 0;
  const left: Problem[] = [];
  const watchFiles = loadWatches(config, mainFile, options, refused);
  const feedFiles = included(config.include.feeds, "feeds", mainFile, left, options);
  const feeds = loadFeeds(feedFiles, mainFile, config.polling, env, left);
  applyEnvironment(config, env, mainFile, refused);
  const proxy = proxyOf(config, env, mainFile, refused);
  // Of keys that are left out nothing may be said to be missing.
  if (mainIsGood) refused.push(...crossRules(config, mainFile));
  if (refused.length > 0) throw refusal(inOrder([...refused, ...left], path));
  const { watches: _watches, feeds: _feeds, include: _include, ...rest } = config;
  return {
    ...rest,
    store: { ...rest.store, path: storePath(rest.store.path, options.cwd) },
    file: path,
    feeds,
    problems: left,
    watchFiles,
    proxy,
    apiUrls: { slack: env["SLACK_API_URL"] ?? null, discord: env["DISCORD_API_URL"] ?? null },
  };
}

/** The main file's problems first, then the others' in the order of their files; in a file by line. */
function inOrder(problems: Problem[], main: string): Problem[] {
  const files = [...new Set([main, ...problems.map(({ file }) => file)])];
  return problems.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}

/** The main file; where it is wrong, what is good of it, by which the other files are read to tell their mistakes too. */
function readMain(file: YamlFile, env: Environment, refused: Problem[]): MainConfig {
  const data = withoutList(file.data, "feeds");
  const told: Problem[] = [];
  const read = (part: unknown) => salvage(mainSchema, { file, path: [], data: part, what: "file" }, env, told);
  const config = mainSchema.parse({});
  if (isMap(data)) {
    // Key by key: of one that cannot be saved nothing is known, and the others are as they are written.
    for (const [key, value] of Object.entries(data)) {
      const one = read({ [key]: value });
      if (one !== null) Object.assign(config, { [key]: one[key as keyof MainConfig] });
    }
  } else read(data);
  refused.push(...told.map(({ left: _left, ...problem }) => problem));
  return config;
}

function isMap(data: unknown): data is Record<string, unknown> {
  return data !== null && typeof data === "object" && !Array.isArray(data);
}

/**
 * The store's file counts from the working folder and not from the configuration's: that may be read-only (in a
 * container, in the package) while the work is done elsewhere. In full, so that whoever reads it sees which file it is.
 */
function storePath(path: string, cwd: string): string {
  return path === ":memory:" ? path : resolve(cwd, path);
}

function configPath({ file, env, cwd }: LoadOptions): string {
  const asked = file ?? env["WATCHDESK_CONFIG"];
  if (asked !== undefined) return resolve(cwd, asked);
  const own = resolve(cwd, "config/watchdesk.yaml");
  return existsSync(own) ? own : join(PACKAGE_CONFIG, "watchdesk.yaml");
}

function checked<T>(file: YamlFile, schema: import("zod").ZodType<T>, env: Environment, problems: Problem[]): T | null {
  const missing: Missing[] = [];
  const data = substitute(file.data, env, missing);
  for (const one of missing) {
    problems.push({ file: file.path, line: file.lineOf(one.path), path: one.path, message: one.message });
  }
  const result = check(schema, data, file);
  if (result.ok) return result.value;
  problems.push(...result.problems);
  return null;
}

function loadWatches(config: MainConfig, main: YamlFile, options: LoadOptions, problems: Problem[]): WatchFile[] {
  const mainIsGood = !problems.some(({ path: [key] }) => key === "watches" || key === "include");
  const before = problems.length;
  const files = included(config.include.watches, "watches", main, problems, options);
  const read = files.flatMap((path) => {
    const value = readWatches(path, options.env, problems);
    return value === null ? [] : [value];
  });
  if (config.watches.length > 0) read.push({ file: main, value: { watches: config.watches } });
  // What is not read would be missed in what refers to it.
  if (mainIsGood && problems.length === before) problems.push(...watchRules(read));
  return read.map((one) => one.value);
}

function readWatches(path: string, env: Environment, problems: Problem[]): ReadWatchFile | null {
  try {
    const file = readYamlFile(path);
    const value = checked(file, watchFileSchema, env, problems);
    return value === null ? null : { file, value };
  } catch (error) {
    problems.push(problemOf(error, path));
    return null;
  }
}

/** Files that an include list means; without a list, the folder of that name beside the main file. */
function included(
  list: string[] | undefined,
  kind: "watches" | "feeds",
  main: YamlFile,
  problems: Problem[],
  { onPath }: LoadOptions,
): string[] {
  const base = dirname(main.path);
  const asked = list ?? (existsSync(join(base, kind)) ? [kind] : []);
  if (list === undefined) onPath?.(join(base, kind));
  const files = asked.flatMap((one, index) => {
    const path = one === "default" ? join(PACKAGE_CONFIG, kind) : isAbsolute(one) ? one : join(base, one);
    onPath?.(path);
    if (!existsSync(path)) {
      const at = ["include", kind, index];
      problems.push({ file: main.path, line: main.lineOf(at), path: at, message: `${path} is not there` });
      return [];
    }
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .filter(isConfigFile)
      .sort()
      .map((name) => join(path, name));
  });
  for (const file of files) onPath?.(file);
  return files;
}

/** What of an included folder is read. */
export function isConfigFile(name: string): boolean {
  return [".yaml", ".yml"].includes(extname(name));
}

function applyEnvironment(config: MainConfig, env: Environment, file: YamlFile, problems: Problem[]): void {
  try {
    const url = variable(env, "DATABASE_URL");
    if (url) config.store.databaseUrl = url;
  } catch (error) {
    problems.push({ file: file.path, line: 1, path: ["store", "databaseUrl"], message: (error as Error).message });
  }
}

/** The configured proxy, else HTTP_PROXY and HTTPS_PROXY, with NO_PROXY, in either case as other tools take them. */
function proxyOf(config: MainConfig, env: Environment, file: YamlFile, problems: Problem[]): Config["proxy"] {
  const one = (name: string) => env[name] || env[name.toLowerCase()] || null;
  const address = (name: string) => {
    const written = one(name);
    if (written === null) return null;
    // As curl takes it: without a scheme it is http.
    const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
    if (urlOf(url) !== null && /^https?:/i.test(url)) return url;
    const message = `${name} is not the address of an http proxy, such as http://proxy.example:3128`;
    problems.push({ file: file.path, line: 1, path: ["polling", "proxy"], message });
    return null;
  };
  const http = config.polling.proxy ?? address("HTTP_PROXY");
  const https = config.polling.proxy ?? address("HTTPS_PROXY");
  if (http === null && https === null) return null;
  const except = (one("NO_PROXY") ?? "").split(",").map((rule) => rule.trim());
  return { http, https, except: except.filter((rule) => rule !== "") };
}

/** A path for people: relative where that is shorter. */
export function shortPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.length < path.length ? near : path;
}
