/** A desk with one channel in Slack and one in Discord, as its configuration says it. */
import { DISCORD_CHANNEL, DISCORD_TOKEN } from "./discord-server.js";
import { SLACK_APP_TOKEN, SLACK_CHANNEL, SLACK_TOKEN } from "./slack-server.js";

export const BOTH_CHATS = `accounts:
  team: { platform: slack, botToken: ${SLACK_TOKEN}, appToken: ${SLACK_APP_TOKEN} }
  bot: { platform: discord, token: ${DISCORD_TOKEN} }
channels:
  slack: { kind: slack, account: team, channel: ${SLACK_CHANNEL} }
  discord: { kind: discord, account: bot, channel: "${DISCORD_CHANNEL}" }
`;
