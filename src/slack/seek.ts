/** Looks for a message whose answer was lost, by the delivery's key in its metadata or its first block's id. */
import type { webApi } from "@slack/bolt";
import { HISTORY_PAGE } from "./limits.js";
import { blockIdOf, METADATA_EVENT } from "./render.js";

/** Slack's clock and ours may differ by so much. */
export const CLOCK_MARGIN_MS = 10 * 60_000;
/** 10,000 messages since the try; what lies beyond is not looked at. */
export const MAX_PAGES = 50;

export interface Sought {
  channel: string;
  /** The alert's `ts` when a note is sought: history shows no replies. */
  thread: string | null;
  key: string;
  since: number;
}

/** The message's `ts`, or null when it was never stored. Throws what the client throws. */
export async function seekMessage(web: webApi.WebClient, sought: Sought): Promise<string | null> {
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const asked = {
      channel: sought.channel,
      oldest: String(Math.max(0, (sought.since - CLOCK_MARGIN_MS) / 1000)),
      inclusive: true,
      include_all_metadata: true,
      limit: HISTORY_PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer =
      sought.thread === null
        ? await web.conversations.history(asked)
        : await web.conversations.replies({ ...asked, ts: sought.thread });
    for (const message of answer.messages ?? [])
      if (message.ts !== undefined && bears(message, sought.key)) return message.ts;
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return null;
  }
  return null;
}

function bears(message: object, key: string): boolean {
  if ("metadata" in message && isOurs(message.metadata, key)) return true;
  const blocks = "blocks" in message && Array.isArray(message.blocks) ? message.blocks : [];
  const id: unknown = blocks[0]?.block_id;
  return typeof id === "string" && id.startsWith(blockIdOf(key, 0).slice(0, -1));
}

function isOurs(metadata: unknown, key: string): boolean {
  if (typeof metadata !== "object" || metadata === null) return false;
  if (!("event_type" in metadata) || metadata.event_type !== METADATA_EVENT) return false;
  const payload = "event_payload" in metadata ? metadata.event_payload : null;
  return typeof payload === "object" && payload !== null && "key" in payload && payload.key === key;
}
