/**
 * The command line: what can be typed, and which function answers. Each is loaded when it is asked for, so that help and
 * filters start at once.
 */
import { Help, Command as Program } from "commander";
import type { Command, CommandOption, RawInput } from "../commands/command.js";
import { addFeedCommands } from "./feeds.js";
import type { Terminal } from "./terminal.js";

const CONFIG: [string, string] = ["-c, --config <file>", "configuration (default: config/watchdesk.yaml)"];

/** Descriptions come from commands, from here and from the package: help begins each like a sentence. */
const PLAIN = new Help();
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const SENTENCES: Partial<Help> = {
  commandDescription: (command) => sentence(PLAIN.commandDescription(command)),
  subcommandDescription: (command) => sentence(PLAIN.subcommandDescription(command)),
  optionDescription: (option) => sentence(PLAIN.optionDescription(option)),
};

/** @param asked the first word typed */
export async function createProgram(terminal: Terminal, asked?: string): Promise<Program> {
  const program = new Program("watchdesk")
    .description("Watches news feeds for a team and alerts it where it talks.")
    .version(terminal.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
    })
    .configureHelp(SENTENCES)
    .showSuggestionAfterError()
    .addHelpText("after", example("npm start", "npx watchdesk recent --watch sohae --since 2d --limit 5"));

  add(program, "run", "run the bot until it is told to end", ["run", "run --config desk.yaml"]).action(
    async (options) => (await import("./run.js")).run(terminal, options),
  );
  add(program, "once", "poll what is due, deliver, and end", ["once", "once --all"])
    .option("--all", "poll every feed, due or not")
    .action(async (options) => (await import("./run.js")).once(terminal, options));
  add(program, "check", "validate the configuration and print what is in force", ["check --config desk.yaml"])
    .option("--write-schemas", "write the JSON Schemas for editors beside it")
    .action(async (options) => (await import("./check.js")).check(terminal, options));
  add(program, "doctor", "check tokens, scopes, channels and permissions, and say what to click", ["doctor"]).action(
    async (options) => (await import("./doctor.js")).doctor(terminal, options),
  );
  add(program, "health", "end with 0 when the bot polls, reads and delivers, with 1 when it does not", [
    "health",
  ]).action(async (options) => (await import("./health.js")).health(terminal, options));
  add(program, "replay <folder>", "run recorded feed documents through the pipeline on a simulated clock", [
    "replay recorded/csis --since all --watch missile",
    "replay recorded --json > alerts.jsonl",
  ])
    .option("--since <span>", 'look-back of the first poll: 24h, 7d or "all"')
    .option("--watch <phrase...>", "literal watches in place of the configured ones")
    .option("--store <file>", "keep the store there (default: none is kept)")
    .option("--json", "JSON lines: item, story and alert")
    .action(async (folder, options) => (await import("./replay.js")).replay(terminal, folder, options));
  add(program, "read <url>", "what the bot sees of a page: text, summary, facts, and what it leaves out", [
    "read https://www.38north.org/2019/03/sohae030719/",
  ])
    .option("--json", "for programs, with the places where the facts stand")
    .action(async (url, options) => (await import("./read.js")).read(terminal, url, options));
  add(
    program,
    "stage <name>",
    "run one stage as a filter, JSON lines in and out: parse, match, group, read, sentences, summarise, render",
    [`stage match < items.jsonl`],
  ).action(async (name, options) => (await import("./stage.js")).stage(terminal, name, options));
  add(program, "demo", "play a recorded week through the real pipeline", ["demo"]).action(async () =>
    (await import("./demo.js")).demo(terminal),
  );
  // No filter needs the bot's commands, and loading them takes longer than loading the filter.
  if (asked !== "stage") addQuestions(program, terminal, (await import("../commands/registry.js")).COMMANDS);
  const config = program.command("config").description("the configuration in force");
  add(config, "export", "write the feeds in force, changes by command included, as YAML", ["config export"]).action(
    async (options) => (await import("./feeds-answers.js")).exportConfig(terminal, options),
  );
  return program;
}

