/** What commands need beside a running bot: the store, opened for reading, the rules, and pages on request. */
import { existsSync } from "node:fs";
import type { AppOptions } from "../app.js";
import type { CommandContext } from "../commands/command.js";
import { problemLine } from "../config/problems.js";
import type { Reader, Store, StoryIndex } from "../ports.js";
import { openStore } from "../store/open.js";
import { actRules } from "./acts.js";
import { effectiveFeeds } from "./feeds.js";
import { rulesOf, watchNames } from "./in-force.js";
import { openIndex } from "./stories.js";
import { openFetcher, openReader } from "./web.js";

export type AskingOptions = Pick<AppOptions, "config" | "clock" | "random" | "version"> & {
  /** Who sits at the terminal. */
  asker: string;
  /** Where there is no store yet, an empty one that is not kept serves. */
  orEmpty?: boolean;
};

function openToRead({ config, clock, orEmpty = false }: AskingOptions): Promise<Store> {
  const { databaseUrl: url = null, path } = config.store;
  if (orEmpty && url === null && !existsSync(path)) return openStore({ url, path: ":memory:", clock });
  return openStore({ url, path, clock, mode: "reader" });
}

export async function openForReading(
  options: AskingOptions,
): Promise<{ context: CommandContext; close(): Promise<void> }> {
  const { config, asker } = options;
  const closers: (() => Promise<void>)[] = [];
  const store = await openToRead(options);
  closers.push(() => store.close());
  let reader: Reader | undefined;
  let index: StoryIndex | undefined;
  const openPages = () => {
    const fetcher = openFetcher(options);
    closers.push(() => fetcher.close());
    const opened = openReader(options, fetcher);
    closers.push(() => opened.close());
    return opened;
  };
  const inForce = rulesOf(config);
  const context: CommandContext = {
    store,
    feeds: await effectiveFeeds(config, store),
    watches: watchNames(inForce),
    connections: [],
    asker,
    person: { id: asker, name: asker, names: [], place: null },
    acts: actRules(config),
    matcher: inForce.matcher,
    watchFiles: inForce.watchFiles,
    routes: inForce.routes,
    traits: inForce.rules.watches,
    async place(item) {
      index ??= await openIndex(store, config.watchFiles);
      return index.decide(item);
    },
    problems: config.problems.map(problemLine),
    readPage(url, signal) {
      reader ??= openPages();
      return reader.read({ url, language: null }, signal);
    },
  };
  return {
    context,
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}
