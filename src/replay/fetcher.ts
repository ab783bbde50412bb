import { WatchdeskError } from "../errors.js";
import type { Cadence } from "../pipeline/cadence.js";
import type { Clock, Fetcher, FetchResult } from "../ports.js";
import { type RecordedFeed, readDocument } from "./recording.js";

/** Address under which a recorded feed is polled. */
export function recordedUrl(id: string): string {
  return `https://replay.invalid/${encodeURIComponent(id)}`;
}

/**
 * A feed whose recording begins later than another's: its cadence asks again when it does. Not an error of ours, which
 * would leave the feed claimed, and the clock would go from one end of its lease to the next through the years between.
 */
const NOT_YET = {
  kind: "failed",
  code: "http",
  reason: "its recording begins later",
  hint: null,
  status: null,
  retryAfterMs: null,
} as const satisfies FetchResult;

/** Serves recorded documents as the server would have at the clock's instant. */
export function createRecordedFetcher(feeds: RecordedFeed[], clock: Clock): Fetcher {
  const byUrl = new Map(feeds.map((feed) => [recordedUrl(feed.id), feed]));
  return {
    async fetch(request) {
      const feed = byUrl.get(request.url);
      const document = feed?.documents.findLast((one) => one.at <= clock.now());
      if (!feed) throw new WatchdeskError("internal", `nothing was recorded for ${request.url}`);
      if (!document) return NOT_YET;
      return {
        kind: "fetched",
        url: request.url,
        movedTo: null,
        status: 200,
        headers: {},
        contentType: null,
        body: readDocument(document),
        validators: { etag: null, lastModified: null },
        freshForMs: null,
      };
    },
    async close() {},
  };
}

/** A recorded feed is due whenever its next document was fetched, and never after the last. */
export function createRecordedCadence(feeds: RecordedFeed[], clock: Clock): Cadence {
  const byId = new Map(feeds.map((feed) => [feed.id, feed]));
  const inMs = (id: string) => {
    const next = byId.get(id)?.documents.find((one) => one.at > clock.now());
    return next ? next.at - clock.now() : null;
  };
  return {
    wantsFullFetch: () => true,
    afterSuccess: (feed, state) => ({ inMs: inMs(feed.id), health: "healthy", habit: state.habit }),
    afterFailure: (feed, state) => ({ inMs: inMs(feed.id), health: "failing", habit: state.habit }),
  };
}
