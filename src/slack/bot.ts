/** One workspace's slash commands and buttons: acknowledged at once, answered when the answer is there. */
import {
  type AllMiddlewareArgs,
  App,
  type BlockAction,
  type SlackActionMiddlewareArgs,
  type SlackCommandMiddlewareArgs,
  type SlackViewMiddlewareArgs,
  type ViewSubmitAction,
} from "@slack/bolt";
import { type AskDeps, ask, orFault } from "../commands/ask.js";
import type { Answer } from "../commands/command.js";
import { NO_FIELD, press } from "../commands/press.js";
import type { Chat, Clock, Log, Random } from "../ports.js";
import { webClientOptions } from "./client.js";
import { readQuestion, SLASH_COMMAND } from "./commands.js";
import { createHttpConnection, createSocketConnection, type SlackMode } from "./connection.js";
import { ACTION_IDS, actorOf, asksForReason, clickOf, REASON_VIEW, reasonView, submissionOf } from "./press.js";
import { clientOf, handOver } from "./reply.js";

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
  app.command(SLASH_COMMAND, (args) => onCommand(options, args));
  app.action<BlockAction>(ACTION_IDS, (args) => onClick(options, args));
  app.view<ViewSubmitAction>(REASON_VIEW, (args) => onReason(options, args));
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

/** Slack waits three seconds: nothing may stand before the acknowledgement, and what throws after it is told in words. */
async function onCommand(options: SlackChatOptions, args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) {
  const { command, ack, respond } = args;
  await ack();
  const { user_id: user, channel_id: channel } = command;
  const answer = await orFault(options.log, () => {
    const actor = actorOf(options.account, { id: user, name: command.user_name }, channel);
    return ask(options, `slack:${command.trigger_id}`, actor, () => readQuestion(command.text ?? "", options.commands));
  });
  if (answer !== null) await handOver(options, { respond, channel, user }, answer);
}

async function onClick(options: SlackChatOptions, args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs) {
  const { body, ack, respond } = args;
  await ack();
  const answer = await orFault(options.log, async () => {
    const click = clickOf(options.account, body);
    if (click === null) return null;
    if (!asksForReason(click)) return press(options, click);
    return opened(() => clientOf(options).views.open({ trigger_id: body.trigger_id, view: reasonView(click) }));
  });
  const channel = body.channel?.id ?? "";
  if (answer !== null) await handOver(options, { respond, channel, user: body.user.id }, answer);
}

/** Nothing needs to be said when the field is open. */
async function opened(open: () => Promise<unknown>): Promise<Answer | null> {
  try {
    await open();
    return null;
  } catch {
    return NO_FIELD;
  }
}

async function onReason(
  options: SlackChatOptions,
  args: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs,
) {
  const { body, ack } = args;
  await ack();
  const submission = submissionOf(options.account, body);
  if (submission === null) return;
  const answer = await orFault(options.log, () => press(options, submission));
  const channel = submission.actor.place?.channel ?? "";
  if (answer !== null) await handOver(options, { respond: null, channel, user: body.user.id }, answer);
}
