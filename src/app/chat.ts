/** Slack and Discord in the composition root: an account's client, its channels' notifiers, and its slash commands. */
import { createEditGate } from "../channels/edit-gate.js";
import type { CommandContext } from "../commands/command.js";
import { COMMANDS } from "../commands/registry.js";
import type { Config } from "../config/load.js";
import type { AccountConfig, ChannelConfig } from "../config/schema.js";
import { createDiscordChat } from "../discord/bot.js";
import { createDiscordClient } from "../discord/client.js";
import { createDiscordNotifier } from "../discord/notifier.js";
import { createDiscordWebhookNotifier, readWebhook } from "../discord/webhook.js";
import { WatchdeskError } from "../errors.js";
import type { Chat, Clock, Log, Notifier, Random, Store } from "../ports.js";
import { createSlackChat } from "../slack/bot.js";
import { createSlackClient } from "../slack/client.js";
import type { SlackMode } from "../slack/connection.js";
import { EDITS_PER_MINUTE } from "../slack/limits.js";
import { createSlackNotifier } from "../slack/notifier.js";
import { createSlackWebhookNotifier } from "../slack/webhook.js";

type ChatChannel = Extract<ChannelConfig, { kind: "slack" | "discord" }>;

export interface Account {
  /** A notifier for one of the account's channels. */
  notifier(channel: ChatChannel): Notifier;
  /** How people ask; null where the account has no means for it (no app token, no signing secret). */
  chat: Chat | null;
  close(): void;
}

export interface AccountDeps {
  config: Config;
  store: Store;
  clock: Clock;
  random: Random;
  log: Log;
  owner: string;
  context(): CommandContext;
}

/** One call to a platform, its answer's body included. */
export const CALL_TIMEOUT_MS = 10_000;

/** Every account by its name; opens no connection. */
export function openAccounts(deps: AccountDeps): Map<string, Account> {
  return new Map(Object.entries(deps.config.accounts).map(([name, one]) => [name, openAccount(deps, name, one)]));
}

function openAccount(deps: AccountDeps, name: string, account: AccountConfig): Account {
  switch (account.platform) {
    case "slack":
      return openSlack(deps, name, account);
    case "discord":
      return openDiscord(deps, name, account);
  }
}

function openSlack(deps: AccountDeps, name: string, account: Extract<AccountConfig, { platform: "slack" }>): Account {
  const apiUrl = deps.config.apiUrls.slack;
  const client = createSlackClient({ token: account.botToken, apiUrl, timeoutMs: CALL_TIMEOUT_MS });
  const mode = slackMode(account);
  const edits = createEditGate(deps.clock, EDITS_PER_MINUTE);
  return {
    notifier: (one) =>
      createSlackNotifier({
        client,
        channelId: one.channel,
        edits,
        thread: one.kind === "slack" ? (one.thread ?? null) : null,
      }),
    chat:
      mode === null
        ? null
        : createSlackChat({
            ...askDeps(deps),
            account: name,
            botToken: account.botToken,
            mode,
            apiUrl,
            ...calls(deps),
          }),
    close() {},
  };
}

/** The socket where there is an app token, else signed requests where there is a signing secret. */
function slackMode(account: Extract<AccountConfig, { platform: "slack" }>): SlackMode | null {
  if (account.appToken !== undefined) return { kind: "socket", appToken: account.appToken };
  if (account.signingSecret === undefined) return null;
  return { kind: "http", signingSecret: account.signingSecret, port: account.port ?? DEFAULT_SLACK_PORT };
}

/** Port of Slack's HTTP mode where none is configured; Bolt's own default. */
const DEFAULT_SLACK_PORT = 3000;

function openDiscord(
  deps: AccountDeps,
  name: string,
  account: Extract<AccountConfig, { platform: "discord" }>,
): Account {
  const apiUrl = deps.config.apiUrls.discord;
  const client = createDiscordClient({ token: account.token, apiUrl, timeoutMs: CALL_TIMEOUT_MS });
  return {
    notifier: (one) =>
      createDiscordNotifier({
        client,
        channelId: one.channel,
        clock: deps.clock,
        edits: createEditGate(deps.clock, null),
        forum: one.kind === "discord" && one.forum ? { tags: one.tags } : null,
      }),
    chat: createDiscordChat({
      ...askDeps(deps),
      account: name,
      token: account.token,
      apiUrl,
      guild: account.guild ?? null,
      client,
      leases: deps.store.leases,
      owner: deps.owner,
      ...calls(deps),
    }),
    close: () => client.close(),
  };
}

type WebhookChannel = Extract<ChannelConfig, { kind: "slack-webhook" | "discord-webhook" }>;

/** A chat channel that is reached by a webhook's address alone; Discord's client is closed with `close`. */
export function openChatWebhook(
  channel: WebhookChannel,
  { config, clock }: Pick<AccountDeps, "config" | "clock">,
): { notifier: Notifier; close(): void } {
  if (channel.kind === "slack-webhook") {
    return { notifier: createSlackWebhookNotifier({ url: channel.url, timeoutMs: CALL_TIMEOUT_MS }), close() {} };
  }
  const webhook = readWebhook(channel.url);
  if (!webhook) throw new WatchdeskError("config", "a channel's url is no address of a Discord webhook");
  const client = createDiscordClient({ token: null, apiUrl: config.apiUrls.discord, timeoutMs: CALL_TIMEOUT_MS });
  const edits = createEditGate(clock, null);
  const notifier = createDiscordWebhookNotifier({ client, webhook, thread: channel.thread ?? null, edits });
  return { notifier, close: () => client.close() };
}

function askDeps({ store, clock, log, context }: AccountDeps) {
  const first = (id: string) => store.leases.first("question", id);
  return { commands: COMMANDS, context, first, clock, log };
}

function calls({ random }: AccountDeps) {
  return { random, timeoutMs: CALL_TIMEOUT_MS };
}
