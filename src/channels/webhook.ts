/** A webhook as a channel: signed JSON, at least once, with the delivery's key and revision. */
import type { Outgoing, SendResult } from "../model.js";
import type { Clock, Notifier } from "../ports.js";
import { sign, webhookPayload } from "./webhook-payload.js";

export interface WebhookOptions {
  url: string;
  secret: string | null;
  userAgent: string;
  clock: Clock;
}

/** No answer within this time counts as no answer. */
const TIMEOUT_MS = 15_000;
/** Longest pause that a receiver may ask for. */
const MAX_RETRY_AFTER_MS = 3_600_000;

export function createWebhookNotifier(options: WebhookOptions): Notifier {
  return {
    platform: "webhook",
    gapMs: 0,
    async send(outgoing, signal) {
      try {
        const response = await deliver(options, outgoing, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
        await response.body?.cancel();
        return classify(response, outgoing.key, options.clock.now());
      } catch (error) {
        return { kind: "retry", reason: reasonOf(error), afterMs: null, scope: "channel", unsettled: true };
      }
    },
  };
}

function deliver({ url, secret, userAgent, clock }: WebhookOptions, outgoing: Outgoing, signal: AbortSignal) {
  const now = clock.now();
  const body = JSON.stringify(webhookPayload(outgoing, now));
  const headers: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": userAgent,
    "idempotency-key": `${outgoing.key}.${outgoing.revision}`,
  };
  if (secret !== null) headers["x-watchdesk-signature"] = sign(secret, body, now);
  return fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
}

/** Every status of a webhook in one place. */
export function classify(response: Response, key: string, now: number): SendResult {
  const { status } = response;
  if (status >= 200 && status < 300) return { kind: "sent", reference: key, url: null };
  if (status === 429 || status === 503) {
    const afterMs = retryAfterMs(response.headers.get("retry-after"), now);
    return { kind: "retry", reason: `HTTP ${status}`, afterMs, scope: "channel", unsettled: false };
  }
  if (status === 408 || status === 425 || status >= 500) {
    return { kind: "retry", reason: `HTTP ${status}`, afterMs: null, scope: "channel", unsettled: true };
  }
  if (status === 400 || status === 413 || status === 422) {
    const hint = "The receiver does not take this message; see what it logs.";
    return { kind: "rejected", reason: `HTTP ${status}`, hint, scope: "delivery" };
  }
  const hint = "The address is wrong or was revoked: set the channel's url anew and restart.";
  return { kind: "rejected", reason: `the webhook answers HTTP ${status}`, hint, scope: "channel" };
}

function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(MAX_RETRY_AFTER_MS, Math.max(0, ms)) : null;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return cause?.code ?? (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
