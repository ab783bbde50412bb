/** Looks for a message whose answer was lost, by the delivery's key in its footer. */
import { DiscordAPIError, Routes } from "discord.js";
import type { DiscordClient } from "./client.js";
import { HISTORY_PAGE } from "./limits.js";
import { footerKey } from "./render.js";

/** Discord's clock and ours may differ by so much. */
export const CLOCK_MARGIN_MS = 10 * 60_000;
/** 10,000 messages since the try; what lies beyond is not looked at. */
export const MAX_PAGES = 100;

/** Discord's ids begin with the ms since 2015: https://discord.com/developers/docs/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000;
const TIMESTAMP_SHIFT = 22n;

export interface Sought {
  channel: string;
  key: string;
  since: number;
}

/** The message's id, or null when it was never stored. Throws what the client throws. */
export async function seekMessage(client: DiscordClient, sought: Sought, signal: AbortSignal): Promise<string | null> {
  let after = snowflakeAt(sought.since - CLOCK_MARGIN_MS);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { limit: String(HISTORY_PAGE), after: String(after) };
    const messages = listOf(await client.get(Routes.channelMessages(sought.channel), query, signal));
    const found = messages.find((message) => bears(message, sought.key));
    if (found !== undefined) return found.id;
    if (messages.length < HISTORY_PAGE) return null;
    // Pages come newest first within themselves; the next begins after the newest of this one.
    for (const message of messages) if (BigInt(message.id) > after) after = BigInt(message.id);
  }
  return null;
}

/**
 * A forum's post whose answer was lost: among its threads since then, by the key in their first message. The lists of
 * threads hold no messages, so that each is asked for.
 * https://discord.com/developers/docs/resources/guild#list-active-guild-threads
 */
export async function seekInForum(client: DiscordClient, sought: Sought, signal: AbortSignal): Promise<string | null> {
  const guild = await client.guildOf(sought.channel, signal);
  if (guild === null) throw new Error("the forum's server could not be learned");
  const since = snowflakeAt(sought.since - CLOCK_MARGIN_MS);
  const active = threadsOf(await client.get(Routes.guildActiveThreads(guild), {}, signal));
  const away = threadsOf(
    await client.get(Routes.channelThreads(sought.channel, "public"), { limit: String(HISTORY_PAGE) }, signal),
  );
  const young = [...active.filter((one) => one.parent_id === sought.channel), ...away].filter(
    (one) => BigInt(one.id) >= since,
  );
  for (const { id } of young.slice(0, MAX_PAGES)) {
    const first = await firstMessage(client, id, signal);
    if (first !== null && bears(first, sought.key)) return id;
  }
  return null;
}

/** The message that a thread of a forum began with has the thread's id; null when a person deleted it. */
async function firstMessage(client: DiscordClient, thread: string, signal: AbortSignal): Promise<SeenMessage | null> {
  try {
    return listOf([await client.get(Routes.channelMessage(thread, thread), {}, signal)])[0] ?? null;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return null;
    throw error;
  }
}

function threadsOf(answer: unknown): { id: string; parent_id?: string }[] {
  const threads = typeof answer === "object" && answer !== null && "threads" in answer ? answer.threads : null;
  if (!Array.isArray(threads)) throw new Error("Discord's threads are not a list");
  return threads.filter((one) => typeof one?.id === "string" && /^\d{1,20}$/.test(one.id));
}

function snowflakeAt(at: number): bigint {
  return BigInt(Math.max(0, Math.floor(at) - DISCORD_EPOCH)) << TIMESTAMP_SHIFT;
}

interface SeenMessage {
  id: string;
  embeds?: { footer?: { text?: string } }[];
}

function listOf(answer: unknown): SeenMessage[] {
  if (!Array.isArray(answer)) throw new Error("Discord's history is not a list");
  return answer.filter((message) => typeof message?.id === "string" && /^\d{1,20}$/.test(message.id));
}

function bears(message: SeenMessage, key: string): boolean {
  return (message.embeds ?? []).some((embed) => embed.footer?.text?.endsWith(footerKey(key)) === true);
}
