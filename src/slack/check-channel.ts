/** What `watchdesk doctor` tells of one channel in Slack. */
import type { webApi } from "@slack/bolt";
import { type Finding, failedFinding } from "../channels/finding.js";
import { classify } from "./classify.js";

export interface SlackChannelToCheck {
  name: string;
  channelId: string;
  /** The `ts` of the message whose thread takes everything. */
  thread?: string | null;
}

export async function checkChannel(web: webApi.WebClient, one: SlackChannelToCheck): Promise<Finding[]> {
  const what = `channel ${one.name}`;
  try {
    const { channel } = await web.conversations.info({ channel: one.channelId });
    const named = `#${channel?.name ?? one.channelId}`;
    if (channel?.is_archived) {
      return [{ ok: false, text: `${what} is archived`, hint: "Unarchive it, or route elsewhere" }];
    }
    if (channel?.is_member === false) {
      return [{ ok: false, text: `${what}: the bot is not in ${named}`, hint: "Write there: /invite @watchdesk" }];
    }
    await web.conversations.history({ channel: one.channelId, limit: 1 });
    const well = { ok: true, text: `${what}: ${named} can be written and read`, hint: null };
    return [well, ...(await checkThread(web, what, one))];
  } catch (error) {
    return [failedFinding(what, classify(error))];
  }
}

async function checkThread(
  web: webApi.WebClient,
  what: string,
  { channelId, thread = null }: SlackChannelToCheck,
): Promise<Finding[]> {
  if (thread === null) return [];
  try {
    await web.conversations.replies({ channel: channelId, ts: thread, limit: 1 });
    return [{ ok: true, text: `${what}: its thread is there`, hint: null }];
  } catch (error) {
    const hint = "Copy the message's link anew: its ts stands at the end";
    return [{ ...failedFinding(`${what}: its thread ${thread}`, classify(error)), hint }];
  }
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: T for the workspace, B for the webhook. */
const WEBHOOK_PATH = /^\/services\/T[A-Z0-9]+\/B[A-Z0-9]+\/[A-Za-z0-9]+$/;

/** An incoming webhook answers nothing but what is sent to it, so that its address is all that can be looked at. */
export function checkSlackWebhook(name: string, url: string): Finding {
  const what = `channel ${name}`;
  if (WEBHOOK_PATH.test(new URL(url).pathname)) {
    return { ok: null, text: `${what}: its address looks right; Slack tells no more without a message`, hint: null };
  }
  const hint = "Slack's own are https://hooks.slack.com/services/T…/B…/…; where it is not Slack's, all may be well";
  return { ok: null, text: `${what}: its address is not of the form of Slack's; nothing was sent to try it`, hint };
}
