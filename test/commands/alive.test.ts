import { expect, test } from "vitest";
import { standstill } from "../../src/commands/alive.js";
import type { FeedState, StoreStatus } from "../../src/ports.js";

const NOW = 10_000_000;
const feed = (nextDueAt: number | null) => ({ nextDueAt }) as FeedState;
const channel = (lateMs: number | null): StoreStatus["channels"][number] => ({
  id: "desk",
  waiting: 1,
  sent: 0,
  rejected: null,
  lastSentAt: null,
  pacedUntil: null,
  lateMs,
});
const standing = (part: Partial<StoreStatus>): StoreStatus => ({
  now: NOW,
  items: 0,
  stories: 0,
  readingsWaiting: 0,
  readingLateMs: null,
  feeds: [],
  channels: [],
  ...part,
});

test("a bot whose lanes all move does not stand still", () => {
  const feeds = [feed(NOW + 1), feed(NOW - 900_000), feed(null)];
  expect(standstill(standing({ feeds, readingLateMs: 5_000, channels: [channel(5_000)] }))).toBeNull();
});

test.each([
  ["every feed is long overdue", { feeds: [feed(NOW - 900_000), feed(null)] }, /does not poll/],
  ["a page was left", { feeds: [feed(NOW)], readingLateMs: 300_000 }, /nobody reads.*5 min/],
  ["a message was left", { feeds: [feed(NOW)], channels: [channel(null), channel(300_000)] }, /nobody delivers.*desk/],
])("a bot stands still when %s", (_what, part, said) => {
  expect(standstill(standing(part))).toMatch(said);
});
