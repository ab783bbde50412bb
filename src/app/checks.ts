/** The doctor in the composition root: every account with its channels, then the channels that have none. */
import type { Finding } from "../channels/finding.js";
import type { Config } from "../config/load.js";
import type { ChannelConfig } from "../config/schema.js";
import { checkDiscordAccount } from "../discord/check.js";
import { checkDiscordWebhook } from "../discord/check-channel.js";
import { createDiscordClient } from "../discord/client.js";
import { readWebhook } from "../discord/webhook.js";
import { checkSlackAccount } from "../slack/check.js";
import { checkSlackWebhook } from "../slack/check-channel.js";
import { CALL_TIMEOUT_MS } from "./chat.js";

export interface Findings {
  /** An account's name, or what its channels have in common. */
  of: string;
  findings: Finding[];
}

/** What is wrong with each configured account and channel, and what to click. Sends no message. */
export async function checkChats(config: Config, signal: AbortSignal): Promise<Findings[]> {
  const accounts = Object.keys(config.accounts).map(async (name) => ({
    of: name,
    findings: await checkAccount(config, name, signal),
  }));
  const webhooks = Object.entries(config.channels).map(([name, one]) => checkWebhook(config, name, one, signal));
  const findings = (await Promise.all(webhooks)).flat();
  return [...(await Promise.all(accounts)), ...(findings.length === 0 ? [] : [{ of: "webhooks", findings }])];
}

function checkAccount({ accounts, channels, apiUrls }: Config, name: string, signal: AbortSignal): Promise<Finding[]> {
  const account = accounts[name]!;
  const mine = Object.entries(channels).filter(([, one]) => "account" in one && one.account === name);
  const common = { account: name, timeoutMs: CALL_TIMEOUT_MS };
  if (account.platform === "slack") {
    const { botToken, appToken = null } = account;
    const own = mine.flatMap(([channel, one]) =>
      one.kind === "slack" ? [{ name: channel, channelId: one.channel, thread: one.thread ?? null }] : [],
    );
    return checkSlackAccount({ ...common, botToken, appToken, apiUrl: apiUrls.slack, channels: own }, signal);
  }
  const own = mine.flatMap(([channel, one]) =>
    one.kind === "discord" ? [{ name: channel, channelId: one.channel, tags: one.forum ? one.tags : null }] : [],
  );
  return checkDiscordAccount({ ...common, token: account.token, apiUrl: apiUrls.discord, channels: own }, signal);
}

async function checkWebhook(
  { apiUrls }: Config,
  name: string,
  channel: ChannelConfig,
  signal: AbortSignal,
): Promise<Finding[]> {
  switch (channel.kind) {
    case "terminal":
    case "slack":
    case "discord":
      return [];
    case "webhook":
      return [
        { ok: null, text: `channel ${name}: its receiver cannot be tried without sending it a message`, hint: null },
      ];
    case "slack-webhook":
      return [checkSlackWebhook(name, channel.url)];
    case "discord-webhook": {
      const webhook = readWebhook(channel.url);
      if (webhook === null) return [];
      const client = createDiscordClient({ token: null, apiUrl: apiUrls.discord, timeoutMs: CALL_TIMEOUT_MS });
      try {
        return await checkDiscordWebhook(client, { name, webhook, thread: channel.thread ?? null }, signal);
      } finally {
        client.close();
      }
    }
  }
}
