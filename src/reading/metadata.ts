/** What a page says of itself: title, byline, dates, language, site, addresses. */
import type { DateReader } from "../parsing/dates.js";
import { htmlToText } from "../parsing/plain-text.js";
import { urlOf } from "../url.js";
import type { PageDocument, PageElement } from "./dom.js";
import { linkedData } from "./json-ld.js";
import { elementsNamed, elementsWhere } from "./walk.js";

export interface PageMetadata {
  title: string | null;
  /** The first of the page itself. */
  heading: string | null;
  description: string | null;
  byline: string | null;
  /** ISO 8601 UTC. */
  publishedAt: string | null;
  updatedAt: string | null;
  language: string | null;
  siteName: string | null;
  /** Where it sends its reader at once, else what it calls its own address; absolute, null where it is this one. */
  canonicalUrl: string | null;
  ampUrl: string | null;
  /** The publisher says that the text is for subscribers. */
  subscribersOnly: boolean;
}

const MAX_BYLINE_CHARS = 200;
const MAX_TITLE_CHARS = 500;
const MAX_AUTHORS = 6;
/** A value of metadata is cut here before anything else looks at it. */
const MAX_VALUE_CHARS = 2_000;

const TITLES = ["og:title", "twitter:title", "dc.title", "headline"];
const DESCRIPTIONS = ["og:description", "description", "twitter:description"];
const AUTHORS = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"];
const PUBLISHED = [
  "article:published_time",
  "og:published_time",
  "datepublished",
  "date",
  "dc.date",
  "dc.date.issued",
  "dcterms.created",
  "parsely-pub-date",
  "sailthru.date",
  "pubdate",
  "publishdate",
  "publish_date",
  "article.published",
];
const UPDATED = [
  "article:modified_time",
  "og:updated_time",
  "datemodified",
  "last-modified",
  "lastmod",
  "dcterms.modified",
];

/**
 * @param url the page's own address; relative ones are resolved against it
 * @param dates reads dates; one without a zone counts as UTC, since the page's own zone is not known
 */
export function metadataOf(document: PageDocument, url: string, dates: DateReader): PageMetadata {
  const marked = elementsNamed(document.documentElement, DESCRIBING);
  const named = (name: string) => marked.filter((element) => element.tagName === name);
  const meta = metaTags(named("META"));
  const said = linkedData(named("SCRIPT"));
  const link = (relation: string) => linkOf(named("LINK"), relation, url);
  const first = (names: readonly string[]) => names.map((name) => meta.get(name)).find(Boolean) ?? null;
  const instant = (text: string | null) => isoInstant(text, dates);
  const heading = named("H1")[0]?.textContent ?? null;
  const site = plainLine(meta.get("og:site_name") ?? said?.publisher ?? meta.get("application-name") ?? null);
  const authors = said?.authors.slice(0, MAX_AUTHORS).join(", ") || first(AUTHORS);
  return {
    title: titleOf([said?.headline, first(TITLES), named("TITLE")[0]?.textContent, heading], site),
    heading: plainLine(heading),
    description: plainLine(first(DESCRIPTIONS) ?? said?.description ?? null),
    byline: bylineOf(authors ?? markedAuthor(document)),
    publishedAt: instant(said?.datePublished ?? first(PUBLISHED) ?? markedTime(document, "datePublished")),
    updatedAt: instant(said?.dateModified ?? first(UPDATED) ?? markedTime(document, "dateModified")),
    language: languageOf(document, meta, said?.language ?? null),
    siteName: site,
    canonicalUrl: refreshOf(named("META"), url) ?? link("canonical") ?? absolute(meta.get("og:url") ?? null, url),
    ampUrl: link("amphtml"),
    subscribersOnly: said?.free === false || meta.get("article:content_tier")?.toLowerCase() === "locked",
  };
}

/** Elements in which a page describes itself. */
const DESCRIBING = new Set(["META", "LINK", "SCRIPT", "TITLE", "H1"]);

function metaTags(elements: readonly PageElement[]): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of elements) {
    const name = tag.getAttribute("property") ?? tag.getAttribute("name") ?? tag.getAttribute("itemprop");
    const content = tag.getAttribute("content")?.trim();
    const key = name?.trim().toLowerCase();
    if (key && content && !tags.has(key)) tags.set(key, content);
  }
  return tags;
}

