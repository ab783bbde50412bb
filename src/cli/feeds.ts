/** `watchdesk feeds ...`: what can be typed. What answers is loaded when it is asked for. */
import type { Command as Program } from "commander";
import type { Terminal } from "./terminal.js";

/** Adds one subcommand with the options that all have, and examples. */
export type AddCommand = (parent: Program, name: string, summary: string, examples: string[]) => Program;

const CHANGES = [
  ["pause", "paused"],
  ["resume", "resumed"],
  ["remove", "removed"],
] as const;

/** Everything under `feeds` but `list`, which chat has too. */
export function addFeedCommands(parent: Program, terminal: Terminal, add: AddCommand): void {
  const answers = () => import("./feeds-answers.js");
  const plain = (name: string, summary: string, ...examples: string[]) =>
    add(parent, name, summary, examples).option("--json", "for programs");
  plain(
    "add <url>",
    "add a feed by its address or its site's",
    "feeds add https://www.38north.org",
    "feeds add https://kcnawatch.org/feed/ --kind state-media --every 15m",
  )
    .option("--id <id>", "its id in commands; made of its host when not given")
    .option("--publisher <name>", "the outlet behind it")
    .option("--kind <kind>", "wire, newspaper, think-tank, state-media, government, imagery, tracking or search")
    .option("--every <interval>", "how often to poll: 5m, 1h, or a cron expression")
    .action(async (url, options) => (await answers()).add(terminal, url, options));
  plain(
    "test <target>",
    "what an id or address would bring, and at which stage it would stop",
    "feeds test yonhap-en",
    "feeds test https://www.38north.org/feed/",
  ).action(async (target, options) => (await answers()).test(terminal, target, options));
  for (const [name, what] of CHANGES) {
    plain(`${name} <id>`, `${name} a feed`, `feeds ${name} yonhap-en`).action(async (id, options) =>
      (await answers()).change(terminal, id, what, options),
    );
  }
  plain("revert", "take the last change by command back", "feeds revert").action(async (options) =>
    (await answers()).revert(terminal, options),
  );
  plain("history", "who changed which feed and when", "feeds history").action(async (options) =>
    (await answers()).history(terminal, options),
  );
  plain("import <file>", "add the feeds of an OPML list, with its folders", "feeds import feedly.opml").action(
    async (file, options) => (await answers()).importList(terminal, file, options),
  );
  add(parent, "export [file]", "write the feeds in force as OPML", ["feeds export feeds.opml"]).action(
    async (file, options) => (await answers()).exportList(terminal, file, options),
  );
  plain(
    "search <watch>",
    "search feeds made from a watch's or an entity's names",
    "feeds search sohae",
    "feeds search dprk-sites --engines google-news --languages en,ko --add",
  )
    .option("--engines <list>", "google-news, bing-news, gdelt (default: the first two)")
    .option("--languages <list>", "en,ko,... (default: all that have names)")
    .option("--add", "add them; without it they are only shown")
    .action(async (watch, options) => (await answers()).search(terminal, watch, options));
}
