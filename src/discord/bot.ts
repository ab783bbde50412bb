/** One bot's slash command and buttons: deferred at once, answered when the answer is there. */
import { type ChatInputCommandInteraction, Routes } from "discord.js";
import { type AskDeps, ask, orFault } from "../commands/ask.js";
import { NO_FIELD, press } from "../commands/press.js";
import type { Chat, LeaseStore, Random } from "../ports.js";
import type { DiscordClient } from "./client.js";
import { readQuestion, registerCommands, SLASH_COMMAND } from "./commands.js";
import { createConnection } from "./connection.js";
import { actorOf, asksForReason, type Click, clickOf, reasonModal } from "./press.js";
import { deferred, handOver } from "./reply.js";

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

export function createDiscordChat(options: DiscordChatOptions): Chat {
  const lease = `discord-gateway:${options.account}`;
  const ending = new AbortController();
  const connection = createConnection({
    ...options,
    hold: (leaseMs) => options.leases.hold(lease, options.owner, leaseMs),
    release: () => options.leases.release(lease, options.owner),
    onCommand: (interaction) => onCommand(options, interaction),
    onClick: (interaction) => onClick(options, interaction),
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

async function onCommand(options: DiscordChatOptions, interaction: ChatInputCommandInteraction): Promise<void> {
  if (interaction.commandName !== SLASH_COMMAND) return;
  // Discord waits three seconds; nothing may stand before this.
  if (!(await deferred(options, interaction))) return;
  const answer = await orFault(options.log, () => {
    const actor = actorOf(options.account, interaction);
    return ask(options, `discord:${interaction.id}`, actor, () => readQuestion(interaction, options.commands));
  });
  if (answer !== null) await handOver(options, interaction, answer);
}

async function onClick(options: DiscordChatOptions, interaction: Click): Promise<void> {
  let acknowledged = false;
  const answer = await orFault(options.log, async () => {
    const click = clickOf(options.account, interaction);
    if (click === null) return null;
    const asking = asksForReason(click);
    // A field takes the place of the acknowledgement.
    if (asking && (await opened(interaction, reasonModal(click)))) return null;
    acknowledged = await deferred(options, interaction);
    if (!acknowledged) return null;
    return asking ? NO_FIELD : press(options, click);
  });
  if (answer === null) return;
  // What threw before the acknowledgement is told in words all the same.
  if (acknowledged || (await deferred(options, interaction))) await handOver(options, interaction, answer);
}

async function opened(interaction: Click, body: object): Promise<boolean> {
  try {
    const route = Routes.interactionCallback(interaction.id, interaction.token);
    await interaction.client.rest.post(route, { body, auth: false });
    return true;
  } catch {
    return false;
  }
}
