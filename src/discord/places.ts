/** Where messages live in Discord: in a channel, in the thread under an alert, as the first message of a forum's post. */
import { createHash } from "node:crypto";
import { DiscordAPIError, Routes } from "discord.js";
import type { Alert, MessageBody } from "../model.js";
import type { Clock } from "../ports.js";
import type { DiscordClient } from "./client.js";
import { THREAD_NAME_CHARS } from "./limits.js";
import { type RenderOptions, renderDiscord } from "./render.js";
import { literal } from "./text.js";

/** The channel may be configured anew, the message stays. A forum's post has one id for thread and first message. */
export interface Place {
  channel: string;
  message: string;
  /** Stands for the name that we gave a forum's post; absent elsewhere, and where nobody knows it. */
  name?: string;
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
  return { channel: id, message: id, name: markOf(wanted.name) };
}

/** Gives a post the name of its alert's headline. */
export interface PostNames {
  /** The place with the name that it has now. Never throws: the message itself stands, and the next edit tries again. */
  follow(place: Place, body: MessageBody, signal: AbortSignal): Promise<Place>;
}

/** Discord renames a channel or a thread twice in ten minutes: https://discord.com/developers/docs/topics/rate-limits */
const RENAMES = 2;
const RENAMES_WITHIN_MS = 10 * 60_000;

/** A name that a person gave stays until the headline changes. */
export function createPostNames(client: DiscordClient, clock: Clock): PostNames {
  /** When each post was renamed last, newest last; posts whose times are over are forgotten. */
  const renamed = new Map<string, number[]>();

  async function rename(post: string, name: string, signal: AbortSignal): Promise<boolean> {
    const now = clock.now();
    for (const [id, times] of renamed) if ((times.at(-1) ?? 0) <= now - RENAMES_WITHIN_MS) renamed.delete(id);
    const recent = (renamed.get(post) ?? []).filter((at) => at > now - RENAMES_WITHIN_MS);
    if (recent.length >= RENAMES) return false;
    renamed.set(post, [...recent, now]);
    try {
      await client.patch(Routes.channel(post), { name }, signal);
      return true;
    } catch (error) {
      // What Discord refuses for good is not asked again until there is another name.
      return codeOf(error) !== null;
    }
  }

  return {
    async follow(place, body, signal) {
      if (body.kind !== "alert" || place.channel !== place.message) return place;
      const name = nameOf(body);
      const wanted = { ...place, name: markOf(name) };
      if (place.name === wanted.name) return place;
      const known = place.name !== undefined || (await nameAt(client, place.channel, signal)) !== name;
      return !known || (await rename(place.channel, name, signal)) ? wanted : place;
    },
  };
}

/** The post's name as it stands; null where it cannot be learned. */
async function nameAt(client: DiscordClient, post: string, signal: AbortSignal): Promise<string | null> {
  try {
    const found = await client.get(Routes.channel(post), {}, signal);
    return typeof found === "object" && found !== null && "name" in found ? String(found.name) : null;
  } catch {
    return null;
  }
}

/** Kept with the reference, in which a headline itself has no place. */
function markOf(name: string): string {
  return `n${createHash("sha256").update(name).digest("hex").slice(0, MARK_CHARS)}`;
}
const MARK_CHARS = 12;

/** The name of a post: what people see in the forum's list. */
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
  const [first = "", second, name] = reference.split(":");
  if (second === undefined) return { channel: channelId, message: first };
  return { channel: first, message: second, ...(name === undefined ? {} : { name }) };
}

/** As `placeOf` reads it. */
export function referenceOf({ channel, message, name }: Place): string {
  return [channel, message, ...(name === undefined ? [] : [name])].join(":");
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
