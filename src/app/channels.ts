/** Channels in the composition root: a notifier for each, and the rows that the store keeps of them. */
import { createHash } from "node:crypto";
import type { AppOptions } from "../app.js";
import { createTerminalNotifier } from "../channels/terminal.js";
import { createWebhookNotifier } from "../channels/webhook.js";
import type { Config } from "../config/load.js";
import type { ChannelConfig } from "../config/schema.js";
import { WatchdeskError } from "../errors.js";
import { withoutPicture } from "../picture.js";
import type { Notifier, Store } from "../ports.js";
import { type Account, openChatWebhook } from "./chat.js";
import { userAgentOf } from "./web.js";

/** One notifier a channel, by its id; the store knows each of them afterwards. */
export async function openChannels(
  options: AppOptions,
  store: Store,
  accounts: Map<string, Account>,
  closers: (() => void)[],
): Promise<Map<string, Notifier>> {
  const opened = Object.entries(options.config.channels).map(
    ([id, channel]) => [id, withPictures(options, channel, openNotifier(options, channel, accounts, closers))] as const,
  );
  const notifiers = new Map(opened);
  await store.deliveries.syncChannels(channelRows(options.config));
  return notifiers;
}

function openNotifier(
  options: AppOptions,
  channel: ChannelConfig,
  accounts: Map<string, Account>,
  closers: (() => void)[],
): Notifier {
  const { clock, config, terminal, version } = options;
  switch (channel.kind) {
    case "terminal":
      return createTerminalNotifier(terminal);
    case "webhook":
      return createWebhookNotifier({
        url: channel.url,
        secret: channel.secret ?? null,
        userAgent: userAgentOf(config, version),
        clock,
      });
    case "slack":
    case "discord": {
      const account = accounts.get(channel.account);
      if (!account) throw new WatchdeskError("config", `no account "${channel.account}"`);
      return account.notifier(channel);
    }
    case "slack-webhook":
    case "discord-webhook": {
      const { notifier, close } = openChatWebhook(channel, { config, clock });
      closers.push(close);
      return notifier;
    }
  }
}

/** The channel as it is, or without feeds' pictures where the configuration wants none. */
function withPictures({ config }: AppOptions, channel: ChannelConfig, notifier: Notifier): Notifier {
  const own = "pictures" in channel ? channel.pictures : undefined;
  if (own ?? config.alerts.pictures) return notifier;
  return { ...notifier, send: (outgoing, signal) => notifier.send(withoutPicture(outgoing), signal) };
}

/** The channels as the store knows them; `settings` changes with the configuration of a channel. */
function channelRows(config: Config) {
  return Object.entries(config.channels).map(([id, channel]) => ({
    id,
    account: "account" in channel ? channel.account : null,
    settings: createHash("sha256").update(JSON.stringify(channel)).digest("hex"),
  }));
}
