/** Acts in the composition root: who may act on stories, where, and when the team's morning is. */
import type { ActRules } from "../acts/judge.js";
import type { Config } from "../config/load.js";

/** A channel's own list counts, else its account's, else everybody in the channel may. */
export function actRules({ channels, accounts, morning }: Config): ActRules {
  const chats = Object.entries(channels).flatMap(([id, channel]) => {
    if (channel.kind !== "slack" && channel.kind !== "discord") return [];
    const allow = channel.allow ?? accounts[channel.account]?.allow ?? null;
    return [{ id, account: channel.account, channel: channel.channel, allow }];
  });
  return { channels: chats, morning };
}
