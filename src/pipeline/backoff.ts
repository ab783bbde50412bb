/** How long to wait after failures. Pure. */
import type { Random } from "../ports.js";

export interface BackoffOptions {
  /** Wait after the first failure, ms. */
  baseMs: number;
  /** Longest wait, ms, unless the server asks for more. */
  maxMs: number;
  /** What the server asked for, ms; null when it asked for nothing. */
  retryAfterMs: number | null;
  random: Random;
}

/** Share of the wait that chance decides. */
const JITTER = 0.5;

/**
 * The wait in ms after `failures` in a row (1 or more): doubling from `baseMs` to `maxMs`, of which the upper half is
 * left to chance so that what failed together does not return together ("equal jitter", M. Brooker, "Exponential
 * Backoff And Jitter", AWS Architecture Blog 2015). Never shorter than what the server asked for.
 */
export function backoff(failures: number, options: BackoffOptions): number {
  const { baseMs, maxMs, retryAfterMs, random } = options;
  const doublings = Math.min(Math.max(failures, 1) - 1, 30);
  const whole = Math.min(baseMs * 2 ** doublings, maxMs);
  const wait = whole * (1 - JITTER) + whole * JITTER * random();
  return Math.round(Math.max(wait, retryAfterMs ?? 0));
}
