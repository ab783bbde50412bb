import { expect, test } from "vitest";
import { readInput } from "../../src/commands/command.js";
import { parseText } from "../../src/commands/parse-text.js";
import { COMMANDS } from "../../src/commands/registry.js";
import { ASKED } from "../support/chat-commands.js";

// The same table runs through Slack's socket and Discord's gateway in their bots' tests.
test.each(ASKED)("$typed in the terminal gives the input that all platforms give", ({ typed, subcommand, input }) => {
  const { command, raw } = parseText(typed, COMMANDS);
  expect({ name: command.name, input: readInput(command, raw) }).toEqual({ name: subcommand, input });
});
