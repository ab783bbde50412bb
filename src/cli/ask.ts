import { type Command, type RawInput, readInput } from "../commands/command.js";
import { drawAnswer } from "./draw.js";
import { contextOf } from "./open.js";
import { say, styleOf, type Terminal, timeZoneOf } from "./terminal.js";

/** Answers one command beside the running bot. */
export async function ask(
  terminal: Terminal,
  command: Command,
  raw: RawInput,
  options: { config?: string; json?: boolean },
): Promise<void> {
  const input = readInput(command, raw);
  const { context, close } = await contextOf(terminal, options.config, command.needsNoStore);
  try {
    const answer = await command.run(input, context);
    if (options.json) say(terminal, JSON.stringify(answer.data, null, 2));
    else terminal.output.write(drawAnswer(answer, styleOf(terminal), timeZoneOf(terminal)));
  } finally {
    await close();
  }
}
