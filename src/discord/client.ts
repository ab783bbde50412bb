/**
 * One bot's connection to Discord's REST API, for sending. The client's own retries are off: after a lost answer it would
 * post a second time. A rate limit is told to us instead of waiting inside the client, where nobody sees it.
 */
import { REST, Routes } from "discord.js";

export interface DiscordClientOptions {
  /** Of a bot; null for webhooks, which carry their own. */
  token: string | null;
  /** Base address of the API without its version; null for Discord's own. */
  apiUrl: string | null;
  /** For one call, its answer's body included, ms. */
  timeoutMs: number;
  /** Requests a second in all; Discord allows a bot 50: https://discord.com/developers/docs/topics/rate-limits */
  perSecond?: number;
}

export interface DiscordClient {
  post(route: `/${string}`, body: object, signal: AbortSignal): Promise<unknown>;
  patch(route: `/${string}`, body: object, signal: AbortSignal): Promise<unknown>;
  put(route: `/${string}`, body: object, signal: AbortSignal): Promise<unknown>;
  get(route: `/${string}`, query: Record<string, string>, signal: AbortSignal): Promise<unknown>;
  /** The server (guild) that a channel belongs to, learned once; null while it cannot be learned. */
  guildOf(channelId: string, signal: AbortSignal): Promise<string | null>;
  close(): void;
}

export function createDiscordClient(options: DiscordClientOptions): DiscordClient {
  const rest = new REST({
    ...(options.apiUrl === null ? {} : { api: options.apiUrl }),
    retries: 0,
    globalRequestsPerSecond: options.perSecond ?? 50,
    rejectOnRateLimit: () => true,
    timeout: options.timeoutMs,
  });
  const auth = options.token !== null;
  const guilds = new Map<string, string>();
  const until = (signal: AbortSignal): AbortSignal => {
    // A 401 makes the client forget its token, and every later call would fail for another reason.
    if (options.token !== null) rest.setToken(options.token);
    // The client's own timeout ends with the headers; a body may stall as well.
    return AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]);
  };
  const client: DiscordClient = {
    post: async (route, body, signal) => rest.post(route, { body, auth, signal: until(signal) }),
    patch: async (route, body, signal) => rest.patch(route, { body, auth, signal: until(signal) }),
    put: async (route, body, signal) => rest.put(route, { body, auth, signal: until(signal) }),
    get: async (route, query, signal) =>
      rest.get(route, { query: new URLSearchParams(query), auth, signal: until(signal) }),
    async guildOf(channelId, signal) {
      const known = guilds.get(channelId);
      if (known !== undefined) return known;
      try {
        const channel = await client.get(Routes.channel(channelId), {}, signal);
        if (typeof channel !== "object" || channel === null || !("guild_id" in channel)) return null;
        if (typeof channel.guild_id !== "string") return null;
        guilds.set(channelId, channel.guild_id);
        return channel.guild_id;
      } catch {
        // Without it a message merely has no link to itself.
        return null;
      }
    },
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
  return client;
}
