/** Changed files in the composition root: what a running bot takes up, what waits for a restart, and who is told. */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Config } from "../config/load.js";
import { createReload } from "../config/reload.js";
import { operatorsOf } from "../config/routes.js";
import type { ConfigSource } from "../config/source.js";
import { changedFilesWord, restartWord } from "../pipeline/operators.js";
import type { Clock, Log, Store } from "../ports.js";
import type { FeedsInForce } from "./feeds.js";
import { noteInForce, type ReplaceableInForce, rulesOf } from "./in-force.js";

export interface ReloadParts {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  inForce: ReplaceableInForce;
  feeds: FeedsInForce;
}

/** Taken up while the bot runs; of everything else it holds connections, threads and files. */
const TAKEN_UP: ReadonlySet<string> = new Set(["watchFiles", "feeds", "routes", "problems", "file"]);
/** Processes that share a store say the same thing once; said anew when it comes again after so long. */
const EPISODE_MS = 3_600_000;

/** Looks at the files and takes up what changed; to be called again and again. */
export function openReload(source: ConfigSource, parts: ReloadParts): () => Promise<void> {
  const { config, store, clock, log, inForce, feeds } = parts;
  const operators = operatorsOf(config);
  let complained = "";
  let waiting = "";
  return createReload({
    source,
    begin: config,
    log,
    async apply(next) {
      const restart = Object.keys(next).filter((key) => !TAKEN_UP.has(key) && differs(key, next, config));
      const rules = rulesOf({ ...next, channels: config.channels });
      await noteInForce(store, rules);
      // Routes lead to the channels that are open: new ones open at a start.
      inForce.replace(restart.includes("channels") ? { ...rules, routes: inForce.routes } : rules);
      feeds.take(next.feeds);
      if (restart.length === 0 || restart.join() === waiting) return;
      waiting = restart.join();
      log.warn({ stage: "config", keys: restart }, "changed keys that a restart takes up");
      await store.deliveries.want(restartWord(operators, restart, episodeOf(waiting, clock)));
    },
    async tell(complaint) {
      if (complaint !== null) complained = episodeOf(`${complaint} ${inForce.matcher.version}`, clock);
      await store.deliveries.want(changedFilesWord(operators, complaint, complained));
    },
  });
}

function differs(key: string, next: Config, running: Config): boolean {
  return !isDeepStrictEqual(next[key as keyof Config], running[key as keyof Config]);
}

/** The same in every process that sees the same files. */
function episodeOf(what: string, clock: Clock): string {
  const hour = Math.floor(clock.now() / EPISODE_MS);
  return createHash("sha256").update(`${what} ${hour}`).digest("hex").slice(0, 16);
}
