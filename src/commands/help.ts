import type { AnswerRow, Command } from "./command.js";

/** @param all every command that the front end offers, `help` itself left out */
export function createHelp(all: Command[]): Command {
  const help: Command = {
    name: "help",
    summary: "What can be asked",
    options: [],
    examples: ["help"],
    async run() {
      const rows = [...all, help].map(row);
      return { title: "What can be asked", rows, footer: null, data: [...all, help].map(describe) };
    },
  };
  return help;
}

function row(command: Command): AnswerRow {
  const options = command.options.map((option) => `${option.name}: ${option.summary}`);
  const example = command.examples.at(-1);
  return { text: `${command.name}: ${command.summary}`, details: example ? [...options, `e.g. ${example}`] : options };
}

function describe({ name, summary, options, examples }: Command): object {
  return { name, summary, options, examples };
}
