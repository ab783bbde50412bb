/** Brings messages to one Slack channel, each exactly once. */
import type { webApi } from "@slack/bolt";
import { type EditGate, edited, waiting } from "../channels/edit-gate.js";
import type { Outgoing } from "../model.js";
import type { Notifier } from "../ports.js";
import { classify } from "./classify.js";
import type { SlackClient } from "./client.js";
import { MESSAGE_GAP_MS } from "./limits.js";
import { INERT, NOT_UNFURLED, renderSlack } from "./render.js";
import { seekMessage } from "./seek.js";

export interface SlackNotifierOptions {
  client: SlackClient;
  channelId: string;
  /** The account's, since Slack counts edits a workspace. */
  edits: EditGate;
}

/** Where a message lives: the channel may be configured anew, the message stays. */
interface Place {
  channel: string;
  ts: string;
}

/** Learning the workspace's address must not hold up what was sent. */
const TEAM_URL_TIMEOUT_MS = 2000;

export function createSlackNotifier({ client, channelId, edits }: SlackNotifierOptions): Notifier {
  return {
    platform: "slack",
    gapMs: MESSAGE_GAP_MS,
    async send(outgoing, signal) {
      const posting = outgoing.reference === null;
      const before = posting && outgoing.unsettledSince !== null;
      if (signal.aborted) {
        return { kind: "retry", reason: "stopped before sending", afterMs: null, scope: "delivery", unsettled: before };
      }
      const waitMs = posting ? 0 : edits.take();
      if (waitMs > 0) return waiting(waitMs);
      try {
        const web = client.until(signal);
        const place = posting ? await post(web, channelId, outgoing) : await edit(web, channelId, outgoing);
        return { kind: "sent", reference: `${place.channel}:${place.ts}`, url: await linkOf(client, place, signal) };
      } catch (error) {
        const failure = classify(error);
        if (failure.kind === "rejected") return failure;
        // An edit is simply repeated.
        if (!posting) return edited(edits, { ...failure, unsettled: false });
        // earlier try stays unsettled until its message was found or the post answered.
        return { ...failure, unsettled: failure.unsettled || before };
      }
    },
  };
}

async function post(web: webApi.WebClient, channelId: string, outgoing: Outgoing): Promise<Place> {
  const parent = outgoing.parent === null ? null : placeOf(outgoing.parent, channelId);
  const channel = parent?.channel ?? channelId;
  if (outgoing.unsettledSince !== null) {
    const sought = { channel, thread: parent?.ts ?? null, key: outgoing.key, since: outgoing.unsettledSince };
    const ts = await seekMessage(web, sought);
    if (ts !== null) return { channel, ts };
  }
  const answer = await web.chat.postMessage({
    channel,
    ...renderSlack(outgoing.body, outgoing),
    ...INERT,
    ...NOT_UNFURLED,
    ...(parent === null ? {} : { thread_ts: parent.ts }),
  });
  if (answer.ts === undefined) throw new Error("Slack named no timestamp");
  return { channel: answer.channel ?? channel, ts: answer.ts };
}

async function edit(web: webApi.WebClient, channelId: string, outgoing: Outgoing): Promise<Place> {
  const place = placeOf(outgoing.reference ?? "", channelId);
  await web.chat.update({ ...place, ...renderSlack(outgoing.body, outgoing), ...INERT });
  return place;
}

function placeOf(reference: string, channelId: string): Place {
  const colon = reference.indexOf(":");
  return colon < 0
    ? { channel: channelId, ts: reference }
    : { channel: reference.slice(0, colon), ts: reference.slice(colon + 1) };
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink gives the same, for a call a message. */
async function linkOf(client: SlackClient, place: Place, signal: AbortSignal): Promise<string | null> {
  const team = await client.teamUrl(AbortSignal.any([signal, AbortSignal.timeout(TEAM_URL_TIMEOUT_MS)]));
  return team === null ? null : new URL(`archives/${place.channel}/p${place.ts.replace(".", "")}`, team).href;
}
