import { onTestFinished } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { systemClock } from "../../src/clock.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordNotifier } from "../../src/discord/notifier.js";
import { describeBurst } from "../support/burst-contract.js";
import { DISCORD_GUILD, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";

/** Discord's five in five seconds with WATCHDESK_TRUE_LIMITS set, else made short; the client keeps to it from the headers. */
const WINDOW_MS = process.env["WATCHDESK_TRUE_LIMITS"] === undefined ? 500 : 5000;

describeBurst("Discord", async () => {
  const server = await startDiscordServer({ limits: { posts: { count: 5, windowMs: WINDOW_MS } } });
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
    titles: (channelId) =>
      server.rest.channels.get(channelId)?.messages.map(({ embeds }) => embeds[0]?.title ?? "") ?? [],
    refused: () => server.rate.refused(),
    leastMs: 3 * WINDOW_MS,
  };
});
