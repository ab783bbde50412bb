/** The Discord notifier with its real client over the test server. */
import { onTestFinished } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { createDiscordClient, type DiscordClient } from "../../src/discord/client.js";
import { createDiscordNotifier } from "../../src/discord/notifier.js";
import { DISCORD_CHANNEL, DISCORD_TOKEN, startDiscordServer } from "./discord-server.js";
import { type NotifierHarness, UNDER_WAY_MS } from "./notifier-contract.js";

export interface DiscordHarnessOptions {
  /** Takes a protection away. */
  client?: (client: DiscordClient, apiUrl: string) => DiscordClient;
  timeoutMs?: number;
  /** The service's and the bot's time at first, ms. */
  startAt?: number;
  /** The bot's time where it is not the service's. */
  botTime?: () => number;
}

export async function startDiscordHarness(options: DiscordHarnessOptions = {}) {
  let now = options.startAt ?? 1_800_000_000_000;
  const server = await startDiscordServer({ now: () => now });
  const own = createDiscordClient({
    token: DISCORD_TOKEN,
    apiUrl: server.url,
    timeoutMs: options.timeoutMs ?? 5000,
    perSecond: Number.POSITIVE_INFINITY,
  });
  onTestFinished(() => own.close());
  const client = options.client?.(own, server.url) ?? own;
  const clock = { now: options.botTime ?? (() => now), sleep: async () => {} };
  const harness: NotifierHarness & { server: typeof server } = {
    server,
    notifier: createDiscordNotifier({ client, channelId: DISCORD_CHANNEL, clock, edits: createEditGate(clock, null) }),
    now: () => now,
    advance: (ms) => {
      // What is under way arrives within half a minute, however long the bot waits.
      now += Math.min(ms, UNDER_WAY_MS);
      if (ms > UNDER_WAY_MS) server.faults.arrive();
      now += Math.max(0, ms - UNDER_WAY_MS);
    },
    fail: (...faults) => server.faults.next(...faults),
    onStall: (listener) => server.faults.onStall(listener),
    stored: () =>
      [...server.rest.channels.keys()]
        .flatMap((channel) => server.stored(channel))
        .map(({ embeds, edits }) => ({ text: embeds[0]?.title ?? embeds[0]?.description ?? "", edits })),
    deleteAll: () => {
      server.rest.channels.get(DISCORD_CHANNEL)!.messages.length = 0;
    },
    lockOut: () => {
      server.rest.channels.get(DISCORD_CHANNEL)!.allowed = false;
    },
    revokeToken: () => {
      server.rest.tokens.clear();
    },
  };
  return harness;
}
