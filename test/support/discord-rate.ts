/** The limits of the Discord for tests, told in the headers of each answer as Discord does. */
import type { ServerResponse } from "node:http";
import { createRateCounter, type RateLimit, type Taken } from "./rates.js";

export interface DiscordLimits {
  /** Of messages a channel or thread. */
  posts?: RateLimit;
  /** Of edits a channel or thread. */
  edits?: RateLimit;
  /** Of edits a channel or thread of messages that are older than an hour: code 30046. */
  oldEdits?: RateLimit;
  /** Of all requests of a bot. */
  all?: RateLimit;
}

const HOUR_MS = 3_600_000;
const DISCORD_EPOCH = 1_420_070_400_000;
const OLD_EDITS = { code: 30046, message: "Maximum number of edits to messages older than 1 hour reached" };

/** @param now the service's time, by which messages grow old; @param rateNow the time of the windows */
export function createDiscordRate(limits: DiscordLimits, now: () => number, rateNow?: () => number) {
  const posts = createRateCounter(limits.posts, rateNow);
  const edits = createRateCounter(limits.edits, rateNow);
  const oldEdits = createRateCounter(limits.oldEdits, rateNow);
  const all = createRateCounter(limits.all, rateNow);
  return {
    refused: () => posts.refused() + edits.refused() + oldEdits.refused() + all.refused(),
    refusedEdits: () => edits.refused() + oldEdits.refused(),
    /** False when a limit was reached and the request has been answered with 429. */
    admits(method: string, parts: string[], response: ServerResponse): boolean {
      const [kind, channel = "", part, message] = parts;
      const global = all.take("");
      if (global?.allowed === false) return refuse(response, global, { message: "slow" }, true);
      if (kind !== "channels" || part !== "messages" || parts.length > 4) return true;
      if (method === "POST") return tell(response, "messages", posts.take(channel));
      if (method !== "PATCH") return true;
      const old = isOld(message ?? "", now()) ? oldEdits.take(channel) : null;
      if (old?.allowed === false) return refuse(response, old, OLD_EDITS, false);
      return tell(response, "edits", edits.take(channel));
    },
  };
}

function isOld(message: string, now: number): boolean {
  return now - (Number(BigInt(message) >> 22n) + DISCORD_EPOCH) > HOUR_MS;
}

function tell(response: ServerResponse, bucket: string, taken: Taken | null): boolean {
  if (taken === null) return true;
  response.setHeader("x-ratelimit-limit", String(taken.limit));
  response.setHeader("x-ratelimit-remaining", String(taken.remaining));
  response.setHeader("x-ratelimit-reset-after", String(taken.resetMs / 1000));
  response.setHeader("x-ratelimit-bucket", bucket);
  return taken.allowed || refuse(response, taken, { message: "slow" }, false);
}

function refuse(response: ServerResponse, { resetMs }: Taken, body: object, global: boolean): false {
  const seconds = resetMs / 1000;
  const headers = { "content-type": "application/json", "retry-after": String(Math.ceil(seconds)) };
  response.writeHead(429, global ? { ...headers, "x-ratelimit-global": "true" } : headers);
  response.end(JSON.stringify({ retry_after: seconds, global, ...body }));
  return false;
}