/** The first that is there, without the site's name behind it. */
function titleOf(titles: readonly (string | null | undefined)[], site: string | null): string | null {
  const title = titles.map((one) => plainLine(one ?? null)).find((one) => one !== null) ?? null;
  if (title === null) return null;
  const cut =
    site === null
      ? title
      : title.replace(/\s+[-–—|·:»]\s+([^-–—|·»]+)$/u, (whole, tail) =>
          tail.trim().toLowerCase() === site.toLowerCase() ? "" : whole,
        );
  return cut.slice(0, MAX_TITLE_CHARS);
}

function bylineOf(text: string | null): string | null {
  const line = plainLine(text)?.replace(/^(?:by|von|par|por)\s+/iu, "");
  return line && line.length <= MAX_BYLINE_CHARS && !/^https?:/.test(line) ? line : null;
}

function markedAuthor(document: PageDocument): string | null {
  const isAuthor = (element: PageElement) =>
    element.getAttribute("itemprop") === "author" ||
    element.getAttribute("rel")?.toLowerCase() === "author" ||
    /(?:^|\s)(?:byline|author-name)(?!\S)/.test(element.getAttribute("class") ?? "");
  return elementsWhere(document, isAuthor)[0]?.textContent ?? null;
}

function markedTime(document: PageDocument, property: string): string | null {
  const marked = elementsWhere(document, (element) => element.getAttribute("itemprop") === property)[0];
  const time = marked ?? (property === "datePublished" ? timeOfArticle(document) : undefined);
  return time?.getAttribute("datetime") ?? time?.getAttribute("content") ?? null;
}

function timeOfArticle(document: PageDocument): PageElement | undefined {
  const has = (element: PageElement, name: string) => element.getAttribute(name) !== null;
  return elementsNamed(document, TIME).find(
    (time) => has(time, "pubdate") || (has(time, "datetime") && isInArticle(time)),
  );
}
const TIME = new Set(["TIME"]);

function isInArticle(element: PageElement): boolean {
  for (let at = element.parentElement; at !== null; at = at.parentElement) if (at.tagName === "ARTICLE") return true;
  return false;
}

function isoInstant(text: string | null, dates: DateReader): string | null {
  const at = text === null ? null : dates.read(text, "UTC");
  return at === null ? null : new Date(at).toISOString();
}

/** One line of plain text, or null when nothing is left. */
function plainLine(text: string | null): string | null {
  const line = htmlToText((text ?? "").slice(0, MAX_VALUE_CHARS)).replace(/\s+/g, " ");
  return line === "" ? null : line;
}

function languageOf(document: PageDocument, meta: ReadonlyMap<string, string>, said: string | null): string | null {
  const tags = [
    document.documentElement?.getAttribute("lang"),
    said,
    meta.get("og:locale"),
    meta.get("content-language"),
  ];
  for (const tag of tags) {
    const match = /^([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))?/i.exec(tag?.trim() ?? "");
    if (match) return match[2] === undefined ? match[1]!.toLowerCase() : `${match[1]!.toLowerCase()}-${match[2]}`;
  }
  return null;
}

function linkOf(links: readonly PageElement[], relation: string, url: string): string | null {
  const link = links.find((one) => one.getAttribute("rel")?.trim().toLowerCase() === relation);
  return absolute(link?.getAttribute("href") ?? null, url);
}

/** Where a page that is only a way to another sends its reader at once; what it says to readers without scripts is not it. */
function refreshOf(metas: readonly PageElement[], url: string): string | null {
  for (const tag of metas) {
    if (!/^refresh$/i.test(tag.getAttribute("http-equiv") ?? "") || tag.parentElement?.tagName === "NOSCRIPT") continue;
    const [, seconds, target] = REFRESH.exec(tag.getAttribute("content") ?? "") ?? [];
    if (target !== undefined && Number(seconds) <= MOST_REFRESH_SECONDS) return absolute(target, url);
  }
  return null;
}
const REFRESH = /^\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'\s]{1,2000})/i;
/** A page that moves on later than this is one to be read, and reloads itself. */
const MOST_REFRESH_SECONDS = 5;

function absolute(address: string | null, base: string): string | null {
  const link = address === null ? null : urlOf(address, base);
  if (link === null) return null;
  link.hash = "";
  const own = urlOf(base)?.href ?? base;
  return /^https?:$/.test(link.protocol) && link.href !== own ? link.href : null;
}
