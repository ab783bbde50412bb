/** One bot's slash command: deferred at once, answered when the answer is there. */
import { type ChatInputCommandInteraction, DiscordAPIError, MessageFlags, Routes } from "discord.js";
import { type AskDeps, ask } from "../commands/ask.js";
import { asWatchdeskError } from "../errors.js";
import type { Chat, LeaseStore, Random } from "../ports.js";
import { renderAnswer } from "./answer.js";
import type { DiscordClient } from "./client.js";
import { readQuestion, registerCommands, SLASH_COMMAND } from "./commands.js";
import { createConnection } from "./connection.js";

export interface DiscordChatOptions extends AskDeps {
  /** The account's name in the configuration. */
  account: string;
  token: string;
  /** Base address of the API; null for Discord's own. */
  apiUrl: string | null;
  timeoutMs: number;
  /** Register the commands in this server only. */
  guild: string | null;
  /** For the registration of commands. */
  client: DiscordClient;
  leases: Pick<LeaseStore, "hold" | "release" | "get" | "set">;
  /** This process, as the lease knows it. */
  owner: string;
  random: Random;
}

/** Discord had the acknowledgement already: an answer to an earlier try was lost. */
const ALREADY_ACKNOWLEDGED = 40060;
/** The three seconds are over, or somebody else answered. */
const UNKNOWN_INTERACTION = 10062;

export function createDiscordChat(options: DiscordChatOptions): Chat {
  const lease = `discord-gateway:${options.account}`;
  const ending = new AbortController();
  const connection = createConnection({
    ...options,
    hold: (leaseMs) => options.leases.hold(lease, options.owner, leaseMs),
    release: () => options.leases.release(lease, options.owner),
    onCommand: (interaction) => handle(options, interaction),
    async onReady(application) {
      const registration = { client: options.client, application, guild: options.guild, values: options.leases };
      const asked = await registerCommands(options.commands, registration, ending.signal);
      if (asked) options.log.info({ account: options.account }, "commands registered with Discord");
    },
  });
  return {
    account: options.account,
    start: connection.start,
    async stop() {
      ending.abort();
      await connection.stop();
    },
    health() {
      const { ok, text } = connection.health();
      return { ok, text: `Discord ${options.account}: ${text}` };
    },
  };
}

async function handle(options: DiscordChatOptions, interaction: ChatInputCommandInteraction): Promise<void> {
  if (interaction.commandName !== SLASH_COMMAND) return;
  // Discord waits three seconds; nothing may stand before this.
  if (!(await deferred(options, interaction))) return;
  const answer = await ask(options, `discord:${interaction.id}`, () => readQuestion(interaction, options.commands));
  if (answer === null) return;
  try {
    // An edit, so the client may repeat it; the token serves for 15 minutes, ask ends long before. By the route itself,
    // as the client's own way adds fields that an edit does not take.
    const route = Routes.webhookMessage(interaction.applicationId, interaction.token, "@original");
    await interaction.client.rest.patch(route, { body: renderAnswer(answer), auth: false });
  } catch (error) {
    const reason = asWatchdeskError(error).message;
    options.log.warn({ stage: "discord", account: options.account, reason }, "an answer could not be handed over");
  }
}

async function deferred(options: DiscordChatOptions, interaction: ChatInputCommandInteraction): Promise<boolean> {
  try {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    return true;
  } catch (error) {
    const code = error instanceof DiscordAPIError ? error.code : null;
    // The client repeats a call whose answer was lost, and Discord says that it has heard.
    if (code === ALREADY_ACKNOWLEDGED) return true;
    const reason = code === UNKNOWN_INTERACTION ? "it came too late" : asWatchdeskError(error).message;
    options.log.warn({ stage: "discord", account: options.account, reason }, "a command could not be acknowledged");
    // An answer that was lost may have been one that Discord gave: then the edit below is still welcome.
    return code === null;
  }
}
