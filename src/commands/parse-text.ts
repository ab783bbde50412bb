/** What a person typed after a slash command, or in the terminal, as raw values. Pure. */
import { WatchdeskError } from "../errors.js";
import { type Command, nearest, type RawInput } from "./command.js";

export interface Asked {
  command: Command;
  raw: RawInput;
}

/** Longest line read; Slack itself ends at 4,000 characters or so. */
const MAX_LINE_CHARS = 4_000;

/**
 * `recent --watch sohae --since 2d engine test`. Also taken: `since=2d`, `since:2d`, quotes of every shape, and the long
 * dash that phones make of `--`. Throws WatchdeskError (`usage`) with the nearest known command or option.
 */
export function parseText(line: string, commands: Command[]): Asked {
  const words = splitWords(line.slice(0, MAX_LINE_CHARS));
  const name = (words[0]?.text ?? "help").toLowerCase();
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const known = commands.map((one) => one.name);
    throw new WatchdeskError("usage", `there is no command "${name}"${nearest(name, known)}`);
  }
  return { command, raw: readWords(command, words.slice(1)) };
}

interface Word {
  text: string;
  quoted: boolean;
}

function readWords(command: Command, words: Word[]): RawInput {
  const raw: RawInput = {};
  const rest: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const option = word.quoted ? null : optionOf(command, word.text);
    if (option === null) {
      rest.push(word.text);
    } else if (option.value !== null) {
      raw[option.name] = option.value;
    } else if (isFlag(command, option.name)) {
      raw[option.name] = true;
    } else {
      index++;
      const value = words[index];
      if (!value) throw new WatchdeskError("usage", `${command.name}: --${option.name} needs a value`);
      raw[option.name] = value.text;
    }
  }
  for (const { name } of command.options.filter((option) => option.kind === "word")) {
    if (raw[name] !== undefined) continue;
    const word = rest.shift();
    if (word !== undefined) raw[name] = word;
  }
  const taker = command.options.find((option) => option.kind === "rest");
  if (rest.length > 0) {
    if (!taker) throw new WatchdeskError("usage", `${command.name} takes no words: "${rest.join(" ")}"`);
    raw[taker.name] = rest.join(" ");
  }
  return raw;
}

function isFlag(command: Command, name: string): boolean {
  return command.options.some((option) => option.name === name && option.kind === "flag");
}

/** `--name`, `--name=value`; `name=value` and `name:value` where the command knows the name. */
function optionOf(command: Command, word: string): { name: string; value: string | null } | null {
  const long = /^(?:--|\u2014|\u2013)([a-z][a-z-]*)(?:=(.*))?$/i.exec(word);
  if (long?.[1]) return { name: long[1].toLowerCase(), value: long[2] ?? null };
  const short = /^([a-z][a-z-]*)[=:](.+)$/i.exec(word);
  const name = short?.[1]?.toLowerCase();
  if (name === undefined || !command.options.some((option) => option.name === name)) return null;
  return { name, value: short?.[2] ?? null };
}

/** A quoted text, perhaps behind an option's name (`--watch="x y"`), or a word. */
const WORD = /([a-z\u2013\u2014-]+[=:])?["\u201c-\u201e]([^"\u201c-\u201e]*)["\u201c-\u201e]|'([^']*)'(?=\s|$)|(\S+)/gi;

function splitWords(line: string): Word[] {
  return [...line.matchAll(WORD)].map(([, option, double, single, bare]) => {
    if (bare !== undefined) return { text: bare, quoted: false };
    return { text: `${option ?? ""}${double ?? single ?? ""}`, quoted: option === undefined };
  });
}
