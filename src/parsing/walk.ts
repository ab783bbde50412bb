/** One walk over a document: where it stands, what is open around it, what was kept so far. */
import { WatchdeskError } from "../errors.js";
import { innerBase } from "./addresses.js";
import { readDoctype } from "./doctype.js";
import { createFrames, type Frames, type Scope } from "./frames.js";
import type { ParseLimits } from "./limits.js";
import {
  type Attributes,
  attributesOf,
  createMarks,
  type Marks,
  type Needle,
  NO_ATTRIBUTES,
  nameEnd,
  tagEnd,
} from "./markup.js";
import type { Namespaces } from "./namespaces.js";
import type { RawDocument, RawFields } from "./raw.js";
import { attributeText } from "./value.js";

export interface Walk {
  text: string;
  url: string | null;
  limits: ParseLimits;
  marks: Marks;
  frames: Frames;
  document: RawDocument;
  /** Entities that the document defines. */
  entities: Map<string, string>;
  /** Null until the root element is found. */
  namespaces: Namespaces | null;
  /** The item that was opened last. */
  item: RawFields | null;
}

export interface Tag {
  rawName: string;
  /** What stands after the name. */
  rest: string;
  selfClosed: boolean;
  /** Index after the tag. */
  next: number;
}

export function createWalk(text: string, url: string | null, limits: ParseLimits): Walk {
  return {
    text,
    url,
    limits,
    marks: createMarks(text),
    frames: createFrames(limits.maxDepth),
    document: { format: "", feed: new Map(), items: [] },
    entities: new Map(),
    namespaces: null,
    item: null,
  };
}

/** Passes a comment, CDATA between elements, an instruction or the document type; gives the index after it. */
export function passMark(walk: Walk, open: number): number {
  const { text, marks } = walk;
  if (text.startsWith("<!--", open)) return after(marks.commentEnd, 3, open + 4, open);
  if (text.startsWith("<![CDATA[", open)) return after(marks.cdataEnd, 3, open, open);
  if (/^<!doctype/i.test(text.slice(open, open + 9))) {
    const doctype = readDoctype(text, open);
    if (doctype.entities.size > 0) walk.entities = doctype.entities;
    return doctype.next;
  }
  return after(marks.close, 1, open, open);
}

/** Closes what the end tag at `open` closes; gives the index after it. */
export function passEndTag(walk: Walk, open: number): number {
  const end = nameEnd(walk.text, open + 2);
  walk.frames.close(walk.text.slice(open + 2, end));
  return after(walk.marks.close, 1, end, open);
}

/** Index after the next mark; where there is none, the opening bracket alone is passed over. */
function after(mark: Needle, length: number, from: number, open: number): number {
  const found = mark(from);
  return found === -1 ? open + 2 : found + length;
}

/** The start tag at `open`, or null when the document ends inside it. */
export function readTag({ text, marks }: Walk, open: number): Tag | null {
  const end = nameEnd(text, open + 1);
  const close = tagEnd(text, end, marks.close);
  if (close === -1) return null;
  const selfClosed = text.charCodeAt(close - 1) === 47;
  const rest = text.slice(end, selfClosed ? close - 1 : close);
  return { rawName: text.slice(open + 1, end), rest, selfClosed, next: close + 1 };
}

/** Attributes by which an element changes what holds inside it; most have none, and theirs are not read. */
export function settingsOf(tag: Tag): Attributes {
  return tag.rest.includes("xml") ? attributesOf(tag.rest) : NO_ATTRIBUTES;
}

/** Notes that an element is open, with what it sets for those inside. */
export function enter(walk: Walk, tag: Tag, scope: Scope): void {
  const attributes = settingsOf(tag);
  const leave = walk.namespaces!.enter(attributes);
  if (tag.selfClosed) {
    leave();
    return;
  }
  const outer = walk.frames.top();
  const language = attributes.get("xml:lang");
  if (outer === undefined && language !== undefined) walk.document.feed.set("@language", language);
  const base = innerBase(attributes.get("xml:base"), outer?.base ?? null, walk.url);
  walk.frames.push({ rawName: tag.rawName, scope, base, leave });
}

/** Attributes of an item that stand for fields: RDF's id, CDF's link and time. */
const ITEM_ATTRIBUTES = ["rdf:about", "href", "lastmod"];

/** @throws WatchdeskError `limit` beyond the cap on items */
export function openItem(walk: Walk, tag: Tag): void {
  const { document, limits, entities } = walk;
  if (document.items.length >= limits.maxItems) {
    throw new WatchdeskError("limit", `parse: the document has more than ${limits.maxItems} items`);
  }
  const item: RawFields = new Map();
  document.items.push(item);
  walk.item = item;
  if (document.items.length === 1) walk.marks.nameItems(tag.rawName);
  enter(walk, tag, "item");
  const attributes = attributesOf(tag.rest);
  const reading = { entities, maxChars: limits.maxFieldChars };
  for (const name of ITEM_ATTRIBUTES) {
    const value = attributes.get(name);
    if (value !== undefined) item.set(`@${name}`, attributeText(value, reading));
  }
  const language = attributes.get("xml:lang");
  if (language !== undefined) item.set("@language", attributeText(language, reading));
}
