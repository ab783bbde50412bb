import { DISCORD_CHANNEL, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";
import { describeKills } from "../support/kill-contract.js";

describeKills("Discord", async () => {
  const server = await startDiscordServer({ now: () => Date.now() });
  return {
    platform: "discord",
    apiUrl: server.url,
    token: DISCORD_TOKEN,
    channelId: DISCORD_CHANNEL,
    next: (fault) => server.faults.next(fault),
    waiting: () => server.faults.waiting(),
    titles: () =>
      (server.rest.channels.get(DISCORD_CHANNEL)?.messages ?? []).map(({ embeds }) => embeds[0]?.title ?? ""),
  };
});
