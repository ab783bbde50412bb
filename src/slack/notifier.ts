/** Brings messages to one Slack channel, each exactly once. */
import type { webApi } from "@slack/bolt";
import { type EditGate, edited, waiting } from "../channels/edit-gate.js";
import { createPictureGate } from "../channels/picture-gate.js";
import type { Note, Outgoing, SendResult } from "../model.js";
import type { Notifier } from "../ports.js";
import { classify } from "./classify.js";
import type { SlackClient } from "./client.js";
import { MESSAGE_GAP_MS } from "./limits.js";
import { isPictureRefusal } from "./picture.js";
import { linkOf, type Place, placeOf } from "./places.js";
import { INERT, NOT_UNFURLED, renderSlack } from "./render.js";
import { seekMessage } from "./seek.js";

export interface SlackNotifierOptions {
  client: SlackClient;
  channelId: string;
  /** The account's, since Slack counts edits a workspace. */
  edits: EditGate;
  /** The `ts` of a message whose thread takes everything: alerts, and their notes beside them. */
  thread?: string | null;
}

export function createSlackNotifier(options: SlackNotifierOptions): Notifier {
  const { client, edits, channelId, thread = null } = options;
  const pictures = createPictureGate(isPictureRefusal);
  return {
    platform: "slack",
    gapMs: MESSAGE_GAP_MS,
    async send(outgoing, signal) {
      const posting = outgoing.reference === null;
      const before = posting && outgoing.unsettledSince !== null;
      if (signal.aborted) {
        return { kind: "retry", reason: "stopped before sending", afterMs: null, scope: "delivery", unsettled: before };
      }
      const waitMs = posting ? 0 : edits.take(outgoing.urgent);
      if (waitMs > 0) return waiting(waitMs);
      try {
        const web = client.until(signal);
        const place = await pictures.send(outgoing, (one) =>
          posting ? post(web, options, one) : edit(web, channelId, one),
        );
        const url = await linkOf(client, place, thread, signal);
        return { kind: "sent", reference: `${place.channel}:${place.ts}`, url };
      } catch (error) {
        const failure = classify(error);
        if (failure.kind === "rejected") return posting && thread !== null && failure.removed ? THREAD_GONE : failure;
        // An edit is simply repeated.
        if (!posting) return edited(edits, { ...failure, unsettled: false });
        // An earlier try stays unsettled until its message was found or the post answered.
        return { ...failure, unsettled: failure.unsettled || before };
      }
    },
  };
}

/** The thread that was to take everything is gone, so nothing can be sent until another is named. */
const THREAD_GONE: SendResult = {
  kind: "rejected",
  reason: "the channel's thread is gone",
  hint: "Set the channel's thread to the ts of a message that stands",
  scope: "channel",
};

async function post(
  web: webApi.WebClient,
  { channelId, thread = null }: SlackNotifierOptions,
  outgoing: Outgoing,
): Promise<Place> {
  const parent = outgoing.parent === null ? null : placeOf(outgoing.parent, channelId);
  const channel = parent?.channel ?? channelId;
  // A reply cannot be replied to: in a shared thread a note stands beside its alert, and has to name it.
  const under = parent !== null && parent.channel !== channelId ? parent.ts : (thread ?? parent?.ts ?? null);
  if (outgoing.unsettledSince !== null) {
    const ts = await seekMessage(web, { channel, thread: under, key: outgoing.key, since: outgoing.unsettledSince });
    if (ts !== null) return { channel, ts };
  }
  const about = under === parent?.ts ? null : aboutOf(outgoing);
  const answer = await web.chat.postMessage({
    channel,
    ...renderSlack(outgoing.body, { ...outgoing, about }),
    ...INERT,
    ...NOT_UNFURLED,
    ...(under === null ? {} : { thread_ts: under }),
  });
  if (answer.ts === undefined) throw new Error("Slack named no timestamp");
  return { channel: answer.channel ?? channel, ts: answer.ts };
}

function aboutOf({ body }: Outgoing): Note["about"] | null {
  return body.kind === "note" ? (body.note.about ?? null) : null;
}

async function edit(web: webApi.WebClient, channelId: string, outgoing: Outgoing): Promise<Place> {
  const place = placeOf(outgoing.reference ?? "", channelId);
  await web.chat.update({ ...place, ...renderSlack(outgoing.body, outgoing), ...INERT });
  return place;
}
