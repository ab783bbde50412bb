/** The commands as Discord wants them declared, what it sends for one, and their registration when they changed. */
import { createHash } from "node:crypto";
import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from "discord.js";
import { type Command, type CommandOption, nearest, type RawInput } from "../commands/command.js";
import { WatchdeskError } from "../errors.js";
import type { LeaseStore } from "../ports.js";
import type { DiscordClient } from "./client.js";
import { COMMAND_DESCRIPTION_CHARS } from "./limits.js";
import { literal } from "./text.js";

/** The slash command whose subcommands ours are. */
export const SLASH_COMMAND = "watch";

type Declared = RESTPutAPIApplicationCommandsJSONBody;

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
export function declareCommands(commands: Command[]): Declared {
  return [
    {
      name: SLASH_COMMAND,
      description: "What the watched feeds brought",
      // In servers only, installed to a server.
      contexts: [0],
      integration_types: [0],
      options: commands.map((command) => ({
        type: ApplicationCommandOptionType.Subcommand,
        name: command.name,
        description: described(command.summary),
        options: command.options.map(declareOption),
      })),
    },
  ];
}

function declareOption(option: CommandOption) {
  const common = { name: option.name, description: described(option.summary), required: false };
  switch (option.kind) {
    case "integer":
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer as const,
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
      };
    case "flag":
      return { ...common, type: ApplicationCommandOptionType.Boolean as const };
    case "text":
    case "word":
    case "rest":
    case "duration": {
      const choices = (option.choices ?? []).map((value) => ({ name: value, value }));
      const type = ApplicationCommandOptionType.String as const;
      return { ...common, type, ...(choices.length === 0 ? {} : { choices }) };
    }
  }
}

function described(summary: string): string {
  return literal(summary, COMMAND_DESCRIPTION_CHARS) || "–";
}

/** The interaction as command and raw values. Throws WatchdeskError (`usage`) for a command that we no longer have. */
export function readQuestion(
  interaction: ChatInputCommandInteraction,
  commands: Command[],
): { command: Command; raw: RawInput } {
  const name = interaction.options.getSubcommand(false) ?? "help";
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const known = commands.map((one) => one.name);
    throw new WatchdeskError("usage", `there is no command "${name}"${nearest(name, known)}`);
  }
  const given = interaction.options.data[0]?.options ?? [];
  const raw = Object.fromEntries(given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  return { command, raw };
}

export interface Registration {
  client: DiscordClient;
  application: string;
  /** One server only; null for every server (Discord takes a while to show a change everywhere). */
  guild: string | null;
  values: Pick<LeaseStore, "get" | "set">;
}

/**
 * Declares the commands, unless exactly these were declared before. True when Discord was asked. Throws what the client
 * throws; the next start tries again.
 */
export async function registerCommands(
  commands: Command[],
  { client, application, guild, values }: Registration,
  signal: AbortSignal,
): Promise<boolean> {
  const declared = declareCommands(commands);
  const hash = createHash("sha256").update(JSON.stringify(declared)).digest("hex");
  const name = `discord-commands:${application}:${guild ?? "everywhere"}`;
  if ((await values.get(name)) === hash) return false;
  const route =
    guild === null ? Routes.applicationCommands(application) : Routes.applicationGuildCommands(application, guild);
  await client.put(route, declared, signal);
  await values.set(name, hash);
  return true;
}
