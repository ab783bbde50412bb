/**
 * Edits have limits of their own, apart from those of posting: Slack allows some fifty chat.update a minute a workspace
 * (https://docs.slack.dev/apis/web-api/rate-limits, tier 3), Discord few of messages older than an hour (its code
 * 30046). Edits that are over it wait by themselves, so that new alerts and notes go on.
 */
import type { SendResult } from "../model.js";
import type { Clock } from "../ports.js";

export interface EditGate {
  /**
   * 0 lets one edit through; else the ms after which to come again.
   * @param urgent people wait for it: it may take what growth has to leave
   */
  take(urgent?: boolean): number;
  /** The platform said so: no edit before so many ms have passed. */
  hold(ms: number): void;
}

const MINUTE_MS = 60_000;
/** The part of the budget that growth leaves to edits for which people wait. */
const KEPT_FOR_URGENT = 0.2;

/** @param perMinute edits a minute, of which as many may go at once; null where only the platform says when */
export function createEditGate(clock: Clock, perMinute: number | null): EditGate {
  const intervalMs = perMinute === null ? 0 : MINUTE_MS / perMinute;
  const keptMs = perMinute === null ? 0 : Math.floor(perMinute * KEPT_FOR_URGENT) * intervalMs;
  let heldUntil = Number.NEGATIVE_INFINITY;
  /** When the budget would be whole again, had nobody asked since. */
  let wholeAt = Number.NEGATIVE_INFINITY;
  /** Those who were turned away come back one after the other, each kind in its own row. */
  const promisedAt = { growth: Number.NEGATIVE_INFINITY, urgent: Number.NEGATIVE_INFINITY };
  return {
    take(urgent = false) {
      const now = clock.now();
      const spare = urgent ? 0 : keptMs;
      const freeAt = Math.max(heldUntil, wholeAt - MINUTE_MS + intervalMs + spare);
      if (freeAt <= now) {
        wholeAt = Math.max(wholeAt, now) + intervalMs;
        return 0;
      }
      const row = urgent ? "urgent" : "growth";
      promisedAt[row] = Math.max(promisedAt[row] + intervalMs, freeAt);
      return Math.ceil(promisedAt[row] - now);
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, clock.now() + ms);
    },
  };
}

/** What becomes of an edit that has to wait; nothing was sent. */
export function waiting(afterMs: number): SendResult {
  return { kind: "retry", reason: "over the limit of edits", afterMs, scope: "delivery", unsettled: false, held: true };
}

/** A limit that an edit met holds back the edits after it, not the channel. */
export function edited(gate: EditGate, result: SendResult): SendResult {
  if (result.kind !== "retry" || result.scope !== "channel" || result.afterMs === null) return result;
  gate.hold(result.afterMs);
  return { ...result, scope: "delivery" };
}
