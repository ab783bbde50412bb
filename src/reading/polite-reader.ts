/**
 * The page behind an item, as a polite guest reads it: robots.txt first, then the fetcher of the feeds with its guard,
 * caps and pacing; consent and pay walls are recognised and said, never fought.
 */
import { asWatchdeskError } from "../errors.js";
import type { PageText } from "../model.js";
import type { Fetcher, Reader } from "../ports.js";
import type { Robots } from "../web/robots.js";
import { MAX_PAGE_BYTES, type ReadPage } from "./page.js";
import type { PageReader } from "./page-reader.js";
import type { Pauses } from "./pauses.js";
import { NO_ADDRESS } from "./unread.js";

export interface PoliteReaderDeps {
  fetcher: Fetcher;
  robots: Robots;
  pauses: Pauses;
  pages: PageReader;
  /** For one page, redirects included, ms. */
  timeoutMs: number;
}

/** Aggregators whose links lead to a script instead of the article. */
const HIDES_ADDRESS = /^news\.google\.[a-z.]{2,6}$/;
/** A page with less text than this may be a stub whose full text stands at its canonical address. */
const STUB_CHARS = 400;

const WALLS = {
  consent: "the site asks for consent first",
  subscription: "the text is for subscribers",
  login: "the site asks to log in first",
  "robot-check": "the site asks for proof of a human",
} as const;

/** A look at a page: what came of it, and how. */
export interface PageLook {
  /** Null when none was brought. */
  page: ReadPage | null;
  /** Why the feed's own text has to serve; null when the page was read. */
  unread: string | null;
  /** The other address of the page, where that was followed and served. */
  followed: string | null;
}

export function createPoliteReader(deps: PoliteReaderDeps): Reader {
  return {
    async read(item, signal) {
      const { page, unread } = await lookAtPage(deps, item.url, signal);
      return page === null || unread !== null
        ? { kind: "unread", why: unread ?? "no page came" }
        : { kind: "read", page: pageText(page) };
    },
    close: () => deps.pages.close(),
  };
}

/**
 * Looks at the page behind an address. Never throws: what went wrong is said in `unread`.
 *
 * @param explain tell what is left out of the page too
 */
export async function lookAtPage(
  deps: PoliteReaderDeps,
  url: string | null,
  signal: AbortSignal,
  explain = false,
): Promise<PageLook> {
  if (url === null) return { page: null, unread: NO_ADDRESS, followed: null };
  try {
    return await lookOnce(deps, url, signal, explain);
  } catch (error) {
    return { page: null, unread: asWatchdeskError(error).message, followed: null };
  }
}

async function lookOnce(deps: PoliteReaderDeps, url: string, signal: AbortSignal, explain: boolean): Promise<PageLook> {
  const first = await bring(deps, url, signal, explain);
  if (typeof first === "string") return { page: null, unread: first, followed: null };
  // AMP and canonical addresses are followed once, where the page itself has next to no text.
  const other = first.text.length < STUB_CHARS ? (first.canonicalUrl ?? first.ampUrl) : null;
  const second = other === null || other === first.url ? null : await bring(deps, other, signal, explain);
  const isFuller = second !== null && typeof second !== "string" && second.text.length > first.text.length;
  const page = isFuller ? second : first;
  const unread = page.wall !== null ? WALLS[page.wall] : page.text === "" ? "the page has no main text" : null;
  return { page, unread, followed: isFuller ? other : null };
}

/** The page, or why it was not brought. */
async function bring(
  deps: PoliteReaderDeps,
  url: string,
  signal: AbortSignal,
  explain: boolean,
): Promise<ReadPage | string> {
  if (!URL.canParse(url)) return "the address is none";
  if (HIDES_ADDRESS.test(new URL(url).hostname)) return "the aggregator hides the article's address";
  const { allowed, unseen, delayMs } = await deps.robots.allows(url);
  if (signal.aborted) return "not read in time";
  if (!allowed && unseen !== undefined) return `the site's robots.txt cannot be seen: ${unseen}`;
  if (!allowed) return "the site's robots.txt asks not to";
  if (delayMs !== null && !(await deps.pauses.turn(new URL(url).origin, delayMs, deps.timeoutMs, signal))) {
    return `the site's robots.txt asks for ${delayMs / 1000} s between two pages, and others are before this one`;
  }
  if (signal.aborted) return "not read in time";
  const request = { url, validators: null, maxBytes: MAX_PAGE_BYTES, timeoutMs: deps.timeoutMs, signal };
  const result = await deps.fetcher.fetch(request);
  switch (result.kind) {
    case "fetched":
      return deps.pages.read({ body: result.body, contentType: result.contentType, url: result.url, explain });
    case "gone":
      return `the page is gone (HTTP ${result.status})`;
    case "unchanged":
      return "the server sent no page";
    case "failed":
      return signal.aborted ? "not read in time" : result.reason;
  }
}

function pageText({ url, title, text, byline, publishedAt, updatedAt, language, siteName }: ReadPage): PageText {
  return { url, title, text, byline, publishedAt, updatedAt, language, siteName };
}
