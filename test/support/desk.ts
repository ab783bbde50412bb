/** The whole bot with its commands: what it polled is asked about as people do. */

import { rulesOf, watchNames } from "../../src/app/in-force.js";
import { openIndex } from "../../src/app/stories.js";
import type { Answer, CommandContext } from "../../src/commands/command.js";
import { readInput } from "../../src/commands/command.js";
import { parseText } from "../../src/commands/parse-text.js";
import { COMMANDS } from "../../src/commands/registry.js";
import { loadConfig } from "../../src/config/load.js";
import { configFrom, startApp, temporaryFolder } from "./app.js";
import { commandContext } from "./chat-commands.js";
import { createMemoryFetcher, type RssItem, rss } from "./memory-fetcher.js";

export const DESK_FEED = "https://a.example/feed";

/** A bot that has polled one feed of these items under these watches (YAML), and a way to ask it. */
export async function polledDesk(yaml: string, items: RssItem[]) {
  const folder = temporaryFolder();
  const config = configFrom(`${yaml}\nfeeds:\n  - { id: a, url: "${DESK_FEED}", publisher: Paper A }\n`, folder);
  const documents = new Map([[DESK_FEED, rss(items)]]);
  const one = await startApp(config, createMemoryFetcher(documents));
  await one.app.pollAll();
  await one.app.pipeline.settle();
  const inForce = rulesOf(loadConfig({ file: "watchdesk.yaml", env: {}, cwd: folder }));
  const { matcher, watchFiles, routes, rules } = inForce;
  const { store } = one.app;
  const place: CommandContext["place"] = async (item) => (await openIndex(store, config.watchFiles)).decide(item);
  const names = watchNames(inForce);
  const traits = rules.watches;
  const base = { store, feeds: config.feeds, watches: names, matcher, watchFiles, routes, traits, place };
  async function ask(line: string, part: Partial<CommandContext> = {}): Promise<Answer> {
    const { command, raw } = parseText(line, COMMANDS);
    return command.run(readInput(command, raw), commandContext({ ...base, ...part }));
  }
  return { ...one, ask, folder, config };
}

/** An answer as plain lines. */
export function linesOf({ title, rows, footer }: Answer): string {
  const lines = rows.map((row) => [row.text, ...(row.details ?? [])].join(" · "));
  return [title, ...lines, footer ?? ""].join("\n");
}
