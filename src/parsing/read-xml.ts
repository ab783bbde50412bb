/**
 * The tolerant pass: one walk over a document that knows feeds, not XML. It keeps the fields of the feed and its items
 * and drops the rest; a missing end tag, a stray bracket, junk around the root or a document cut short cost no more
 * than the field in which they stand.
 */
import { WatchdeskError } from "../errors.js";
import { innerBase } from "./addresses.js";
import { FEED_FIELDS, type FieldKind, ITEM_FIELDS, ITEM_NAMES, ROOT_NAMES, TRANSPARENT } from "./fields.js";
import { formatOf } from "./formats.js";
import type { Scope } from "./frames.js";
import { keepField } from "./keep.js";
import type { ParseLimits } from "./limits.js";
import { attributesOf, startsName } from "./markup.js";
import { createNamespaces } from "./namespaces.js";
import { keepPicture } from "./pictures.js";
import type { RawDocument } from "./raw.js";
import { sliceOf } from "./slice.js";
import { createWalk, enter, openItem, passEndTag, passMark, readTag, settingsOf, type Tag, type Walk } from "./walk.js";

const EXCLAMATION = 33;
const SLASH = 47;
const QUESTION = 63;

/**
 * @param url address of the document, or null
 * @throws WatchdeskError `input` when there is no feed in it, `limit` beyond items or depth
 */
export function readXml(text: string, url: string | null, limits: ParseLimits): RawDocument {
  const walk = createWalk(text, url, limits);
  for (let at = 0; ; ) {
    const open = walk.marks.open(at);
    if (open === -1) break;
    const code = text.charCodeAt(open + 1);
    if (code === EXCLAMATION || code === QUESTION) at = passMark(walk, open);
    else if (code === SLASH) {
      at = passEndTag(walk, open);
      if (walk.namespaces !== null && walk.frames.top() === undefined) break;
    } else if (!startsName(code)) at = open + 1;
    else {
      const tag = readTag(walk, open);
      if (tag === null) break;
      at = openElement(walk, tag);
    }
  }
  if (walk.namespaces === null) throw notAFeed(text);
  return walk.document;
}

/** Gives the index after what the tag opened, its content included where it is a field. */
function openElement(walk: Walk, tag: Tag): number {
  const { namespaces, frames } = walk;
  if (namespaces === null) {
    openRoot(walk, tag);
    return tag.next;
  }
  const scope = frames.scope();
  const leave = namespaces.enter(settingsOf(tag));
  const name = namespaces.resolve(tag.rawName);
  leave();
  if (ITEM_NAMES.has(name) && scope !== "other") {
    const misplaced = scope === "item" && (tag.selfClosed || walk.item?.size === 0);
    if (!misplaced) {
      frames.closeItem();
      openItem(walk, tag);
    }
    return tag.next;
  }
  const kind = fieldsOf(scope)?.get(name);
  if (kind !== undefined) return passField(walk, tag, name, kind);
  if (name === "media:content" && scope === "item") passPicture(walk, tag);
  if (!tag.selfClosed) enter(walk, tag, scope !== null && isTransparent(name, scope) ? scope : "other");
  return tag.next;
}

function openRoot(walk: Walk, tag: Tag): void {
  const local = tag.rawName.slice(tag.rawName.indexOf(":") + 1).toLowerCase();
  if (!ROOT_NAMES.has(local) && !ITEM_NAMES.has(local)) return;
  const attributes = attributesOf(tag.rest);
  walk.namespaces = createNamespaces(tag.rawName, attributes);
  walk.document.format = formatOf(local, attributes);
  const prefix = tag.rawName.slice(0, -local.length);
  walk.marks.nameItems(local === "feed" ? `${prefix}entry` : local === "rdf" ? "item" : `${prefix}item`);
  if (ITEM_NAMES.has(local)) openItem(walk, tag);
  else enter(walk, tag, "feed");
}

function passField(walk: Walk, tag: Tag, name: string, kind: FieldKind): number {
  const { text, document, url, entities, limits, frames } = walk;
  const attributes = attributesOf(tag.rest);
  const slice = tag.selfClosed ? { end: tag.next, next: tag.next } : sliceOf(text, tag.rawName, tag.next, walk.marks);
  keepField(frames.scope() === "item" ? walk.item! : document.feed, {
    name,
    kind,
    attributes,
    content: text.slice(tag.next, slice.end),
    base: innerBase(attributes.get("xml:base"), frames.top()?.base ?? null, url),
    url,
    atom: document.format.startsWith("Atom"),
    entities,
    limits,
  });
  return slice.next;
}

/** Media content is walked into as well: titles and texts in it may be the item's only ones. */
function passPicture({ item, entities, frames, url }: Walk, tag: Tag): void {
  const attributes = attributesOf(tag.rest);
  const base = innerBase(attributes.get("xml:base"), frames.top()?.base ?? null, url);
  keepPicture(item!, { name: "media:content", attributes, base, url, entities, closed: tag.selfClosed });
}

function fieldsOf(scope: Scope | null): Map<string, FieldKind> | null {
  return scope === "item" ? ITEM_FIELDS : scope === "other" ? null : FEED_FIELDS;
}

function isTransparent(name: string, scope: Scope): boolean {
  return scope === "item" ? TRANSPARENT.has(name) : name === "channel";
}

function notAFeed(text: string): WatchdeskError {
  const start = text.trimStart().slice(0, 300);
  if (start === "") return new WatchdeskError("input", "parse: the document is empty");
  const page = /^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head)/i.test(start);
  if (!page)
    return new WatchdeskError("input", "parse: the document is no feed (no RSS, Atom, RDF or JSON Feed in it)");
  return new WatchdeskError("input", "parse: the document is a web page, not a feed", {
    hint: "give the address of the feed; `feeds add` with the page's address finds the feeds that it names",
  });
}
