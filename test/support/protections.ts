/** The clients with one protection taken away, to show that the fault table would count it. */
import { webApi } from "@slack/bolt";
import { REST } from "discord.js";
import type { DiscordClient } from "../../src/discord/client.js";
import type { SlackClient } from "../../src/slack/client.js";
import { SLACK_TOKEN } from "./slack-server.js";

/** Retries of the client's own. */
export const slackWithRetries = (own: SlackClient, apiUrl: string): SlackClient => ({
  ...own,
  until: () =>
    new webApi.WebClient(SLACK_TOKEN, {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 2, minTimeout: 1, maxTimeout: 1 },
      timeout: 200,
      logLevel: webApi.LogLevel.ERROR,
      logger: {
        debug() {},
        info() {},
        warn() {},
        error() {},
        setLevel() {},
        getLevel: () => webApi.LogLevel.ERROR,
        setName() {},
      },
    }),
});

/** No look into the channel: history and replies are always empty. */
export const slackWithoutLook = (own: SlackClient): SlackClient => ({
  ...own,
  until(signal) {
    const web = own.until(signal);
    const nothing = async () => ({ ok: true, messages: [] });
    Object.assign(web.conversations, { history: nothing, replies: nothing });
    return web;
  },
});

/** Bodies go without nonce. */
export const discordWithoutNonce = (own: DiscordClient): DiscordClient => ({
  ...own,
  post(route, body, signal) {
    const { nonce: _nonce, enforce_nonce: _enforced, ...rest } = body as Record<string, unknown>;
    return own.post(route, rest, signal);
  },
});

/** The channel's history is always empty. */
export const discordWithoutLook = (own: DiscordClient): DiscordClient => ({
  ...own,
  get: async (route, query, signal) => (route.endsWith("/messages") ? [] : own.get(route, query, signal)),
});

/** Retries of the client's own, and no nonce that would make up for them. */
export const discordWithRetries = (own: DiscordClient, apiUrl: string): DiscordClient => {
  const rest = new REST({ api: apiUrl, retries: 2, timeout: 200 }).setToken("MTIz.test.token");
  return discordWithoutNonce({ ...own, post: async (route, body) => rest.post(route, { body }) });
};
