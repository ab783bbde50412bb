/** What becomes of a call to Discord that failed: the one place where Discord's answers are judged. Pure. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import type { SendResult } from "../model.js";

export type Failure = Exclude<SendResult, { kind: "sent" }>;

function retry(reason: string, unsettled: boolean, scope: "channel" | "account", afterMs: number | null): Failure {
  return { kind: "retry", reason, afterMs, scope, unsettled };
}

const PERMISSIONS = "Give the bot View Channel, Send Messages, Embed Links and Read Message History in this channel";

/**
 * Answers after which nothing can be sent to the channel until a person acts.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
 */
const CHANNEL_HINTS: Record<number, string> = {
  10003: "Check the channel's id; the channel may have been deleted",
  10004: "Invite the bot to the server again",
  50001: PERMISSIONS,
  50008: "Route to a text channel, or set forum: true for a forum",
  50013: PERMISSIONS,
  40067: "The forum demands a tag: name one in the channel's tags",
  50024: "Route to a text channel",
  40001: "Set the account's bot token anew",
  40002: "Verify the bot's account at discord.com/developers",
  50014: "Set the account's bot token anew",
  220001: "The webhook posts into a forum: name one of its posts as the channel's thread",
  340013: "The channel cannot be used by this bot",
};

/** Unknown webhook, invalid webhook token. */
const WEBHOOK_GONE = new Set([10015, 50027]);
const WEBHOOK_HINT = "Make a new webhook and set the channel's url anew";

/** Discord declined for now; nothing was stored. */
const TRANSIENT: Record<number, { afterMs: number | null; scope: "channel" | "account" }> = {
  20016: { afterMs: null, scope: "channel" }, // slow mode
  20022: { afterMs: null, scope: "channel" }, // announcement edits
  20028: { afterMs: null, scope: "channel" }, // the channel's write limit
  20029: { afterMs: null, scope: "account" }, // the server's write limit
  30046: { afterMs: 5 * 60_000, scope: "channel" }, // edits of messages older than an hour; the notifier holds edits alone
  40062: { afterMs: null, scope: "channel" }, // the resource is limited
  110000: { afterMs: 60_000, scope: "account" }, // server not available
  130000: { afterMs: null, scope: "account" }, // overloaded
};

/** A person deleted the message. */
const UNKNOWN_MESSAGE = 10008;

/** What nobody needs to act on. */
const MESSAGE_HINTS: Record<number, string> = {
  10008: "The message was deleted; it is not sent again",
  50005: "The message was sent by another bot",
  160005: "The thread is locked",
};

/** Node never reached the server: nothing can have been stored. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);

/** Judges what a call of the client threw. Never throws. */
export function classify(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    const waitMs = Math.max(error.retryAfter, error.sublimitTimeout, error.timeToReset);
    const afterMs = Number.isFinite(waitMs) && waitMs > 0 ? Math.ceil(waitMs) : null;
    return retry("Discord limits the rate", false, error.global ? "account" : "channel", afterMs);
  }
  if (error instanceof DiscordAPIError) return classifyAnswer(error.status, error.code, error.message);
  if (error instanceof HTTPError) return retry(`Discord answered ${error.status}`, true, "channel", null);
  return classifyNetwork(error);
}

function classifyAnswer(status: number, code: number | string, message: string): Failure {
  const number = Number(code);
  const reason = `Discord says ${status} (${code}): ${message.split("\n")[0]?.slice(0, MAX_REASON_CHARS)}`;
  if (WEBHOOK_GONE.has(number)) return { kind: "rejected", reason, hint: WEBHOOK_HINT, scope: "channel" };
  if (status === 401) {
    return { kind: "rejected", reason, hint: "Set the account's bot token anew", scope: "channel" };
  }
  const transient = TRANSIENT[number];
  if (transient !== undefined) return retry(reason, false, transient.scope, transient.afterMs);
  // A gateway gave up waiting: the request itself may have gone through.
  if (status === 408) return retry(reason, true, "channel", null);
  const hint = CHANNEL_HINTS[number];
  if (hint !== undefined) return { kind: "rejected", reason, hint, scope: "channel" };
  // 403 is never tried again: ten thousand of them in ten minutes bring a ban.
  if (status === 403 && MESSAGE_HINTS[number] === undefined) {
    return { kind: "rejected", reason, hint: PERMISSIONS, scope: "channel" };
  }
  const removed = number === UNKNOWN_MESSAGE ? { removed: true } : {};
  return { kind: "rejected", reason, hint: MESSAGE_HINTS[number] ?? null, scope: "delivery", ...removed };
}

const MAX_REASON_CHARS = 200;

function classifyNetwork(error: unknown): Failure {
  const code = codeOf(error);
  if (code !== null && UNREACHED.has(code)) return retry(`Discord cannot be reached (${code})`, false, "account", null);
  const name = error instanceof Error ? error.name : "Error";
  const timedOut = name === "TimeoutError" || name === "AbortError";
  const reason = timedOut ? "Discord did not answer in time" : `the connection to Discord broke (${code ?? name})`;
  return retry(reason, true, "channel", null);
}

function codeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}
