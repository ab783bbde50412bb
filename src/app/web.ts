/** The network side of the composition root: the client for feeds and pages, and the reader of pages. */
import type { AppOptions } from "../app.js";
import type { Config } from "../config/load.js";
import type { Fetcher, Reader } from "../ports.js";
import { createPageReader } from "../reading/page-reader.js";
import { createPauses } from "../reading/pauses.js";
import { createPoliteReader, lookAtPage, type PageLook, type PoliteReaderDeps } from "../reading/polite-reader.js";
import { createReadPool } from "../reading/read-pool.js";
import { READING_OFF } from "../reading/unread.js";
import { createFetcher } from "../web/fetcher.js";
import { createRobots } from "../web/robots.js";
import { SEARCH_PACES } from "../web/searches.js";

/** Two requests at once and a short pause: what a publisher's server takes without noticing. */
const PER_HOST = { connections: 2, minIntervalMs: 0, paces: SEARCH_PACES };
/** The feed's own text serves: replay has no pages, and a configuration may turn reading off. */
const feedTextOnly: Reader = {
  read: async () => ({ kind: "unread", why: READING_OFF }),
  close: async () => {},
};

/** The name by which robots.txt addresses us. */
const PRODUCT = "Watchdesk";

type WebOptions = Pick<AppOptions, "config" | "clock" | "wallClock">;

/** Reads pages as the configuration allows. */
export function openReader(options: WebOptions, fetcher: Fetcher): Reader {
  return options.config.reading.enabled ? createPoliteReader(guestOf(options, fetcher)) : feedTextOnly;
}

/** How any page is asked for: robots.txt first, with the configuration's time. */
function guestOf({ config, clock, wallClock }: WebOptions, fetcher: Fetcher): PoliteReaderDeps {
  return {
    fetcher,
    robots: createRobots({ fetcher, clock: wallClock ?? clock, product: PRODUCT }),
    pauses: createPauses(wallClock ?? clock),
    pages: createPageReader(createReadPool()),
    timeoutMs: config.reading.deadline,
  };
}

/** For a person who wants to see what the bot would see, what is left out included. */
export function openPageLook(options: WebOptions, fetcher: Fetcher) {
  const guest = guestOf(options, fetcher);
  return {
    look: (url: string, signal: AbortSignal): Promise<PageLook> => lookAtPage(guest, url, signal, true),
    close: () => guest.pages.close(),
  };
}

/** The client for feeds and pages, with the configuration's manners. */
export function openFetcher(
  options: Pick<AppOptions, "config" | "clock" | "wallClock" | "random" | "version">,
): Fetcher {
  const { config, clock, wallClock, random, version } = options;
  return createFetcher({
    userAgent: userAgentOf(config, version),
    allow: config.polling.allow,
    proxy: config.proxy,
    perHost: PER_HOST,
    clock: wallClock ?? clock,
    random,
  });
}

/** Honest: the program, its version and whom to write to. */
export function userAgentOf(config: Config, version: string): string {
  const contact = config.polling.contact;
  return contact ? `${PRODUCT}/${version} (+${contact})` : `${PRODUCT}/${version}`;
}
