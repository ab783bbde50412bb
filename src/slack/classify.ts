/** What becomes of a call to Slack that failed: the one place where Slack's answers are judged. Pure. */
import { webApi } from "@slack/bolt";
import type { SendResult } from "../model.js";

export type Failure = Exclude<SendResult, { kind: "sent" }>;

/** A call that failed so may be made again; whether it had an effect is `unsettled`. */
function retry(reason: string, unsettled: boolean, scope: "channel" | "account", afterMs: number | null): Failure {
  return { kind: "retry", reason, afterMs, scope, unsettled };
}

/** Answers after which nothing can be sent to the channel until a person acts. https://docs.slack.dev/reference/methods/chat.postMessage */
const CHANNEL_HINTS: Record<string, string> = {
  channel_not_found: "Check the channel's id, and invite the bot: /invite @watchdesk",
  not_in_channel: "Invite the bot to the channel: /invite @watchdesk",
  is_archived: "Unarchive the channel, or route to another",
  channel_is_archived: "Unarchive the channel, or route to another",
  restricted_action: "Let apps post in this channel (channel settings, posting permissions)",
  restricted_action_read_only_channel: "Let apps post in this channel (channel settings, posting permissions)",
  restricted_action_thread_only_channel: "Let apps post in this channel (channel settings, posting permissions)",
  restricted_action_non_threadable_channel: "Let apps post threads in this channel",
  restricted_action_thread_locked: "Unlock the thread",
  no_permission: "Give the app the scope chat:write and install it again",
  missing_scope: "Add the scopes of config/slack-manifest.yaml and install the app again",
  ekm_access_denied: "Ask the workspace's administrators about key management",
  cannot_reply_to_message: "Let apps post threads in this channel",
  invalid_auth: "Set the account's bot token (xoxb-…) anew",
  not_authed: "Set the account's bot token (xoxb-…)",
  token_revoked: "Install the app again and set the account's new bot token",
  token_expired: "Install the app again and set the account's new bot token",
  account_inactive: "The app was removed from the workspace: install it again and set its new bot token",
  user_is_bot: "Route to a channel, not to a bot",
  not_allowed_token_type: "Use a bot token (xoxb-…)",
  org_login_required: "The workspace is being moved: wait for its administrators",
  team_access_not_granted: "Grant the app to this workspace",
  access_denied: "Ask the workspace's administrators to allow the app",
  enterprise_is_restricted: "Ask the workspace's administrators to allow the app",
  accesslimited: "Ask the workspace's administrators to allow the app",
};

/** Slack was at fault or busy. The first two may have had an effect all the same, as Slack says itself. */
const TRANSIENT: Record<string, { unsettled: boolean; scope: "channel" | "account" }> = {
  internal_error: { unsettled: true, scope: "channel" },
  fatal_error: { unsettled: true, scope: "channel" },
  request_timeout: { unsettled: true, scope: "channel" },
  service_unavailable: { unsettled: true, scope: "account" },
  team_added_to_org: { unsettled: false, scope: "account" },
  ratelimited: { unsettled: false, scope: "channel" },
  rate_limited: { unsettled: false, scope: "channel" },
  message_limit_exceeded: { unsettled: false, scope: "account" },
};

/** What nobody needs to act on: a person deleted the message or closed it for edits. */
const MESSAGE_HINTS: Record<string, string> = {
  message_not_found: "The message was deleted; it is not sent again",
  thread_not_found: "The alert was deleted; its notes have nowhere to go",
  edit_window_closed: "The workspace forbids edits so late",
  cant_update_message: "The message was sent by another app or token",
};

/** Codes by which Slack says that a person deleted the message. */
const REMOVED = new Set(["message_not_found", "thread_not_found"]);

/** Node never reached the server: nothing can have been stored. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ENETUNREACH",
  "EHOSTUNREACH",
]);

/** An error code as Slack writes them; anything else in its place is an answer of somebody else's, or half a one. */
const SLACK_CODE = /^[a-z][a-z0-9_]{1,79}$/;

/** Judges what a call of the web client threw. Never throws. */
export function classify(error: unknown): Failure {
  if (error instanceof webApi.SlackError) {
    if (error instanceof Error && "retryAfter" in error && typeof error.retryAfter === "number") {
      return retry("Slack limits the rate", false, "channel", error.retryAfter * 1000);
    }
    if ("data" in error) return classifyAnswer(error.data);
    if ("statusCode" in error) return retry(`Slack answered ${error.statusCode}`, true, "channel", null);
    if ("original" in error) return classifyNetwork(error.original);
  }
  // The body ended early or stalled: the client throws what the stream threw.
  return classifyNetwork(error);
}

function classifyAnswer(data: unknown): Failure {
  const code = typeof data === "object" && data !== null && "error" in data ? data.error : null;
  if (typeof code !== "string" || !SLACK_CODE.test(code)) {
    return retry("Slack's answer could not be read", true, "channel", null);
  }
  const transient = TRANSIENT[code];
  if (transient !== undefined) return retry(`Slack says ${code}`, transient.unsettled, transient.scope, null);
  const hint = CHANNEL_HINTS[code];
  if (hint !== undefined) return { kind: "rejected", reason: `Slack says ${code}`, hint, scope: "channel" };
  const removed = REMOVED.has(code) ? { removed: true } : {};
  return {
    kind: "rejected",
    reason: `Slack says ${code}`,
    hint: MESSAGE_HINTS[code] ?? null,
    scope: "delivery",
    ...removed,
  };
}

function classifyNetwork(error: unknown): Failure {
  const code = codeOf(error);
  if (code !== null && UNREACHED.has(code)) return retry(`Slack cannot be reached (${code})`, false, "account", null);
  const name = error instanceof Error ? error.name : "Error";
  const timedOut = name === "TimeoutError" || name === "AbortError";
  return retry(
    timedOut ? "Slack did not answer in time" : `the connection to Slack broke (${code ?? name})`,
    true,
    "channel",
    null,
  );
}

/** The system's code, which fetch hides under its own error. */
function codeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}
