/** Finds the feeds of a site from its address. */
import { type Token, Tokenizer, TokenizerMode } from "parse5";
import type { Fetcher } from "../ports.js";
import { urlOf } from "../url.js";

/** A page names its feeds in its head; beyond this it is read no further. */
const MAX_HTML_CHARS = 2_000_000;
/** Sites with a feed for each section list dozens. */
export const MAX_FOUND = 50;
const MAX_BYTES = 5_000_000;
const TIMEOUT_MS = 20_000;

/** Where publishing systems keep their feeds (WordPress, Drupal, Hugo, Ghost, Jekyll, Blogger, Arc), likeliest first. */
export const COMMON_PATHS = [
  "/feed/",
  "/rss.xml",
  "/feed.xml",
  "/rss",
  "/atom.xml",
  "/index.xml",
  "/feed.json",
  "/feeds/posts/default",
  "/arc/outboundfeeds/rss/?outputType=xml",
];

const FEED_TYPE =
  /^(application\/(rss|atom|rdf)\+xml|application\/(x-rss|rss|atom)|application\/feed\+json|text\/(rss|rss\+xml|atom))$/;
/** Also used for things that are no feeds, so the address must look like one. */
const VAGUE_TYPE = /^((application|text)\/xml|application\/json)$/;
const FEED_ADDRESS = /(^|[/._?=-])(rss|rss2|atom|feeds?|rdf)([/._?=&-]|$)|\.(rss|rdf|atom)$/i;

/** Elements whose content is no markup; the tokenizer has to be told. */
const TEXT_MODES: Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
};

export interface FoundFeed {
  url: string;
  title: string | null;
  /** How it was found: the address itself, named by the page, linked on it, or where feeds usually are. */
  by: "itself" | "named" | "linked" | "usual place";
}

/**
 * The feeds that an address leads to: itself when it is one, else those that its page names, else those it links to,
 * else what stands at the usual places of its site. Never rejects; an address that cannot be asked leads to none.
 */
export async function findFeeds(fetcher: Fetcher, url: string, signal?: AbortSignal): Promise<FoundFeed[]> {
  const first = await ask(fetcher, url, signal);
  if (first?.isFeed) return [{ url: first.url, title: null, by: "itself" }];
  const found = first === null ? [] : discoverFeeds(first.text, first.url);
  const named = found.filter((feed) => feed.by === "named");
  if (named.length > 0) return named;
  if (found.length > 0) return found;
  return atUsualPlaces(fetcher, first?.url ?? url, signal);
}

/** The feeds that a page names (`link rel=alternate`) or links to, as absolute addresses, each once, in its order. */
export function discoverFeeds(html: string, pageUrl: string): FoundFeed[] {
  let base = pageUrl;
  const found = new Map<string, FoundFeed>();
  const add = (href: string | undefined, title: string | undefined, by: FoundFeed["by"]) => {
    const url = absolute(href, base);
    if (url !== null && !found.has(url) && found.size < MAX_FOUND)
      found.set(url, { url, title: title?.trim() || null, by });
  };
  eachStartTag(html.slice(0, MAX_HTML_CHARS), (name, attributes) => {
    const href = attributes["href"];
    if (name === "base") base = absolute(href, pageUrl) ?? base;
    else if (name === "link" && namesFeed(attributes)) add(href, attributes["title"], "named");
    else if (name === "a" && looksLinked(href, base)) add(href, attributes["title"], "linked");
  });
  return [...found.values()];
}

/** Whether a document is a feed by its first element or, for JSON, its version. */
export function looksLikeFeed(text: string): boolean {
  const head = text
    .slice(0, 4_000)
    .replace(/^\ufeff/, "")
    .trimStart();
  if (head.startsWith("{")) return /"version"\s*:\s*"https?:\/\/(www\.)?jsonfeed\.org\//.test(head);
  const root = /^(?:<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<([A-Za-z][\w.:-]*)/.exec(head)?.[1] ?? "";
  return /^((rdf|atom|a):)?(rss|feed|rdf)$/i.test(root);
}

async function atUsualPlaces(fetcher: Fetcher, url: string, signal?: AbortSignal): Promise<FoundFeed[]> {
  if (urlOf(url) === null) return [];
  for (const path of COMMON_PATHS) {
    const answer = await ask(fetcher, new URL(path, url).href, signal);
    if (answer?.isFeed) return [{ url: answer.url, title: null, by: "usual place" }];
  }
  return [];
}

async function ask(fetcher: Fetcher, url: string, signal?: AbortSignal) {
  const request = { url, validators: null, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS };
  const result = await fetcher.fetch(signal === undefined ? request : { ...request, signal });
  if (result.kind !== "fetched") return null;
  const text = new TextDecoder().decode(result.body);
  return { url: result.movedTo ?? result.url, text, isFeed: looksLikeFeed(text) };
}

function namesFeed(attributes: Record<string, string>): boolean {
  const rel = (attributes["rel"] ?? "").toLowerCase().split(/\s+/);
  if (rel.includes("feed")) return true;
  if (!rel.includes("alternate")) return false;
  const type = (attributes["type"] ?? "").toLowerCase().split(";")[0]?.trim() ?? "";
  return FEED_TYPE.test(type) || (VAGUE_TYPE.test(type) && FEED_ADDRESS.test(attributes["href"] ?? ""));
}

/** A link within the site whose address looks like a feed's. */
function looksLinked(href: string | undefined, base: string): boolean {
  const url = absolute(href, base);
  if (url === null) return false;
  const { hostname, pathname, search } = new URL(url);
  return FEED_ADDRESS.test(pathname + search) && siteOf(hostname) === siteOf(new URL(base).hostname);
}

/** The last two labels: near enough to tell a site's own links from those to feed readers. */
function siteOf(hostname: string): string {
  return hostname.split(".").slice(-2).join(".");
}

function absolute(href: string | undefined, base: string): string | null {
  if (href === undefined || href.trim() === "") return null;
  const target = href
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, "")
    .replace(/^feed:/i, "https:");
  const url = urlOf(target, base);
  if (url === null) return null;
  url.hash = "";
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

function eachStartTag(html: string, visit: (name: string, attributes: Record<string, string>) => void): void {
  const nothing = () => undefined;
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onStartTag(tag: Token.TagToken) {
        const mode = Object.hasOwn(TEXT_MODES, tag.tagName) ? TEXT_MODES[tag.tagName] : undefined;
        if (mode !== undefined) tokenizer.state = mode;
        visit(tag.tagName, Object.fromEntries(tag.attrs.map(({ name, value }) => [name, value])));
      },
      onEndTag: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
      onCharacter: nothing,
      onNullCharacter: nothing,
      onWhitespaceCharacter: nothing,
    },
  );
  tokenizer.write(html, true);
}
