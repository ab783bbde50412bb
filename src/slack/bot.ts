/** One workspace's slash commands: acknowledged at once, answered when the answer is there. */
import { App, type SlackCommandMiddlewareArgs } from "@slack/bolt";
import { type AskDeps, ask } from "../commands/ask.js";
import type { Chat, Clock, Log, Random } from "../ports.js";
import { renderAnswer } from "./answer.js";
import { webClientOptions } from "./client.js";
import { readQuestion, SLASH_COMMAND } from "./commands.js";
import { createHttpConnection, createSocketConnection, type SlackMode } from "./connection.js";

export interface SlackChatOptions extends AskDeps {
  /** The account's name in the configuration. */
  account: string;
  botToken: string;
  mode: SlackMode;
  /** Base address of the web API; null for Slack's own. */
  apiUrl: string | null;
  timeoutMs: number;
  clock: Clock;
  random: Random;
  log: Log;
}

/** Tries to hand an answer over; an answer twice is for the same eyes only. */
const ANSWER_TRIES = 2;

export function createSlackChat(options: SlackChatOptions): Chat {
  const connection =
    options.mode.kind === "socket"
      ? createSocketConnection({ ...options, appToken: options.mode.appToken })
      : createHttpConnection(options.mode);
  const app = new App({
    receiver: connection.receiver,
    // What bolt would ask Slack for at each start we need for nothing; doctor checks the token.
    authorize: async () => ({ botToken: options.botToken }),
    clientOptions: webClientOptions(options),
    ignoreSelf: false,
    convoStore: false,
  });
  app.command(SLASH_COMMAND, (args) => handle(options, args));
  app.error(async (error) => {
    options.log.error({ stage: "slack", account: options.account, error: error.message }, "an event was not handled");
  });
  return {
    account: options.account,
    start: connection.start,
    stop: connection.stop,
    health() {
      const { ok, text } = connection.health();
      return { ok, text: `Slack ${options.account}: ${text}` };
    },
  };
}

async function handle(options: SlackChatOptions, args: SlackCommandMiddlewareArgs): Promise<void> {
  const { command, ack, respond } = args;
  // Slack waits three seconds; nothing may stand before this.
  await ack();
  const read = () => readQuestion(command.text ?? "", options.commands);
  const answer = await ask(options, `slack:${command.trigger_id}`, read);
  if (answer === null) return;
  const drawn = renderAnswer(answer);
  for (let tries = 1; ; tries += 1) {
    try {
      await respond(drawn);
      return;
    } catch (error) {
      if (tries < ANSWER_TRIES) continue;
      const reason = error instanceof Error ? error.message : String(error);
      options.log.warn({ stage: "slack", account: options.account, reason }, "an answer could not be handed over");
      return;
    }
  }
}
