/** Lists of feeds as other readers keep them: OPML 1.0 and 2.0, in and out, with folders. Pure. */
import { WatchdeskError } from "../errors.js";
import { maskUrl } from "../mask.js";
import { urlOf } from "../url.js";
import { escapeXml, readTags, type Tag } from "./xml-tags.js";

/** The largest lists that people share hold some thousand feeds in a megabyte. */
const MAX_CHARS = 5_000_000;
export const MAX_OPML_FEEDS = 5_000;
const MAX_FOLDERS_DEEP = 10;

export interface OpmlFeed {
  url: string;
  title: string | null;
  /** The site behind the feed. */
  siteUrl: string | null;
  /** Folders from the outermost in. */
  folder: string[];
}

export interface OpmlList {
  feeds: OpmlFeed[];
  /** One line each for what was left out, with its place. */
  problems: { line: number; message: string }[];
}

/**
 * Reads a list. What is good stays: an outline with a bad address is a problem of its own, and a document that breaks
 * off half-way gives the feeds before the break. A feed listed twice counts once.
 */
export function readOpml(text: string): OpmlList {
  const list: OpmlList = { feeds: [], problems: [] };
  try {
    if (text.length > MAX_CHARS) throw new WatchdeskError("limit", `line 1: the list is over ${MAX_CHARS} characters`);
    readOutlines(text.replace(/^\ufeff/, ""), list);
  } catch (error) {
    const [, line, message] = /^line (\d+): (.*)$/s.exec(error instanceof Error ? error.message : "") ?? [];
    if (line === undefined) throw error;
    list.problems.push({ line: Number(line), message: message ?? "" });
  }
  return list;
}

function readOutlines(text: string, list: OpmlList): void {
  const folders: (string | null)[] = [];
  const known = new Set<string>();
  let isOpml = false;
  for (const tag of readTags(text)) {
    const name = tag.name.toLowerCase();
    isOpml ||= name === "opml";
    if (!isOpml) throw new WatchdeskError("input", `line ${tag.line}: <${tag.name}> is not OPML`);
    if (name !== "outline") continue;
    if (tag.kind === "close") {
      folders.pop();
      continue;
    }
    const url = attribute(tag, "xmlUrl");
    const message = url === null ? leftOut(tag) : null;
    if (url !== null) addFeed(list, known, tag, url, folders);
    else if (message !== null) list.problems.push({ line: tag.line, message });
    // a feed may hold outlines of its own (its items, in some exports); those are in no further folder
    if (tag.kind === "open") folders.push(url === null ? titleOf(tag) : null);
  }
  if (!isOpml) throw new WatchdeskError("input", "line 1: the document holds no <opml>");
}

function addFeed(list: OpmlList, known: Set<string>, tag: Tag, text: string, folders: (string | null)[]): void {
  const problem = (message: string) => list.problems.push({ line: tag.line, message });
  const address = text
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, "")
    .replace(/^feed:/i, "https:");
  const url = urlOf(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    problem(`${maskUrl(address)} is not an address of the web`);
    return;
  }
  const { href } = url;
  if (known.has(href)) return;
  if (list.feeds.length >= MAX_OPML_FEEDS) {
    throw new WatchdeskError(
      "limit",
      `line ${tag.line}: the list holds over ${MAX_OPML_FEEDS} feeds; the rest is left out`,
    );
  }
  known.add(href);
  const folder = folders.filter((name): name is string => name !== null).slice(0, MAX_FOLDERS_DEEP);
  const site = attribute(tag, "htmlUrl");
  list.feeds.push({
    url: href,
    title: titleOf(tag),
    siteUrl: site !== null && urlOf(site) !== null ? site : null,
    folder,
  });
}

/** Writes a list as OPML 2.0; folders that are named alike become one. */
export function writeOpml(list: { title: string; feeds: OpmlFeed[] }): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">'];
  lines.push(`  <head><title>${escapeXml(list.title)}</title></head>`, "  <body>");
  writeFolder(list.feeds, 0, lines);
  lines.push("  </body>", "</opml>");
  return `${lines.join("\n")}\n`;
}

function writeFolder(feeds: OpmlFeed[], depth: number, lines: string[]): void {
  const indent = "  ".repeat(depth + 2);
  const inside = new Map<string, OpmlFeed[]>();
  for (const feed of feeds) {
    const name = feed.folder[depth];
    if (name === undefined) lines.push(`${indent}${outlineOf(feed)}`);
    else inside.set(name, [...(inside.get(name) ?? []), feed]);
  }
  for (const [name, within] of inside) {
    lines.push(`${indent}<outline text="${escapeXml(name)}">`);
    writeFolder(within, depth + 1, lines);
    lines.push(`${indent}</outline>`);
  }
}

function outlineOf(feed: OpmlFeed): string {
  const title = escapeXml(feed.title ?? feed.url);
  const site = feed.siteUrl === null ? "" : ` htmlUrl="${escapeXml(feed.siteUrl)}"`;
  return `<outline type="rss" text="${title}" title="${title}" xmlUrl="${escapeXml(feed.url)}"${site}/>`;
}

/** What to say of an outline without a feed's address: nothing of a folder, which has no type. */
function leftOut(tag: Tag): string | null {
  const type = attribute(tag, "type") ?? "";
  if (/^include$/i.test(type)) return `${titleOf(tag) ?? "a list"} is a list of its own: import it too`;
  return /^(rss|atom|rdf)/i.test(type) && tag.kind !== "open" ? `${titleOf(tag) ?? "a feed"} has no xmlUrl` : null;
}

function titleOf(tag: Tag): string | null {
  return attribute(tag, "title") ?? attribute(tag, "text");
}

/** Programs differ in the case of OPML's names. */
function attribute(tag: Tag, name: string): string | null {
  const wanted = name.toLowerCase();
  const found = Object.entries(tag.attributes)
    .find(([key]) => key.toLowerCase() === wanted)?.[1]
    .trim();
  return found === undefined || found === "" ? null : found;
}
