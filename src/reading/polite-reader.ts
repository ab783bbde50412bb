/**
 * The page behind an item, as a polite guest reads it: robots.txt first, then the fetcher of the feeds with its guard,
 * caps and pacing; consent and pay walls are recognised and said, never fought.
 */
import { asWatchdeskError } from "../errors.js";
import type { PageText, ReadOutcome } from "../model.js";
import type { Fetcher, Reader } from "../ports.js";
import type { Robots } from "../web/robots.js";
import { MAX_PAGE_BYTES, type ReadPage } from "./page.js";
import type { PageReader } from "./page-reader.js";

export interface PoliteReaderDeps {
  fetcher: Fetcher;
  robots: Robots;
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

export function createPoliteReader(deps: PoliteReaderDeps): Reader {
  return {
    async read(item, signal) {
      if (item.url === null) return unread("the item has no address");
      try {
        return await readOnce(deps, item.url, signal);
      } catch (error) {
        return unread(asWatchdeskError(error).message);
      }
    },
    close: () => deps.pages.close(),
  };
}

async function readOnce(deps: PoliteReaderDeps, url: string, signal: AbortSignal): Promise<ReadOutcome> {
  const first = await bring(deps, url, signal);
  if (typeof first === "string") return unread(first);
  // AMP and canonical addresses are followed once, where the page itself has next to no text.
  const other = first.text.length < STUB_CHARS ? (first.canonicalUrl ?? first.ampUrl) : null;
  const second = other === null || other === first.url ? null : await bring(deps, other, signal);
  const page = second !== null && typeof second !== "string" && second.text.length > first.text.length ? second : first;
  if (page.wall !== null) return unread(WALLS[page.wall]);
  if (page.text === "") return unread("the page has no main text");
  return { kind: "read", page: pageText(page) };
}

/** The page, or why it was not brought. */
async function bring(deps: PoliteReaderDeps, url: string, signal: AbortSignal): Promise<ReadPage | string> {
  if (!URL.canParse(url)) return "the address is none";
  if (HIDES_ADDRESS.test(new URL(url).hostname)) return "the aggregator hides the article's address";
  const { allowed } = await deps.robots.allows(url);
  if (signal.aborted) return "not read in time";
  if (!allowed) return "the site's robots.txt asks not to";
  const request = { url, validators: null, maxBytes: MAX_PAGE_BYTES, timeoutMs: deps.timeoutMs, signal };
  const result = await deps.fetcher.fetch(request);
  switch (result.kind) {
    case "fetched":
      return deps.pages.read({ body: result.body, contentType: result.contentType, url: result.url });
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

function unread(why: string): ReadOutcome {
  return { kind: "unread", why };
}
