/**
 * A Discord webhook as a channel, where no bot may be invited: it can post and edit what it posted, and read nothing.
 * A message whose answer was lost cannot be found again, nor is a nonce enforced, so it is sent a second time.
 * https://discord.com/developers/docs/resources/webhook#execute-webhook
 */
import { Routes } from "discord.js";
import { z } from "zod";
import { type EditGate, edited, waiting } from "../channels/edit-gate.js";
import { createPictureGate } from "../channels/picture-gate.js";
import type { Outgoing } from "../model.js";
import type { Notifier } from "../ports.js";
import { classify } from "./classify.js";
import type { DiscordClient } from "./client.js";
import { TITLE_CHARS } from "./limits.js";
import { isPictureRefusal } from "./picture.js";
import { idOf } from "./places.js";
import { type DiscordMessage, renderDiscord } from "./render.js";
import { literal } from "./text.js";

/** The two secrets of https://discord.com/api/webhooks/ID/TOKEN. */
export interface DiscordWebhook {
  id: string;
  token: string;
}

export interface DiscordWebhookOptions {
  /** A client without a token of a bot. */
  client: DiscordClient;
  webhook: DiscordWebhook;
  /** A thread or a forum's post in the webhook's channel that takes everything. */
  thread: string | null;
  edits: EditGate;
}

/** What a webhook tells of itself. */
export const webhookInfoSchema = z.object({
  name: z.string().nullish(),
  guild_id: z.string(),
  channel_id: z.string(),
});
/** Learning where the webhook posts must not hold up what was sent. */
const INFO_TIMEOUT_MS = 2000;

/** Null for what is no address of a webhook of Discord's. */
export function readWebhook(url: string): DiscordWebhook | null {
  const [, id, token] =
    /\/api(?:\/v\d+)?\/webhooks\/(\d{1,20})\/([A-Za-z0-9_-]{1,200})\/?$/.exec(new URL(url).pathname) ?? [];
  return id === undefined || token === undefined ? null : { id, token };
}

export function createDiscordWebhookNotifier(options: DiscordWebhookOptions): Notifier {
  const { client, webhook, edits } = options;
  const pictures = createPictureGate(isPictureRefusal);
  const info = learnOnce(client, webhook);
  return {
    platform: "discord",
    gapMs: 0,
    async send(outgoing, signal) {
      const posting = outgoing.reference === null;
      const waitMs = posting ? 0 : edits.take(outgoing.urgent);
      if (waitMs > 0) return waiting(waitMs);
      try {
        const message = await pictures.send(outgoing, (one) =>
          posting ? post(options, one, signal) : edit(options, one, signal),
        );
        const at = await info(AbortSignal.any([signal, AbortSignal.timeout(INFO_TIMEOUT_MS)]));
        const channel = options.thread ?? at?.channel_id;
        const url = at === null ? null : `https://discord.com/channels/${at.guild_id}/${channel}/${message}`;
        const reference = outgoing.reference ?? `${message}:${headlineOf(outgoing)}`;
        return { kind: "sent", reference, url };
      } catch (error) {
        const failure = classify(error);
        return failure.kind === "retry" && !posting ? edited(edits, { ...failure, unsettled: false }) : failure;
      }
    },
  };
}

async function post({ client, webhook, thread }: DiscordWebhookOptions, outgoing: Outgoing, signal: AbortSignal) {
  const route = Routes.webhook(webhook.id, webhook.token);
  return idOf(await client.post(withQuery(route, { wait: "true", ...threadQuery(thread) }), drawn(outgoing), signal));
}

async function edit({ client, webhook, thread }: DiscordWebhookOptions, outgoing: Outgoing, signal: AbortSignal) {
  const message = outgoing.reference?.split(":")[0] ?? "";
  const route = Routes.webhookMessage(webhook.id, webhook.token, message);
  await client.patch(withQuery(route, threadQuery(thread)), drawn(outgoing), signal);
  return message;
}

const threadQuery = (thread: string | null): Record<string, string> => (thread === null ? {} : { thread_id: thread });

function withQuery(route: `/${string}`, query: Record<string, string>): `/${string}` {
  const text = new URLSearchParams(query).toString();
  return text === "" ? route : `${route}?${text}`;
}

/** Without buttons, which a webhook may not send; a note stands by itself and so names its alert. */
function drawn(outgoing: Outgoing): Omit<DiscordMessage, "components"> {
  const headline = outgoing.parent?.replace(/^\d*:/, "") ?? "";
  const url = outgoing.body.kind === "note" ? (outgoing.body.note.about?.url ?? null) : null;
  const about = headline === "" ? null : { headline, url };
  const { components: _components, ...message } = renderDiscord(outgoing.body, { ...outgoing, about });
  return message;
}

/** Kept with the reference, for notes to name the alert by. */
function headlineOf({ body }: Outgoing): string {
  return body.kind === "alert" ? literal(body.alert.headline, TITLE_CHARS / 2) : "";
}

/** Where the webhook posts; asked until it is known. */
function learnOnce(client: DiscordClient, { id, token }: DiscordWebhook) {
  let known: z.infer<typeof webhookInfoSchema> | null = null;
  return async (signal: AbortSignal) => {
    try {
      known ??= webhookInfoSchema.parse(await client.get(Routes.webhook(id, token), {}, signal));
    } catch {
      // Without it a message merely has no link to itself.
    }
    return known;
  };
}
