/** What of the configuration is in force in a running bot: read anew by whoever needs it, and replaced as a whole. */
import { createHash } from "node:crypto";
import type { Config } from "../config/load.js";
import { problemLine } from "../config/problems.js";
import { operatorsOf, routesOf } from "../config/routes.js";
import type { WatchFile } from "../config/watch-schema.js";
import { asWatchdeskError, WatchdeskError } from "../errors.js";
import { compileRules } from "../matching/compile.js";
import type { Rules } from "../matching/rules.js";
import type { Route } from "../model.js";
import { createMatcher } from "../pipeline/match.js";
import { configWord } from "../pipeline/operators.js";
import type { Log, Matcher, Store } from "../ports.js";
import { createPlaceFinder, type FindPlaces } from "../summary/facts/places.js";

export interface InForce {
  readonly rules: Rules;
  readonly matcher: Matcher;
  readonly routes: Route[];
  readonly watchFiles: WatchFile[];
  /** The places that a text names, for the facts of an alert. */
  readonly findPlaces: FindPlaces;
  /** What is wrong in the configuration and left out, a line each. */
  readonly problems: string[];
}

export type InForceConfig = Pick<Config, "watchFiles" | "routes" | "channels" | "problems">;

/** Throws WatchdeskError (`config`) where a rule cannot be, with whatever else is wrong in the configuration. */
export function rulesOf(config: InForceConfig): InForce {
  const { watchFiles } = config;
  const rules = compiled(config);
  const findPlaces = createPlaceFinder(rules, watchFiles);
  const problems = config.problems.map(problemLine);
  return { rules, matcher: createMatcher(rules), routes: routesOf(config), watchFiles, findPlaces, problems };
}

function compiled({ watchFiles, problems }: InForceConfig): Rules {
  try {
    return compileRules(watchFiles);
  } catch (error) {
    const { code, message } = asWatchdeskError(error);
    if (code !== "config" || problems.length === 0) throw error;
    throw new WatchdeskError("config", [message, ...problems.map(problemLine)].join("\n"));
  }
}

export interface ReplaceableInForce extends InForce {
  replace(next: InForce): void;
}

/** The same object for all who hold it, with what is in force now. */
export function replaceable(first: InForce): ReplaceableInForce {
  const held: ReplaceableInForce = { ...first, replace: (next) => void Object.assign(held, next) };
  return held;
}

/** Ids of the watches in force, in the order of the configuration. */
export function watchNames({ rules }: InForce): string[] {
  return rules.watches.map((watch) => watch.id);
}

/** Lets the store know since when each watch is in force. */
export function noteInForce(store: Store, { rules }: InForce): Promise<void> {
  return store.watches.inForce(rules.watches.map(({ id, signature }) => ({ id, signature })));
}

/** The bot runs with what is good; what is left out is said where it is seen. */
export async function tellProblems(config: Config, store: Store, log: Log): Promise<void> {
  const problems = config.problems.map(problemLine);
  for (const reason of problems) log.error({ stage: "config", reason }, "a mistake in the configuration");
  const episode = createHash("sha256").update(problems.join("\n")).digest("hex").slice(0, 16);
  await store.deliveries.want(configWord(operatorsOf(config), problems, episode));
}
