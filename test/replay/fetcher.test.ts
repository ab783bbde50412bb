import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSimulatedClock } from "../../src/clock.js";
import { createRecordedCadence, createRecordedFetcher, recordedUrl } from "../../src/replay/fetcher.js";
import { readRecording } from "../../src/replay/recording.js";
import { temporaryFolder } from "../support/app.js";

const EARLY = Date.parse("2020-01-01T00:00:00Z");
const LATE = Date.parse("2025-01-01T00:00:00Z");

/** Two feeds recorded five years apart. */
function recording() {
  const folder = temporaryFolder();
  for (const [feed, at] of [
    ["early", "20200101T000000Z"],
    ["late", "20250101T000000Z"],
  ]) {
    mkdirSync(join(folder, feed!));
    writeFileSync(join(folder, feed!, `${at}_a.xml`), "<rss/>");
  }
  return readRecording(folder);
}

const ask = (id: string) => ({ url: recordedUrl(id), validators: null, maxBytes: 1_000, timeoutMs: 1_000 });

test("a feed whose recording begins years later is asked again just then", async () => {
  const feeds = recording();
  const clock = createSimulatedClock(EARLY);
  const fetcher = createRecordedFetcher(feeds, clock);
  expect((await fetcher.fetch(ask("early"))).kind).toBe("fetched");
  expect((await fetcher.fetch(ask("late"))).kind).toBe("failed");
  const feed = { id: "late" } as Parameters<ReturnType<typeof createRecordedCadence>["afterFailure"]>[0];
  const state = { habit: {} } as Parameters<ReturnType<typeof createRecordedCadence>["afterFailure"]>[1];
  const failure = { now: EARLY, retryAfterMs: null, gone: false };
  expect(createRecordedCadence(feeds, clock).afterFailure(feed, state, failure).inMs).toBe(LATE - EARLY);
});

test("an address that was never recorded is a fault of ours", async () => {
  const fetcher = createRecordedFetcher(recording(), createSimulatedClock(EARLY));
  await expect(fetcher.fetch(ask("other"))).rejects.toThrow("nothing was recorded");
});
