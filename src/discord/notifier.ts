/** Brings messages to one Discord channel, each exactly once. */
import { type EditGate, edited, waiting } from "../channels/edit-gate.js";
import { createPictureGate } from "../channels/picture-gate.js";
import type { Note, Outgoing, SendResult } from "../model.js";
import type { Clock, Notifier } from "../ports.js";
import { classify } from "./classify.js";
import type { DiscordClient } from "./client.js";
import { isPictureRefusal } from "./picture.js";
import {
  codeOf,
  create,
  createInForum,
  createPostNames,
  editAt,
  type Forum,
  linkOf,
  openThread,
  type Place,
  placeOf,
  referenceOf,
  UNKNOWN_CHANNEL,
} from "./places.js";
import { renderDiscord } from "./render.js";
import { seekInForum, seekMessage } from "./seek.js";

export interface DiscordNotifierOptions {
  client: DiscordClient;
  channelId: string;
  clock: Clock;
  /** The channel's, since Discord counts edits a channel. */
  edits: EditGate;
  /** Set when the channel is a forum: each message of ours is a post there. */
  forum?: Forum | null;
}

/**
 * For so long after an unsettled try the enforced nonce alone makes two messages one. Discord remembers a nonce for a
 * few minutes (three were seen); older tries are sought in the channel first.
 */
export const NONCE_LIFETIME_MS = 2 * 60_000;

export function createDiscordNotifier(options: DiscordNotifierOptions): Notifier {
  const { client, channelId, clock, edits } = options;
  const pictures = createPictureGate(isPictureRefusal);
  const names = createPostNames(client, clock);
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
      const waitMs = posting ? 0 : edits.take(outgoing.urgent);
      if (waitMs > 0) return waiting(waitMs);
      try {
        const place = await pictures.send(outgoing, (one) =>
          posting ? post(options, one, clock.now(), signal) : edit(client, channelId, one, signal),
        );
        const known = options.forum && !posting ? await names.follow(place, outgoing.body, signal) : place;
        return { kind: "sent", reference: referenceOf(known), url: await linkOf(client, channelId, known, signal) };
      } catch (error) {
        if (codeOf(error) === UNKNOWN_CHANNEL && threadOf(outgoing, channelId) !== null) return THREAD_GONE;
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
  { client, channelId, forum }: DiscordNotifierOptions,
  outgoing: Outgoing,
  now: number,
  signal: AbortSignal,
): Promise<Place> {
  const parent = outgoing.parent === null ? null : placeOf(outgoing.parent, channelId);
  if (forum && parent === null) return postInForum(client, channelId, forum, outgoing, signal);
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
    if (codeOf(error) !== UNKNOWN_CHANNEL || parent.channel === parent.message) throw error;
  }
  if (await openThread(client, parent, signal)) return create(client, parent.message, body, signal);
  const reply = { message_id: parent.message, fail_if_not_exists: false };
  const named = renderDiscord(outgoing.body, { ...outgoing, about: aboutOf(outgoing) });
  return create(client, parent.channel, { ...body, ...named, message_reference: reply }, signal);
}

/** Beside other alerts a reply shows nothing of what it replies to but that it holds an embed. */
function aboutOf({ body }: Outgoing): Note["about"] | null {
  return body.kind === "note" ? (body.note.about ?? null) : null;
}

/** Discord makes no two posts of a forum one, so that after any unsettled try the forum is looked through first. */
async function postInForum(
  client: DiscordClient,
  channelId: string,
  forum: Forum,
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<Place> {
  if (outgoing.unsettledSince !== null) {
    const sought = { channel: channelId, key: outgoing.key, since: outgoing.unsettledSince };
    const found = await seekInForum(client, sought, signal);
    if (found !== null) return { channel: found, message: found };
  }
  return createInForum(client, channelId, { body: outgoing.body, options: outgoing, forum }, signal);
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

async function edit(client: DiscordClient, channelId: string, outgoing: Outgoing, signal: AbortSignal): Promise<Place> {
  const place = placeOf(outgoing.reference ?? "", channelId);
  await editAt(client, place, renderDiscord(outgoing.body, outgoing), signal);
  return place;
}

/** The thread or forum post in which the message stands, or its alert; null where it is the channel itself. */
function threadOf({ reference, parent }: Outgoing, channelId: string): string | null {
  const known = reference ?? parent;
  const place = known === null ? null : placeOf(known, channelId);
  return place === null || place.channel === channelId ? null : place.channel;
}

/** A person deleted the thread with all that stood in it; the channel is well. */
const THREAD_GONE: SendResult = {
  kind: "rejected",
  reason: "the thread was deleted",
  hint: "It is not made anew",
  scope: "delivery",
  removed: true,
};
