/** What `watchdesk doctor` tells of a workspace: its tokens, scopes and channels, and what to click. */
import type { webApi } from "@slack/bolt";
import { classify } from "./classify.js";
import { createSlackClient } from "./client.js";

/** One line of the doctor's: what was looked at, whether it is well, and what to do where it is not. */
export interface Finding {
  ok: boolean;
  text: string;
  hint: string | null;
}

export interface SlackAccountToCheck {
  account: string;
  botToken: string;
  /** Null in HTTP mode. */
  appToken: string | null;
  apiUrl: string | null;
  timeoutMs: number;
  channels: { name: string; channelId: string }[];
}

/** Without these nothing can be sent or sought; those for private channels are asked for by channel. */
const SCOPES = ["chat:write", "commands", "channels:history", "channels:read"];
const REINSTALL = "Open api.slack.com/apps, your app, OAuth & Permissions: add the scope, then Reinstall to Workspace";
const APP_TOKEN =
  "Open api.slack.com/apps, your app, Basic Information, App-Level Tokens: one with connections:write (xapp-…)";

/** Looks at the account; changes nothing, except that Slack hands out a socket's address that nobody uses. */
export async function checkSlackAccount(account: SlackAccountToCheck, signal: AbortSignal): Promise<Finding[]> {
  const web = createSlackClient({ ...account, token: account.botToken }).until(signal);
  const token = await checkToken(web);
  if (!token.findings.every((finding) => finding.ok) && token.scopes === null) return token.findings;
  const channels = await Promise.all(account.channels.map((channel) => checkChannel(web, channel)));
  return [...token.findings, ...(await checkSocket(account, signal)), ...channels];
}

async function checkToken(web: webApi.WebClient): Promise<{ findings: Finding[]; scopes: string[] | null }> {
  try {
    const answer = await web.auth.test();
    const scopes = answer.response_metadata?.scopes ?? [];
    const missing = scopes.length === 0 ? [] : SCOPES.filter((scope) => !scopes.includes(scope));
    const signedIn = { ok: true, text: `signed in to ${answer.team ?? "?"} as ${answer.user ?? "?"}`, hint: null };
    const lacking = missing.map((scope) => ({ ok: false, text: `the scope ${scope} is missing`, hint: REINSTALL }));
    return { findings: [signedIn, ...lacking], scopes };
  } catch (error) {
    return { findings: [failed("the bot token", error)], scopes: null };
  }
}

async function checkSocket(account: SlackAccountToCheck, signal: AbortSignal): Promise<Finding[]> {
  if (account.appToken === null) return [];
  try {
    await createSlackClient({ ...account, token: account.appToken })
      .until(signal)
      .apps.connections.open();
    return [{ ok: true, text: "Socket Mode opens", hint: null }];
  } catch (error) {
    return [{ ...failed("Socket Mode", error), hint: APP_TOKEN }];
  }
}

async function checkChannel(
  web: webApi.WebClient,
  { name, channelId }: { name: string; channelId: string },
): Promise<Finding> {
  const what = `channel ${name}`;
  try {
    const { channel } = await web.conversations.info({ channel: channelId });
    if (channel?.is_archived)
      return { ok: false, text: `${what} is archived`, hint: "Unarchive it, or route elsewhere" };
    if (channel?.is_member === false) {
      return {
        ok: false,
        text: `${what}: the bot is not in #${channel.name}`,
        hint: "Write there: /invite @watchdesk",
      };
    }
    await web.conversations.history({ channel: channelId, limit: 1 });
    return { ok: true, text: `${what}: #${channel?.name ?? channelId} can be written and read`, hint: null };
  } catch (error) {
    return failed(what, error);
  }
}

function failed(what: string, error: unknown): Finding {
  const failure = classify(error);
  return { ok: false, text: `${what}: ${failure.reason}`, hint: failure.kind === "rejected" ? failure.hint : null };
}
