import { onTestFinished } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { systemClock } from "../../src/clock.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordNotifier } from "../../src/discord/notifier.js";
import { DISCORD_GUILD, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";
import { describeLoad } from "../support/load-contract.js";

/** Discord's five messages in five seconds made short. */
const COUNT = 5;
const WINDOW_MS = 250;

describeLoad("Discord", async () => {
  const server = await startDiscordServer({ limit: { count: COUNT, windowMs: WINDOW_MS }, now: Date.now });
  const client = createDiscordClient({
    token: DISCORD_TOKEN,
    apiUrl: server.url,
    timeoutMs: 10_000,
    perSecond: Number.POSITIVE_INFINITY,
  });
  onTestFinished(() => client.close());
  return {
    notifier: (channelId) => {
      server.rest.addChannel(channelId, DISCORD_GUILD);
      return createDiscordNotifier({ client, channelId, clock: systemClock, edits: createEditGate(systemClock, null) });
    },
    messages: (channelId) =>
      (server.rest.channels.get(channelId)?.messages ?? []).map(({ embeds, edits }) => ({
        text: embeds[0]?.title ?? "",
        edits,
      })),
    refused: () => server.rate.refused(),
    leastMs: (posts) => (Math.ceil(posts / COUNT) - 1) * WINDOW_MS,
  };
});
