/** The JSON that a webhook receives, version 1. `docs/webhook.md` describes it for those who receive it. */
import { createHmac } from "node:crypto";
import type { Outgoing } from "../model.js";

export const WEBHOOK_VERSION = 1;

/** `key` names the message for good, `revision` its state: the same pair twice is the same news twice. */
export function webhookPayload(outgoing: Outgoing, sentAt: number): object {
  const { kind } = outgoing.body;
  return {
    version: WEBHOOK_VERSION,
    key: outgoing.key,
    revision: outgoing.revision,
    kind,
    sentAt: new Date(sentAt).toISOString(),
    ...payloadOf(outgoing.body),
  };
}

function payloadOf(body: Outgoing["body"]): object {
  switch (body.kind) {
    case "alert":
      return { alert: body.alert };
    case "note":
      return { note: body.note };
    case "digest":
      return { digest: body.digest };
    case "operator":
      return { operator: body.message };
  }
}

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 with the shared secret over `<seconds>.<body>`, as Stripe signs its webhooks.
 * A receiver computes it anew and refuses what is older than a few minutes.
 */
export function sign(secret: string, body: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