function addQuestions(program: Program, terminal: Terminal, questions: readonly Command[]): void {
  for (const command of questions) if (!ELSEWHERE.includes(command.name)) addQuestion(program, terminal, command);
  addFeeds(program, terminal, questions);
  addBacktest(program, terminal, questions);
}

/** Commands whose form in the terminal is another one than in chat. */
const ELSEWHERE = ["help", "feeds", "backtest"];

/** In chat `feeds` lists; in the terminal that is `feeds list`, beside what changes them. */
function addFeeds(program: Program, terminal: Terminal, questions: readonly Command[]): void {
  const list = questions.find((command) => command.name === "feeds");
  const parent = program
    .command("feeds")
    .description("list, add, test and change the feeds")
    .addHelpText(
      "after",
      example("npx watchdesk feeds list --trouble", "npx watchdesk feeds add https://www.38north.org"),
    );
  if (list) {
    const examples = list.examples.map((one) => one.replace("feeds", "feeds list"));
    addQuestion(parent, terminal, { ...list, name: "list", examples });
  }
  addFeedCommands(parent, terminal, add);
}

/** In chat `backtest` tries what is stored; the terminal reads files as well. */
function addBacktest(program: Program, terminal: Terminal, questions: readonly Command[]): void {
  const command = questions.find((one) => one.name === "backtest");
  if (!command) return;
  const examples = [
    ...command.examples.map((one) => one.replace(/\{.*\}/, "'$&'")),
    "backtest --file my-watch.yaml --over items.jsonl.gz",
    "backtest sohae --over recorded/ --json",
  ];
  addQuestion(program, terminal, { ...command, examples }, async (raw, options) => {
    const { file, over, ...rest } = raw as RawInput & { file?: string; over?: string };
    const sources = { ...(file ? { file } : {}), ...(over ? { over } : {}) };
    return (await import("./backtest.js")).backtest(terminal, rest, { ...options, ...sources });
  })
    .option("-f, --file <file>", "try the watches, entities and groups of this file")
    .option("--over <path>", "recorded documents (a folder), items (.jsonl, .jsonl.gz), or - for standard input");
}

function add(program: Program, name: string, summary: string, examples: string[]): Program {
  return program
    .command(name)
    .description(summary)
    .option(...CONFIG)
    .addHelpText("after", example(...examples.map((one) => `npx watchdesk ${one}`)));
}

function example(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

/** A command of the bot as a command of the terminal, from its one definition. */
function addQuestion(
  program: Program,
  terminal: Terminal,
  command: Command,
  answer = async (raw: RawInput, options: { config?: string; json?: boolean }) =>
    (await import("./ask.js")).ask(terminal, command, raw, options),
): Program {
  const bare = command.options.filter(isBare);
  const name = [command.name, ...bare.map((one) => (one.kind === "rest" ? `[${one.name}...]` : `[${one.name}]`))].join(
    " ",
  );
  const line = add(program, name, command.summary, command.examples).option("--json", "for programs");
  for (const option of command.options) if (!isBare(option)) line.option(flagsOf(option), option.summary);
  return line.action(async (...given: unknown[]) => {
    const { config, json, ...raw } = given[bare.length] as { config?: string; json?: boolean } & RawInput;
    for (const [index, option] of bare.entries()) {
      const words = [(given[index] ?? []) as string | string[]].flat();
      if (words.length > 0) raw[option.name] = words.join(" ");
    }
    return answer(raw, { ...(config ? { config } : {}), ...(json ? { json } : {}) });
  });
}

/** Typed without the option's name. */
function isBare({ kind }: CommandOption): boolean {
  return kind === "word" || kind === "rest";
}

function flagsOf(option: CommandOption): string {
  return option.kind === "flag" ? `--${option.name}` : `--${option.name} <${option.kind}>`;
}
