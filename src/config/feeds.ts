/**
 * The configured feeds. A mistake costs the least that it can: a key that is wrong falls back to its default, a feed
 * without a good id or address is left out, a file that cannot be read gives no feeds; all others are in force, and each
 * mistake is one problem with file and line.
 */
import type { Feed } from "../model.js";
import type { Environment } from "./environment.js";
import { type FeedDefaults, feedDefaultsSchema, feedFileSchema, feedSchema, resolveFeed } from "./feed-schema.js";
import { check, type Problem, problemOf } from "./problems.js";
import { asObject, salvage, withoutList } from "./salvage.js";
import { readYamlFile, type YamlFile } from "./yaml-file.js";

export interface FeedRules {
  /** ms between polls of a feed that does not say. */
  every: number;
  /** ms; no feed is polled more often. */
  floor: number;
}

interface LoadedFeed {
  feed: Feed;
  file: YamlFile;
  path: PropertyKey[];
}

/** The feeds of these files, then those of the main file. `told` gets what is wrong, in the order of its lines. */
export function loadFeeds(
  files: string[],
  main: YamlFile,
  rules: FeedRules,
  env: Environment,
  told: Problem[],
): Feed[] {
  const wrong: Problem[] = [];
  const loaded = files.flatMap((path) => feedsOfFile(path, rules, env, wrong));
  loaded.push(...feedsOfList(main, {}, rules, env, wrong));
  const kept = keepRules(loaded, rules, wrong);
  const order = [...files, main.path];
  told.push(...wrong.sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line));
  return kept;
}

function feedsOfFile(path: string, rules: FeedRules, env: Environment, told: Problem[]): LoadedFeed[] {
  let file: YamlFile;
  try {
    file = readYamlFile(path);
  } catch (error) {
    told.push({ ...problemOf(error, path), left: "file" });
    return [];
  }
  const outer = check(feedFileSchema, withoutList({ ...asObject(file.data), defaults: undefined }, "feeds"), file);
  if (!outer.ok) told.push(...outer.problems.map((one): Problem => ({ ...one, left: "key" })));
  const { defaults = {} } = asObject(file.data);
  const shared = salvage(feedDefaultsSchema, { file, path: ["defaults"], data: defaults, what: "key" }, env, told);
  return feedsOfList(file, shared ?? {}, rules, env, told);
}

function feedsOfList(
  file: YamlFile,
  defaults: FeedDefaults,
  rules: FeedRules,
  env: Environment,
  told: Problem[],
): LoadedFeed[] {
  const { feeds } = asObject(file.data);
  if (!Array.isArray(feeds)) return [];
  return feeds.flatMap((data: unknown, index) => {
    const path = ["feeds", index];
    const before = told.length;
    const feed = salvage(feedSchema, { file, path, data, what: "feed" }, env, told);
    if (feed) return [{ feed: resolveFeed(feed, defaults, rules.every), file, path }];
    const { id } = asObject(data);
    for (const problem of told.slice(before)) problem.id = typeof id === "string" ? id : null;
    return [];
  });
}

/** The rules across feeds: of two with one id the first counts, and none is polled more often than the floor says. */
function keepRules(loaded: LoadedFeed[], { floor }: FeedRules, told: Problem[]): Feed[] {
  const seen = new Map<string, LoadedFeed>();
  for (const one of loaded) {
    const { feed, file, path } = one;
    const problem = (key: string, message: string): Problem => {
      return { file: file.path, line: file.lineOf([...path, key]), path: [...path, key], message };
    };
    const elder = seen.get(feed.id);
    if (elder) {
      const where = `${elder.file.path}:${elder.file.lineOf([...elder.path, "id"])}`;
      told.push({ ...problem("id", `the id "${feed.id}" stands already at ${where}`), left: "feed", id: null });
      continue;
    }
    if (typeof feed.every === "number" && feed.every < floor) {
      told.push(problem("every", `is under the floor of ${floor / 1000} s (polling.floor), which is used`));
      seen.set(feed.id, { ...one, feed: { ...feed, every: floor } });
    } else seen.set(feed.id, one);
  }
  return [...seen.values()].map(({ feed }) => feed);
}
