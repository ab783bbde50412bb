/** Brings messages to one Discord channel, each exactly once. */
import { DiscordAPIError, Routes } from "discord.js";
import { type EditGate, edited, waiting } from "../channels/edit-gate.js";
import type { Outgoing } from "../model.js";
import type { Clock, Notifier } from "../ports.js";
import { classify } from "./classify.js";
import type { DiscordClient } from "./client.js";
import { renderDiscord } from "./render.js";
import { seekMessage } from "./seek.js";

export interface DiscordNotifierOptions {
  client: DiscordClient;
  channelId: string;
  clock: Clock;
  /** The channel's, since Discord counts edits a channel. */
  edits: EditGate;
}

/**
 * For so long after an unsettled try the enforced nonce alone makes two messages one. Discord remembers a nonce for a
 * few minutes (three were seen); older tries are sought in the channel first.
 */
export const NONCE_LIFETIME_MS = 2 * 60_000;

/** Learning the server's id must not hold up what was sent. */
const GUILD_TIMEOUT_MS = 2000;

/** Where a message lives: the channel may be configured anew, the message stays. */
interface Place {
  channel: string;
  message: string;
}

/** What stands over the thread; the alert is right above it. */
const THREAD_NAME = "What changed";

const UNKNOWN_CHANNEL = 10003;
const THREAD_EXISTS = 160004;
/** Missing access or permission, wrong kind of channel, too many threads. */
const NO_THREADS = new Set([50001, 50013, 50024, 30033, 160006]);

export function createDiscordNotifier({ client, channelId, clock, edits }: DiscordNotifierOptions): Notifier {
  return {
    platform: "discord",
    // Discord tells its limit with each answer, and the client keeps it: a send too early is a retry.
    gapMs: 0,
    async send(outgoing, signal) {
      const posting = outgoing.reference === null;
      const before = posting && outgoing.unsettledSince !== null;
      if (signal.aborted) {
        return { kind: "retry", reason: "stopped before sending", afterMs: null, scope: "delivery", unsettled: before };
      }
      const waitMs = posting ? 0 : edits.take();
      if (waitMs > 0) return waiting(waitMs);
      try {
        const place = posting
          ? await post(client, channelId, outgoing, clock.now(), signal)
          : await edit(client, channelId, outgoing, signal);
        return {
          kind: "sent",
          reference: `${place.channel}:${place.message}`,
          url: await linkOf(client, channelId, place, signal),
        };
      } catch (error) {
        const failure = classify(error);
        if (failure.kind === "rejected") return failure;
        // An edit is simply repeated.
        if (!posting) return edited(edits, { ...failure, unsettled: false });
        // An earlier try stays unsettled until its message was found or the post answered.
        return { ...failure, unsettled: failure.unsettled || before };
      }
    },
  };
}

async function post(
  client: DiscordClient,
  channelId: string,
  outgoing: Outgoing,
  now: number,
  signal: AbortSignal,
): Promise<Place> {
  const parent = outgoing.parent === null ? null : placeOf(outgoing.parent, channelId);
  // The thread that is made from a message has that message's id.
  const places = parent === null ? [channelId] : [parent.message, parent.channel];
  if (outgoing.unsettledSince !== null && now - outgoing.unsettledSince > NONCE_LIFETIME_MS) {
    const found = await seekIn(client, places, outgoing.key, outgoing.unsettledSince, signal);
    if (found !== null) return found;
  }
  const body = { ...renderDiscord(outgoing.body, outgoing), nonce: outgoing.key, enforce_nonce: true };
  if (parent === null) return create(client, channelId, body, signal);
  try {
    return await create(client, parent.message, body, signal);
  } catch (error) {
    if (codeOf(error) !== UNKNOWN_CHANNEL) throw error;
  }
  if (await openThread(client, parent, signal)) return create(client, parent.message, body, signal);
  const reply = { message_id: parent.message, fail_if_not_exists: false };
  return create(client, parent.channel, { ...body, message_reference: reply }, signal);
}

async function seekIn(
  client: DiscordClient,
  channels: string[],
  key: string,
  since: number,
  signal: AbortSignal,
): Promise<Place | null> {
  for (const channel of channels) {
    try {
      const message = await seekMessage(client, { channel, key, since }, signal);
      if (message !== null) return { channel, message };
    } catch (error) {
      // A thread that was never opened holds nothing.
      if (channels.length === 1 || codeOf(error) !== UNKNOWN_CHANNEL) throw error;
    }
  }
  return null;
}

async function create(client: DiscordClient, channel: string, body: object, signal: AbortSignal): Promise<Place> {
  return { channel, message: idOf(await client.post(Routes.channelMessages(channel), body, signal)) };
}

/**
 * Opens the thread under an alert; that it is there already is as good. False where there can be none (the channel is
 * itself a thread, or the bot may open none): there a note is a reply.
 */
async function openThread(client: DiscordClient, alert: Place, signal: AbortSignal): Promise<boolean> {
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

function codeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError ? Number(error.code) : null;
}

async function edit(client: DiscordClient, channelId: string, outgoing: Outgoing, signal: AbortSignal): Promise<Place> {
  const place = placeOf(outgoing.reference ?? "", channelId);
  await client.patch(
    Routes.channelMessage(place.channel, place.message),
    renderDiscord(outgoing.body, outgoing),
    signal,
  );
  return place;
}

function placeOf(reference: string, channelId: string): Place {
  const colon = reference.indexOf(":");
  return colon < 0
    ? { channel: channelId, message: reference }
    : { channel: reference.slice(0, colon), message: reference.slice(colon + 1) };
}

function idOf(message: unknown): string {
  if (typeof message === "object" && message !== null && "id" in message && typeof message.id === "string") {
    return message.id;
  }
  throw new Error("Discord named no message");
}

async function linkOf(
  client: DiscordClient,
  channelId: string,
  place: Place,
  signal: AbortSignal,
): Promise<string | null> {
  const guild = await client.guildOf(channelId, AbortSignal.any([signal, AbortSignal.timeout(GUILD_TIMEOUT_MS)]));
  return guild === null ? null : `https://discord.com/channels/${guild}/${place.channel}/${place.message}`;
}
