/** One look at a feed as a poll would have it, without remembering anything. */
import { asWatchdeskError, WatchdeskError } from "../errors.js";
import type { Feed, NewItem, ParsedDocument } from "../model.js";
import { identifyItems } from "../pipeline/identify.js";
import type { FeedDesk } from "./feeds-desk.js";

export interface Look {
  document: ParsedDocument;
  items: NewItem[];
  /** Where it was found in the end. */
  url: string;
  movedTo: string | null;
  tookMs: number | null;
}

/** Throws WatchdeskError that says at which stage it stops (`fetch: ...`, `parse: ...`). */
export async function lookAt(desk: FeedDesk, feed: Feed): Promise<Look> {
  const { maxBytes, timeout: timeoutMs } = desk.polling;
  const result = await desk.fetcher.fetch({ url: feed.url, validators: null, maxBytes, timeoutMs });
  if (result.kind === "gone") throw new WatchdeskError("http", `fetch: it is gone for good (HTTP ${result.status})`);
  if (result.kind === "unchanged") throw new WatchdeskError("http", "fetch: the server says unchanged, unasked");
  if (result.kind === "failed") {
    throw new WatchdeskError(result.code, `fetch: ${result.reason}`, result.hint === null ? {} : { hint: result.hint });
  }
  const { body, contentType, url, movedTo, tookMs = null } = result;
  const document = await parse(desk, { body, contentType, url, timeZone: feed.timeZone });
  return { document, items: identifyItems(feed, document.items), url, movedTo, tookMs };
}

async function parse(desk: FeedDesk, given: Parameters<FeedDesk["parser"]["parse"]>[0]): Promise<ParsedDocument> {
  try {
    return await desk.parser.parse(given);
  } catch (error) {
    const { message, code, hint } = asWatchdeskError(error);
    const reason = message.startsWith("parse: ") ? message : `parse: ${message}`;
    throw new WatchdeskError(code, reason, hint === null ? {} : { hint });
  }
}
