/**
 * What a command is: defined once, platform-free. Slack, Discord and the terminal turn what a person wrote into the
 * same raw values, and draw the same answer.
 */
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Actor } from "../acts/access.js";
import type { ActRules } from "../acts/judge.js";
import type { WatchFile } from "../config/watch-schema.js";
import { durationMs } from "../duration.js";
import { WatchdeskError } from "../errors.js";
import type { Feed, Placement, ReadOutcome, Route, StoryItem } from "../model.js";
import type { WatchTraits } from "../pipeline/voice.js";
import type { Matcher, Store } from "../ports.js";

/** Of the words that stand without an option's name each `word` takes one, in order, and `rest` takes what is left. */
export type OptionKind = "text" | "word" | "rest" | "integer" | "flag" | "duration";

export interface CommandOption {
  /** Lower case, as typed: `--since`. */
  name: string;
  kind: OptionKind;
  summary: string;
  /** For integers. */
  min?: number;
  max?: number;
  /** For texts: longest taken, in UTF-16 units. */
  maxChars?: number;
  /** For words: the only ones taken. */
  choices?: readonly string[];
  /** Value when nothing is given; a duration's in ms. */
  default?: string | number | boolean;
}

export type RawInput = Record<string, string | number | boolean>;
export type Input = Record<string, string | number | boolean | null>;

export interface CommandContext {
  store: Store;
  feeds: Feed[];
  /** Names of the watches in force. */
  watches: string[];
  /** Lines about chat connections; empty in the terminal. */
  connections: { ok: boolean; text: string }[];
  /** Who asks, as the place in which it is asked names people; null when it does not say. */
  asker: string | null;
  /** The same with an id that stays, and from where; null when the place does not say. */
  person: Actor | null;
  /** Who may act on stories, and where. */
  acts: ActRules;
  /** The rules in force. */
  matcher: Matcher;
  watchFiles: WatchFile[];
  /** The routes in force, and what keeps each watch silent. */
  routes: Route[];
  traits: readonly WatchTraits[];
  /** The story that an item would be filed in, were it placed now. Changes nothing. */
  place(item: StoryItem): Promise<Placement>;
  /** What is wrong in the configuration and left out, a line each. */
  problems: string[];
  /** Reads the page at an address as the bot would. Never throws. */
  readPage(url: string, signal: AbortSignal): Promise<ReadOutcome>;
}

/** One row of an answer: a text, perhaps a link, an instant and details behind it. */
export interface AnswerRow {
  text: string;
  url?: string | null;
  at?: number | null;
  details?: string[];
  tone?: "good" | "bad";
}

export interface Answer {
  title: string;
  rows: AnswerRow[];
  /** Below the rows: what was left out, what to try next. */
  footer: string | null;
  /** The same for programs. */
  data: unknown;
}

export interface Command {
  name: string;
  summary: string;
  options: CommandOption[];
  examples: string[];
  /** It has an answer from the configuration alone, before any bot has made a store. */
  needsNoStore?: boolean;
  run(input: Input, context: CommandContext): Promise<Answer>;
}

/** Longest text that an option takes where it does not say, in UTF-16 units. */
const MAX_TEXT_CHARS = 200;

/**
 * Raw values, typed or text, as the command's input: each option present, null where neither given nor defaulted.
 * Throws WatchdeskError (`usage`) that names the option and what it takes.
 */
export function readInput(command: Command, raw: RawInput): Input {
  for (const key of Object.keys(raw)) {
    if (!command.options.some((option) => option.name === key)) throw unknownOption(command, key);
  }
  return Object.fromEntries(
    command.options.map((option) => [option.name, readOption(command, option, raw[option.name])]),
  );
}

function readOption(command: Command, option: CommandOption, value: RawInput[string] | undefined): Input[string] {
  if (value === undefined || value === "") return option.default ?? (option.kind === "flag" ? false : null);
  const result = schemaOf(option).safeParse(value);
  if (result.success) return result.data;
  throw new WatchdeskError(
    "usage",
    `${command.name}: ${option.name}: ${result.error.issues[0]?.message ?? "is wrong"}`,
    {
      hint: `for example: ${command.examples[0] ?? command.name}`,
    },
  );
}

function schemaOf(option: CommandOption): z.ZodType<string | number | boolean> {
  const { maxChars = MAX_TEXT_CHARS } = option;
  switch (option.kind) {
    case "text":
    case "word":
    case "rest":
      if (option.choices) return z.enum(option.choices, `expected one of ${option.choices.join(", ")}`);
      return z.string().max(maxChars, `expected at most ${maxChars} characters`);
    case "flag":
      return z.union([z.boolean(), z.stringbool()], "expected true or false");
    case "integer": {
      const { min = 0, max = Number.MAX_SAFE_INTEGER } = option;
      const message = `expected a whole number from ${min} to ${max}`;
      return z.coerce.number(message).int(message).min(min, message).max(max, message);
    }
    case "duration":
      return z.union([z.number(), z.string()]).transform((text, context) => {
        const ms = typeof text === "number" ? text : durationMs(text);
        if (ms !== null) return ms;
        context.addIssue({ code: "custom", message: "expected a time span such as 30m, 12h or 2d" });
        return z.NEVER;
      });
  }
}

function unknownOption(command: Command, key: string): WatchdeskError {
  const known = command.options.map((option) => option.name);
  return new WatchdeskError("usage", `${command.name}: no option "${key}"${nearest(key, known)}`);
}

/** Known words told where none is near; what there are more of has a command that lists them. */
const MAX_TOLD = 12;

/** `; did you mean x?` where a known word is near, else the known words, the first of many. */
export function nearest(word: string, known: string[]): string {
  if (known.length === 0) return "";
  const near = closest(word, known);
  if (distance(word, near) <= Math.max(2, Math.floor(word.length / 3))) return `; did you mean ${near}?`;
  const more = known.length > MAX_TOLD ? ` and ${known.length - MAX_TOLD} more` : "";
  return `; there are ${known.slice(0, MAX_TOLD).join(", ")}${more}`;
}
