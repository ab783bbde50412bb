import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  freshForMs,
  httpDate,
  MAX_FRESH_MS,
  MAX_RETRY_AFTER_MS,
  retryAfterMs,
  validatorsOf,
} from "../../src/web/headers.js";
import { startTrail, step } from "../../src/web/redirects.js";

const NOW = Date.UTC(2026, 0, 15, 12);

describe("Retry-After", () => {
  test.each<[string | undefined, number | null]>([
    ["120", 120_000],
    [" 0 ", 0],
    ["1.5", 1_500],
    ["Thu, 15 Jan 2026 12:01:00 GMT", 60_000],
    ["Thursday, 15-Jan-26 12:01:00 GMT", 60_000],
    ["Thu Jan 15 12:01:00 2026", 60_000],
    ["Thu, 15 Jan 2026 11:00:00 GMT", 0],
    ["99999999", MAX_RETRY_AFTER_MS],
    ["soon", null],
    ["-5", null],
    ["", null],
    [undefined, null],
  ])("%s means %s ms", (value, ms) => {
    expect(retryAfterMs(value === undefined ? {} : { "retry-after": value }, NOW)).toBe(ms);
  });

  test("any text gives a wait within bounds or none", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const ms = retryAfterMs({ "retry-after": value }, NOW);
        expect(ms === null || (ms >= 0 && ms <= MAX_RETRY_AFTER_MS)).toBe(true);
      }),
    );
  });
});

describe("freshness", () => {
  test.each<[Record<string, string>, number | null]>([
    [{ "cache-control": "max-age=300" }, 300_000],
    [{ "cache-control": "public, Max-Age=300, must-revalidate" }, 300_000],
    [{ "cache-control": "max-age=300", age: "400" }, 0],
    [{ "cache-control": "s-maxage=300" }, null],
    [{ "cache-control": "no-cache, max-age=300" }, null],
    [{ "cache-control": "no-store" }, null],
    [{ "cache-control": "max-age=99999999999" }, MAX_FRESH_MS],
    [{ "cache-control": "max-age=soon" }, null],
    [{ expires: "Thu, 15 Jan 2026 12:10:00 GMT" }, 600_000],
    [{ expires: "Thu, 15 Jan 2026 12:10:00 GMT", date: "Thu, 15 Jan 2026 12:09:00 GMT" }, 60_000],
    [{ expires: "0" }, null],
    [{ expires: "Thu, 15 Jan 2026 11:00:00 GMT" }, null],
    [{ "cache-control": "max-age=5", expires: "Thu, 15 Jan 2026 12:10:00 GMT" }, 5_000],
    [{}, null],
  ])("%j means %s ms", (headers, ms) => expect(freshForMs(headers, NOW)).toBe(ms));
});

test("HTTP dates without a zone are read in GMT wherever this runs", () => {
  expect(httpDate("Sun Nov  6 08:49:37 1994")).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
});

test("validators that no header could carry are dropped", () => {
  expect(validatorsOf({ etag: "a\nb", "last-modified": "x".repeat(2_000) })).toEqual({
    etag: null,
    lastModified: null,
  });
});

describe("redirect steps", () => {
  const trail = (url: string) => startTrail(new URL(url));

  test("https to http is refused", () => {
    expect(() => step(trail("https://news.example/a"), 301, { location: "http://news.example/a" })).toThrow(
      "from https to http",
    );
  });

  test("http to https is taken", () => {
    expect(step(trail("http://news.example/a"), 301, { location: "https://news.example/a" }).url.protocol).toBe(
      "https:",
    );
  });

  test("a relative target belongs to where it was said", () => {
    expect(step(trail("http://news.example/a/b"), 302, { location: "../c" }).url.href).toBe("http://news.example/c");
  });
});
