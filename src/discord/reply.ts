/** Acknowledges an interaction at once, and hands its answer over to whoever asked, for their eyes alone. */
import {
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  Routes,
} from "discord.js";
import type { Answer } from "../commands/command.js";
import { asWatchdeskError } from "../errors.js";
import type { Log } from "../ports.js";
import { renderAnswer } from "./answer.js";

export type Answered = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

interface ReplyOptions {
  account: string;
  log: Log;
}

/** Discord had the acknowledgement already: an answer to an earlier try was lost. */
const ALREADY_ACKNOWLEDGED = 40060;
/** The three seconds are over, or somebody else answered. */
const UNKNOWN_INTERACTION = 10062;

/** Never throws. False when nobody can be answered any more. */
export async function deferred({ account, log }: ReplyOptions, interaction: Answered): Promise<boolean> {
  try {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    return true;
  } catch (error) {
    const code = error instanceof DiscordAPIError ? error.code : null;
    // The client repeats a call whose answer was lost, and Discord says that it has heard.
    if (code === ALREADY_ACKNOWLEDGED) return true;
    const reason = code === UNKNOWN_INTERACTION ? "it came too late" : asWatchdeskError(error).message;
    log.warn({ stage: "discord", account, reason }, "an interaction could not be acknowledged");
    // An answer that was lost may have been one that Discord gave: then the edit below is still welcome.
    return code === null;
  }
}

/** Never throws. */
export async function handOver({ account, log }: ReplyOptions, interaction: Answered, answer: Answer): Promise<void> {
  try {
    // An edit, so the client may repeat it; the token serves for 15 minutes, every answer is there long before. By the
    // route itself, as the client's own way adds fields that an edit does not take.
    const route = Routes.webhookMessage(interaction.applicationId, interaction.token, "@original");
    await interaction.client.rest.patch(route, { body: renderAnswer(answer), auth: false });
  } catch (error) {
    log.warn(
      { stage: "discord", account, reason: asWatchdeskError(error).message },
      "an answer could not be handed over",
    );
  }
}
