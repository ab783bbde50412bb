/** Hands an answer over to whoever asked, for their eyes alone. */
import type { RespondFn, webApi } from "@slack/bolt";
import type { Answer } from "../commands/command.js";
import type { Log } from "../ports.js";
import { renderAnswer } from "./answer.js";
import { createSlackClient } from "./client.js";

export interface Asker {
  /** Writes to the response URL, five times within 30 minutes; null where Slack gave none. */
  respond: RespondFn | null;
  channel: string;
  user: string;
}

export interface ReplyOptions {
  account: string;
  botToken: string;
  apiUrl: string | null;
  timeoutMs: number;
  log: Log;
}

/** A client of our own: Bolt's adds arguments that the methods do not take. Its calls end in time. */
export function clientOf({ botToken, apiUrl, timeoutMs }: ReplyOptions): webApi.WebClient {
  return createSlackClient({ token: botToken, apiUrl, timeoutMs }).until(AbortSignal.timeout(timeoutMs));
}

/** Tries at the response URL; an answer twice is for the same eyes only. */
const ANSWER_TRIES = 2;

/** Never throws. Where the response URL has expired the answer goes into the channel, shown to the asker alone. */
export async function handOver(
  options: ReplyOptions,
  { respond, channel, user }: Asker,
  answer: Answer,
): Promise<void> {
  const { response_type, ...drawn } = renderAnswer(answer);
  for (let tries = 1; respond !== null && tries <= ANSWER_TRIES; tries += 1) {
    try {
      // Else the answer to a button would stand in the place of the alert.
      await respond({ response_type, replace_original: false, ...drawn });
      return;
    } catch {
      // Expired, used up, or Slack is slow; what follows tells.
    }
  }
  try {
    await clientOf(options).chat.postEphemeral({ channel, user, ...drawn });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    options.log.warn({ stage: "slack", account: options.account, reason }, "an answer could not be handed over");
  }
}
