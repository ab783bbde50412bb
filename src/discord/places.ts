/** Where messages live in Discord: in a channel, in the thread under an alert, as the first message of a forum's post. */
import { DiscordAPIError, Routes } from "discord.js";
import type { Alert, MessageBody } from "../model.js";
import type { DiscordClient } from "./client.js";
import { THREAD_NAME_CHARS } from "./limits.js";
import { type RenderOptions, renderDiscord } from "./render.js";
import { literal } from "./text.js";

/** The channel may be configured anew, the message stays. A forum's post has one id for thread and first message. */
export interface Place {
  channel: string;
  message: string;
}

/** Of a forum channel: the tags that each post gets; a forum may demand one. */
export interface Forum {
  tags: string[];
}

/** What stands over the thread; the alert is right above it. */
const THREAD_NAME = "What changed";

export const UNKNOWN_CHANNEL = 10003;
const THREAD_EXISTS = 160004;
const THREAD_ARCHIVED = 50083;
/** Missing access or permission, wrong kind of channel, too many threads. */
const NO_THREADS = new Set([50001, 50013, 50024, 30033, 160006]);
/** Learning the server's id must not hold up what was sent. */
const GUILD_TIMEOUT_MS = 2000;

export async function create(client: DiscordClient, channel: string, body: object, signal: AbortSignal) {
  return { channel, message: idOf(await client.post(Routes.channelMessages(channel), body, signal)) };
}

/**
 * A new post in a forum. Discord enforces no nonce for these.
 * https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel
 */
export async function createInForum(
  client: DiscordClient,
  channel: string,
  { body, options, forum }: { body: MessageBody; options: RenderOptions; forum: Forum },
  signal: AbortSignal,
): Promise<Place> {
  const tags = forum.tags.length === 0 ? {} : { applied_tags: forum.tags };
  const wanted = { name: nameOf(body), message: renderDiscord(body, options), ...tags };
  const id = idOf(await client.post(Routes.threads(channel), wanted, signal));
  return { channel: id, message: id };
}

/** The name of a post: what people see in the forum's list. It stays as it was when the post was made. */
function nameOf(body: MessageBody): string {
  return literal(titleOf(body), THREAD_NAME_CHARS) || "Watchdesk";
}

function titleOf(body: MessageBody): string {
  switch (body.kind) {
    case "alert":
      return headlineOf(body.alert);
    case "note":
      return body.note.text;
    case "digest":
      return body.digest.title;
    case "operator":
      return body.message.title;
  }
}

function headlineOf({ headline, translation }: Alert): string {
  return translation?.headline ?? headline;
}

/**
 * Opens the thread under an alert; that it is there already is as good. False where there can be none (the channel is
 * itself a thread, or the bot may open none): there a note is a reply.
 */
export async function openThread(client: DiscordClient, alert: Place, signal: AbortSignal): Promise<boolean> {
  try {
    await client.post(Routes.threads(alert.channel, alert.message), { name: THREAD_NAME }, signal);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === THREAD_EXISTS) return true;
    if (code !== null && NO_THREADS.has(code)) return false;
    throw error;
  }
}

/** Edits a message. A thread that Discord has put away for being quiet is taken out again first: there is news. */
export async function editAt(client: DiscordClient, place: Place, body: object, signal: AbortSignal): Promise<void> {
  const route = Routes.channelMessage(place.channel, place.message);
  try {
    await client.patch(route, body, signal);
  } catch (error) {
    if (codeOf(error) !== THREAD_ARCHIVED) throw error;
    await client.patch(Routes.channel(place.channel), { archived: false }, signal);
    await client.patch(route, body, signal);
  }
}

export function codeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError ? Number(error.code) : null;
}

export function placeOf(reference: string, channelId: string): Place {
  const colon = reference.indexOf(":");
  return colon < 0
    ? { channel: channelId, message: reference }
    : { channel: reference.slice(0, colon), message: reference.slice(colon + 1) };
}

/** The id of what was made. Throws where the answer names none. */
export function idOf(made: unknown): string {
  if (typeof made === "object" && made !== null && "id" in made && typeof made.id === "string") return made.id;
  throw new Error("Discord named no message");
}

/** The message's address for people; null while the server cannot be learned. */
export async function linkOf(
  client: DiscordClient,
  channelId: string,
  place: Place,
  signal: AbortSignal,
): Promise<string | null> {
  const guild = await client.guildOf(channelId, AbortSignal.any([signal, AbortSignal.timeout(GUILD_TIMEOUT_MS)]));
  return guild === null ? null : `https://discord.com/channels/${guild}/${place.channel}/${place.message}`;
}
