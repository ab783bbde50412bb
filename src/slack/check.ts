/** What `watchdesk doctor` tells of a workspace: its tokens, scopes and channels, and what to click. */
import type { webApi } from "@slack/bolt";
import { type Finding, failedFinding } from "../channels/finding.js";
import { checkChannel, type SlackChannelToCheck } from "./check-channel.js";
import { classify } from "./classify.js";
import { createSlackClient } from "./client.js";

export interface SlackAccountToCheck {
  account: string;
  botToken: string;
  /** Null in HTTP mode. */
  appToken: string | null;
  apiUrl: string | null;
  timeoutMs: number;
  channels: SlackChannelToCheck[];
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
  return [...token.findings, ...(await checkSocket(account, signal)), ...channels.flat()];
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
    return { findings: [failedFinding("the bot token", classify(error))], scopes: null };
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
    return [{ ...failedFinding("Socket Mode", classify(error)), hint: APP_TOKEN }];
  }
}
