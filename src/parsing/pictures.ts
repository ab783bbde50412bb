/** The picture that an item offers: which of several, and what its publisher says of it. */
import type { Picture } from "../model.js";
import { PICTURE_ALT_CHARS, showablePicture } from "../picture.js";
import { resolveAddress } from "./addresses.js";
import { PARSE_LIMITS } from "./limits.js";
import type { MappedFields } from "./map-fields.js";
import type { Attributes } from "./markup.js";
import { cleanText } from "./plain-text.js";
import type { RawFields } from "./raw.js";
import { attributeText } from "./value.js";

export interface FoundPicture {
  name: string;
  attributes: Attributes;
  base: string | null;
  url: string | null;
  entities: Map<string, string>;
  /** Nothing stands inside it. */
  closed: boolean;
}

/** Elements by how much they say that they are the item's picture; a thumbnail is a picture made small. */
const RANKS: Record<string, number> = { "media:content": 3, enclosure: 2, "media:thumbnail": 1 };
/** What both platforms draw (https://docs.slack.dev/reference/block-kit/blocks/image-block). */
const TYPES = /^image\/(?:jpe?g|pjpeg|png|gif|webp)$/;
const EXTENSION = /\.(?:jpe?g|jpe|jfif|png|gif|webp)$/i;
/** One of this width stands sharp on either platform; of the same rank a wider one takes the place of a narrower, px. */
const SHARP_PX = 600;
/** Media RSS's own scheme of ratings, `urn:simple`. */
const ADULT = "adult";
const MAX_SIDE_PX = 100_000;

/**
 * Keeps the best picture so far under `picture`: the first of a rank, unless it is small and a wider one comes. One field
 * for all of it, since each name costs a look into each item.
 */
export function keepPicture(fields: RawFields, found: FoundPicture): void {
  const picture = isBetter(fields, found) ? readPicture(found) : null;
  // What stands inside an element describes that one and no other.
  if (!found.closed) fields.set("%captions", picture === null ? "left" : "taken");
  if (picture === null) return;
  if (!found.closed) for (const name of CAPTIONS) fields.delete(name);
  fields.set("%picture", JSON.stringify({ ...picture, rank: RANKS[found.name] }));
  const title = found.attributes.get("title");
  if (title !== undefined) fields.set("%media:title", attributeText(title, readingOf(found)));
  compose(fields, picture, found.name);
}

/** Keeps what is said of the picture: Media RSS's title and description. */
export function keepCaption(fields: RawFields, name: "media:title" | "media:description", text: string): void {
  const field = `%${name}`;
  if (text === "" || fields.get("%captions") === "left" || fields.has(field)) return;
  fields.set(field, text);
  const kept = keptIn(fields);
  if (kept !== null) compose(fields, kept, kept.rank === RANKS["media:thumbnail"] ? "media:thumbnail" : "");
}

/** JSON Feed's picture, of which nothing but the address is said. */
export function keepAddress(fields: RawFields, url: string): void {
  const picture = showablePicture({ url, alt: null, width: null, height: null });
  if (picture !== null) fields.set("picture", JSON.stringify(picture));
}

/** The item's picture; null for none, and for one that is rated for adults. */
export function pictureOf({ picture, "media:rating": rating }: MappedFields): Picture | null {
  if (typeof picture !== "string" || (typeof rating === "string" && rating.toLowerCase() === ADULT)) return null;
  return JSON.parse(picture) as Picture;
}

interface Kept extends Picture {
  rank: number;
}

function keptIn(fields: RawFields): Kept | null {
  const kept = fields.get("%picture");
  return kept === undefined ? null : (JSON.parse(kept) as Kept);
}

const CAPTIONS = ["%media:description", "%media:title"];

/** What is said beside a thumbnail is said of the video that it stands for. */
function compose(fields: RawFields, { url, width, height }: Picture, name: string): void {
  const said = name === "media:thumbnail" ? [] : CAPTIONS.map((caption) => altOf(fields.get(caption)));
  const alt = said.find((one) => one !== null) ?? null;
  fields.set("picture", JSON.stringify({ url, alt, width, height }));
}

/** The address with its stated size, where it is a picture that may be shown at all. */
function readPicture(found: FoundPicture): Picture | null {
  const { name, attributes, base, url } = found;
  const written = attributes.get("url") ?? attributes.get("href");
  if (written === undefined || !isPicture(name, attributes, written)) return null;
  const address = resolveAddress(attributeText(written, readingOf(found)).replaceAll("&amp;", "&"), base ?? url);
  if (address === null) return null;
  const [width, height] = ["width", "height"].map((side) => sideOf(attributes.get(side)));
  return showablePicture({ url: address, alt: null, width: width ?? null, height: height ?? null });
}

/** By its type where that is stated; else by medium, element or the end of its path. */
function isPicture(name: string, attributes: Attributes, address: string): boolean {
  const type = attributes.get("type")?.trim().toLowerCase() ?? "";
  if (type !== "") return TYPES.test(type);
  const medium = attributes.get("medium")?.trim().toLowerCase() ?? "";
  if (medium !== "" || name === "media:thumbnail") return medium === "image" || name === "media:thumbnail";
  return EXTENSION.test(address.replace(/[?#].*$/s, ""));
}

function isBetter(fields: RawFields, { name, attributes }: FoundPicture): boolean {
  const kept = keptIn(fields);
  const rank = RANKS[name] ?? 0;
  if (kept === null || rank !== kept.rank) return rank > (kept?.rank ?? 0);
  const width = sideOf(attributes.get("width"));
  return kept.width !== null && width !== null && kept.width < SHARP_PX && width > kept.width;
}

function readingOf({ entities }: FoundPicture) {
  return { entities, maxChars: PARSE_LIMITS.maxFieldChars };
}

/** `640`, `640px`; null for what is no number of pixels. Zero is how some say that they do not know. */
function sideOf(written: string | undefined): number | null {
  const digits = /^\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*$/i.exec(written ?? "")?.[1];
  const side = Number(digits ?? 0);
  return side > 0 && side <= MAX_SIDE_PX ? side : null;
}

/** Words that say what is to be seen; a file's name says nothing. */
function altOf(written: string | undefined): string | null {
  const text = cleanText(written ?? "").replace(/\s+/g, " ");
  if (!/\p{L}/u.test(text) || /^[\w.-]*[\d_.-][\w.-]*$/.test(text)) return null;
  if (text.length <= PICTURE_ALT_CHARS) return text;
  // Not between the halves of a pair.
  return `${text
    .slice(0, PICTURE_ALT_CHARS - 1)
    .replace(/\p{Surrogate}$/u, "")
    .trimEnd()}…`;
}
