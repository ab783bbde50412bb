/**
 * The page behind an item, as a polite guest reads it: robots.txt first, then the fetcher of the feeds with its guard,
 * caps and pacing; consent and pay walls are recognised and said, never fought.
 */
import { asWatchdeskError } from "../errors.js";
import type { PageText } from "../model.js";
import type { Fetcher, Reader } from "../ports.js";
import { urlOf } from "../url.js";
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
  const other = first.text.length < STUB_CHARS ? otherAddress(first) : null;
  const second = other === null ? null : await bring(deps, other, signal, explain);
  const isFuller =
    second !== null &&
    typeof second !== "string" &&
    second.text.length > first.text.length &&
    (second.wall === null || first.wall !== null || first.text === "");
  const page = isFuller ? second : first;
  const unread = page.wall !== null ? WALLS[page.wall] : page.text === "" ? "the page has no main text" : null;
  return { page, unread, followed: isFuller ? other : null };
}

/** Broken templates give a site's own front as the address of every page: that is another text. */
const FRONT = /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?$/i;

function otherAddress({ url, canonicalUrl, ampUrl }: ReadPage): string | null {
  const others = [canonicalUrl, ampUrl].flatMap((one) => (one === null ? [] : [new URL(one)]));
  return (
    others.find(({ href, pathname, search }) => href !== url && !(FRONT.test(pathname) && search === ""))?.href ?? null
  );
}

/** The page, or why it was not brought. */
async function bring(
  deps: PoliteReaderDeps,
  url: string,
  signal: AbortSignal,
  explain: boolean,
): Promise<ReadPage | string> {
  const against = await objection(deps, url, null, signal);
  if (against !== null) return against;
  const request = {
    url,
    validators: null,
    maxBytes: MAX_PAGE_BYTES,
    timeoutMs: deps.timeoutMs,
    signal,
    objection: (next: string) => objection(deps, next, url, signal),
  };
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

/**
 * Why a page may not be asked for, or null once its turn has come.
 *
 * @param from the address whose redirect leads there; a redirect within a site is no second page of it
 */
async function objection(
  { robots, pauses, timeoutMs }: PoliteReaderDeps,
  url: string,
  from: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const address = urlOf(url);
  if (address === null) return "the address is none";
  const { hostname, origin } = address;
  if (HIDES_ADDRESS.test(hostname)) return "the aggregator hides the article's address";
  const { allowed, unseen, delayMs } = await robots.allows(url);
  if (signal.aborted) return "not read in time";
  if (!allowed && unseen !== undefined) return `the site's robots.txt cannot be seen: ${unseen}`;
  if (!allowed) return "the site's robots.txt asks not to";
  const isSamePage = from !== null && new URL(from).origin === origin;
  if (delayMs !== null && !isSamePage && !(await pauses.turn(origin, delayMs, timeoutMs, signal))) {
    return `the site's robots.txt asks for ${delayMs / 1000} s between two pages, and others are before this one`;
  }
  return signal.aborted ? "not read in time" : null;
}

function pageText({ url, title, text, byline, publishedAt, updatedAt, language, siteName }: ReadPage): PageText {
  return { url, title, text, byline, publishedAt, updatedAt, language, siteName };
}
