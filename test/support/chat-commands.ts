/** Commands for chat tests, and one table of what people ask on each platform with the input that must come of it. */
import type { AskDeps } from "../../src/commands/ask.js";
import type { Answer, Command, CommandContext, Input } from "../../src/commands/command.js";
import { COMMANDS } from "../../src/commands/registry.js";
import type { Log, Store } from "../../src/ports.js";
import { runningClock } from "./clocks.js";

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Commands whose options are the real ones and whose answers are given. */
export function recordingCommands(answer: (name: string, input: Input) => Promise<Answer> | Answer) {
  const inputs: { name: string; input: Input }[] = [];
  const commands = COMMANDS.map(
    (command): Command => ({
      ...command,
      async run(input) {
        inputs.push({ name: command.name, input });
        return answer(command.name, input);
      },
    }),
  );
  return { commands, inputs };
}

export const anAnswer = (part: Partial<Answer> = {}): Answer => ({
  title: "Recent items",
  rows: [{ text: "New roof", url: "https://news.example/1", at: 1_800_000_000_000, details: ["First Wire", "sohae"] }],
  footer: null,
  data: null,
  ...part,
});

/** A context in which nothing is; a test brings what it is about. */
export const commandContext = (part: Partial<CommandContext> = {}): CommandContext => ({
  store: {} as Store,
  feeds: [],
  watches: [],
  connections: [],
  asker: null,
  person: null,
  acts: { channels: [], morning: { at: "08:00", timeZone: "UTC" } },
  matcher: { version: "none", match: () => ({ hits: [], rejected: [] }) },
  watchFiles: [],
  routes: [],
  traits: [],
  place: async ({ id }) => ({ story: `s${id}`, change: "opened", origin: `o${id}`, score: 0, evidence: [] }),
  problems: [],
  readPage: async () => ({ kind: "unread", why: "no pages in tests" }),
  ...part,
});

/** What a chat needs to ask, over commands of a test; ids seen are kept in memory. */
export function askDeps(commands: Command[], part: Partial<AskDeps> = {}): AskDeps {
  const seen = new Set<string>();
  return {
    commands,
    context: () => commandContext(),
    first: async (id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    },
    clock: runningClock,
    log: quiet,
    ...part,
  };
}

const NONE = { watch: null, since: null, limit: 10, stories: false, text: null };
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;

export interface AskedFor {
  /** As typed behind /watch and in the terminal. */
  typed: string;
  subcommand: string;
  /** As Discord's typed options. */
  options: { name: string; type: number; value: string | number | boolean }[];
  input: Input;
}

export const ASKED: AskedFor[] = [
  { typed: "recent", subcommand: "recent", options: [], input: NONE },
  {
    typed: "recent --watch sohae --since 2d --limit 5",
    subcommand: "recent",
    options: [
      { name: "watch", type: STRING, value: "sohae" },
      { name: "since", type: STRING, value: "2d" },
      { name: "limit", type: INTEGER, value: 5 },
    ],
    input: { ...NONE, watch: "sohae", since: 172_800_000, limit: 5 },
  },
  {
    typed: "recent --stories engine test",
    subcommand: "recent",
    options: [
      { name: "stories", type: BOOLEAN, value: true },
      { name: "text", type: STRING, value: "engine test" },
    ],
    input: { ...NONE, stories: true, text: "engine test" },
  },
  {
    typed: 'recent --watch "영변 핵시설" since:30m',
    subcommand: "recent",
    options: [
      { name: "watch", type: STRING, value: "영변 핵시설" },
      { name: "since", type: STRING, value: "30m" },
    ],
    input: { ...NONE, watch: "영변 핵시설", since: 1_800_000 },
  },
  {
    typed: "recent R&D <lab>",
    subcommand: "recent",
    options: [{ name: "text", type: STRING, value: "R&D <lab>" }],
    input: { ...NONE, text: "R&D <lab>" },
  },
  {
    typed: "take s0123456789ab",
    subcommand: "take",
    options: [{ name: "story", type: STRING, value: "s0123456789ab" }],
    input: { story: "s0123456789ab" },
  },
  {
    typed: "done https://news.example/1?a=1",
    subcommand: "done",
    options: [{ name: "story", type: STRING, value: "https://news.example/1?a=1" }],
    input: { story: "https://news.example/1?a=1" },
  },
  {
    typed: "snooze s0123456789ab",
    subcommand: "snooze",
    options: [{ name: "story", type: STRING, value: "s0123456789ab" }],
    input: { story: "s0123456789ab", for: "1h" },
  },
  {
    typed: "snooze s0123456789ab morning",
    subcommand: "snooze",
    options: [
      { name: "story", type: STRING, value: "s0123456789ab" },
      { name: "for", type: STRING, value: "morning" },
    ],
    input: { story: "s0123456789ab", for: "morning" },
  },
  {
    typed: "dismiss s0123456789ab a video game",
    subcommand: "dismiss",
    options: [
      { name: "story", type: STRING, value: "s0123456789ab" },
      { name: "reason", type: STRING, value: "a video game" },
    ],
    input: { story: "s0123456789ab", reason: "a video game" },
  },
  {
    typed: "reopen s0123456789ab",
    subcommand: "reopen",
    options: [{ name: "story", type: STRING, value: "s0123456789ab" }],
    input: { story: "s0123456789ab" },
  },
  { typed: "status", subcommand: "status", options: [], input: {} },
  { typed: "help", subcommand: "help", options: [], input: {} },
];
