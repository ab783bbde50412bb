/** Where messages live in Slack: in a channel, or in a thread there, which has no threads of its own. */
import type { SlackClient } from "./client.js";

/** The channel may be configured anew, the message stays. */
export interface Place {
  channel: string;
  ts: string;
}

/** Learning the workspace's address must not hold up what was sent. */
const TEAM_URL_TIMEOUT_MS = 2000;

export function placeOf(reference: string, channelId: string): Place {
  const colon = reference.indexOf(":");
  return colon < 0
    ? { channel: channelId, ts: reference }
    : { channel: reference.slice(0, colon), ts: reference.slice(colon + 1) };
}

/**
 * The message's address for people; null while the workspace's cannot be learned.
 * https://docs.slack.dev/reference/methods/chat.getPermalink gives the same, for a call a message.
 */
export async function linkOf(
  client: SlackClient,
  place: Place,
  thread: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const team = await client.teamUrl(AbortSignal.any([signal, AbortSignal.timeout(TEAM_URL_TIMEOUT_MS)]));
  if (team === null) return null;
  const url = new URL(`archives/${place.channel}/p${place.ts.replace(".", "")}`, team);
  if (thread !== null) url.search = new URLSearchParams({ thread_ts: thread, cid: place.channel }).toString();
  return url.href;
}
