/** What response headers say of time and identity. Pure; every reader answers null for what it cannot trust. */
import type { FeedValidators } from "../model.js";

/** Waits that a server asks for are believed up to a day; beyond that it is a fault or a trap. */
export const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
/** Freshness is believed up to a week; a poll's own bounds are narrower anyway. */
export const MAX_FRESH_MS = 7 * 24 * 3_600_000;
/** Longest validator that is sent back. */
export const MAX_VALIDATOR_CHARS = 1_024;

export type Headers = Record<string, string>;

/**
 * Wait in ms from `Retry-After`: seconds or an HTTP date (RFC 9110 10.2.3). A date counts from the server's own
 * `Date`, since clocks differ; without that from `now`.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return null;
  if (/^\d+(\.\d+)?$/.test(value)) return clamp(Number(value) * 1_000, MAX_RETRY_AFTER_MS);
  const at = httpDate(value);
  return at === null ? null : clamp(at - (httpDate(headers["date"]) ?? now), MAX_RETRY_AFTER_MS);
}

/**
 * How long the answer stays fresh, ms: `Cache-Control: max-age` less `Age`, else `Expires` less `Date`
 * (RFC 9111 4.2). Null when nothing is said or caching is forbidden.
 */
export function freshForMs(headers: Headers, now: number): number | null {
  const directives = (headers["cache-control"] ?? "").toLowerCase().split(",");
  const names = directives.map((directive) => directive.trim());
  if (names.some((name) => name === "no-cache" || name === "no-store")) return null;
  const maxAge = names.map((name) => /^max-age="?(\d+)"?$/.exec(name)?.[1]).find((age) => age !== undefined);
  if (maxAge !== undefined) {
    const age = /^\d+$/.test(headers["age"] ?? "") ? Number(headers["age"]) : 0;
    return clamp((Number(maxAge) - age) * 1_000, MAX_FRESH_MS);
  }
  const expires = httpDate(headers["expires"]);
  if (expires === null) return null;
  const fresh = expires - (httpDate(headers["date"]) ?? now);
  return fresh <= 0 ? null : clamp(fresh, MAX_FRESH_MS);
}

/** The validators to send next time. What would not survive as a header of ours is dropped, or no poll could be made. */
export function validatorsOf(headers: Headers): FeedValidators {
  return { etag: sendable(headers["etag"]), lastModified: sendable(headers["last-modified"]) };
}

/** ms of an HTTP date in any of its three forms (RFC 9110 5.6.7); null when it is none. */
export function httpDate(text: string | undefined): number | null {
  if (text === undefined || !/^[A-Za-z]{3,9},? /.test(text.trim())) return null;
  // asctime names no zone and would be read in this machine's own; every HTTP date is in GMT
  const zoned = /(GMT|UTC|[+-]\d{4})$/i.test(text.trim()) ? text : `${text} GMT`;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? null : at;
}

function sendable(value: string | undefined): string | null {
  if (value === undefined || value.length > MAX_VALIDATOR_CHARS) return null;
  return /^[\x20-\x7e]+$/.test(value) ? value : null;
}

function clamp(ms: number, most: number): number {
  return Math.round(Math.min(Math.max(ms, 0), most));
}
