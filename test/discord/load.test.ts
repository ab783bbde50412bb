import { onTestFinished, vi } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordNotifier } from "../../src/discord/notifier.js";
import { DISCORD_GUILD, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";
import { describeLoad } from "../support/load-contract.js";

/**
 * https://discord.com/developers/docs/topics/rate-limits: 50 requests a second in all, the rest is told in headers; five
 * in five seconds a channel were seen, for messages and for edits. How many edits of messages older than an hour
 * Discord takes (30046) it does not say.
 */
const FIVE = { count: 5, windowMs: 5000 };
const LIMITS = {
  posts: FIVE,
  edits: FIVE,
  oldEdits: { count: 3, windowMs: 60_000 },
  all: { count: 50, windowMs: 1000 },
};

describeLoad(
  "Discord",
  async (clock) => {
    // The client keeps to the limits by the machine's clock.
    vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
    onTestFinished(() => void vi.useRealTimers());
    const server = await startDiscordServer({ limits: LIMITS, now: clock.now, rateNow: clock.now });
    const client = createDiscordClient({ token: DISCORD_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
    onTestFinished(() => client.close());
    return {
      notifier: (channelId) => {
        server.rest.addChannel(channelId, DISCORD_GUILD);
        return createDiscordNotifier({ client, channelId, clock, edits: createEditGate(clock, null) });
      },
      messages: (channelId) =>
        (server.rest.channels.get(channelId)?.messages ?? []).map(({ id, embeds, edits }) => ({
          text: JSON.stringify(embeds),
          edits,
          notes: (server.rest.channels.get(id)?.messages ?? []).map((note) => JSON.stringify(note.embeds)),
        })),
      refused: () => server.rate.refused(),
      refusedEdits: () => server.rate.refusedEdits(),
      limits: { posts: FIVE, edits: FIVE },
    };
  },
  (now) => void vi.setSystemTime(now),
);
