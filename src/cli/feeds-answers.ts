/** How the commands about feeds are carried out in the terminal: beside a running bot, or before there is one. */
import { readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import { openFeedDesk } from "../app/feeds.js";
import { openFetcher } from "../app/web.js";
import { openMatcher } from "../app.js";
import { systemClock } from "../clock.js";
import type { Answer } from "../commands/command.js";
import { type AddOptions, addFeed } from "../commands/feeds-add.js";
import { changeFeed, feedHistory, revertFeeds } from "../commands/feeds-change.js";
import type { FeedDesk } from "../commands/feeds-desk.js";
import { exportOpml, feedsAsYaml, importOpml } from "../commands/feeds-lists.js";
import { type SearchOptions, searchByNames } from "../commands/feeds-search.js";
import { testFeed } from "../commands/feeds-test.js";
import { WatchdeskError } from "../errors.js";
import { decodeDocument } from "../parsing/decode.js";
import { drawAnswer } from "./draw.js";
import { configOf } from "./open.js";
import { say, styleOf, type Terminal, timeZoneOf } from "./terminal.js";

export interface Common {
  config?: string;
  json?: boolean;
}

/** What of it decides how the desk is opened. */
type Opening = Common & { readOnly?: boolean };

/** Changes shown by `history`. */
const HISTORY = 20;

export function add(terminal: Terminal, url: string, options: Common & AddOptions): Promise<void> {
  const { config: _config, json: _json, ...own } = options;
  return answer(terminal, options, (desk) => addFeed(desk, url, own));
}

export function test(terminal: Terminal, target: string, options: Common): Promise<void> {
  return answer(terminal, { ...options, readOnly: true }, async (desk) => {
    const given = await testFeed(desk, target);
    // Nothing would come: a script learns of it by the exit code.
    if (options.json !== true && (given.data as { ok: boolean }).ok === false) {
      throw new WatchdeskError("input", given.title, given.footer === null ? {} : { hint: given.footer });
    }
    return given;
  });
}

export function change(
  terminal: Terminal,
  id: string,
  what: "paused" | "resumed" | "removed",
  options: Common,
): Promise<void> {
  return answer(terminal, options, (desk) => changeFeed(desk, id, what));
}

export function revert(terminal: Terminal, options: Common): Promise<void> {
  return answer(terminal, options, revertFeeds);
}

export function history(terminal: Terminal, options: Common): Promise<void> {
  return answer(terminal, { ...options, readOnly: true }, (desk) => feedHistory(desk, HISTORY));
}

export function importList(terminal: Terminal, file: string, options: Common): Promise<void> {
  const text = read(resolve(terminal.cwd, file));
  return answer(terminal, options, (desk) => importOpml(desk, file, text));
}

export function exportList(terminal: Terminal, file: string | undefined, options: Common): Promise<void> {
  return withDesk(terminal, { ...options, readOnly: true }, async (desk) => {
    const text = exportOpml(desk);
    if (file === undefined) terminal.output.write(text);
    else writeFileSync(resolve(terminal.cwd, file), text);
  });
}

export function search(terminal: Terminal, watch: string, options: Common & SearchOptions): Promise<void> {
  const readOnly = options.add !== true;
  return answer(terminal, { ...options, readOnly }, (desk) => searchByNames(desk, watch, options));
}

/** `config export`: what is in force, files and changes by command together, as the files would hold it. */
export function exportConfig(terminal: Terminal, options: Common): Promise<void> {
  return withDesk(
    terminal,
    { ...options, readOnly: true },
    async (desk) => void terminal.output.write(feedsAsYaml(desk.feeds)),
  );
}

async function answer(terminal: Terminal, options: Opening, ask: (desk: FeedDesk) => Promise<Answer>): Promise<void> {
  await withDesk(terminal, options, async (desk) => {
    const given = await ask(desk);
    if (options.json) say(terminal, JSON.stringify(given.data, null, 2));
    else terminal.output.write(drawAnswer(given, styleOf(terminal), timeZoneOf(terminal)));
  });
}

async function withDesk(terminal: Terminal, options: Opening, use: (desk: FeedDesk) => Promise<void>): Promise<void> {
  const config = configOf(terminal, options.config);
  const fetcher = openFetcher({ config, clock: systemClock, random: Math.random, version: terminal.version });
  const { desk, close } = await openFeedDesk({
    config,
    clock: systemClock,
    who: whoOf(terminal),
    fetcher,
    openMatcher: () => openMatcher(config),
    readOnly: options.readOnly ?? false,
  });
  try {
    await use(desk);
  } finally {
    await close();
  }
}

/** Who sits at the terminal, for the record of changes. */
function whoOf({ env }: Terminal): string {
  return `terminal: ${env["SUDO_USER"] || env["USER"] || env["LOGNAME"] || userInfo().username}`;
}

function read(path: string): string {
  try {
    return decodeDocument(readFileSync(path), null);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new WatchdeskError("usage", `${path}: ${code === "ENOENT" ? "is not there" : message}`);
  }
}
