/** The picture that an item offers: which of several, and what its publisher says of it. */
import type { Picture } from "../model.js";
import { PICTURE_ALT_CHARS, showablePicture } from "../picture.js";
import { resolveAddress } from "./addresses.js";
import { PARSE_LIMITS } from "./limits.js";
import type { MappedFields } from "./map-fields.js";
import { cleanText } from "./plain-text.js";
import type { RawFields } from "./raw.js";
import { attributeText } from "./value.js";

export interface FoundPicture {
  name: string;
  attributes: Map<string, string>;
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

/** Keeps the best picture so far under `picture`; the first of a rank, unless it is small and a wider one comes. */
export function keepPicture(fields: RawFields, found: FoundPicture): void {
  const picture = readPicture(found);
  const kept = picture !== null && isBetter(fields, found.name, picture.width);
  // What stands inside an element describes that one and no other.
  if (!found.closed) fields.set("%captions", kept ? "taken" : "left");
  if (!kept) return;
  if (!found.closed) for (const name of ["picture:title", "picture:description"]) fields.delete(name);
  fields.set("%picture", String(RANKS[found.name]));
  fields.set("picture", picture.url);
  setOrDrop(fields, "picture:width", picture.width);
  setOrDrop(fields, "picture:height", picture.height);
  const title = found.attributes.get("title");
  if (title !== undefined) fields.set("picture:title", attributeText(title, readingOf(found)));
}

/** Keeps what is said of the picture: Media RSS's title and description. */
export function keepCaption(fields: RawFields, name: "media:title" | "media:description", text: string): void {
  const field = name.replace("media:", "picture:");
  if (text !== "" && fields.get("%captions") !== "left" && !fields.has(field)) fields.set(field, text);
}

/** The item's picture as it may be shown; null for none. */
export function pictureOf(fields: MappedFields): Picture | null {
  const { picture: url, "media:rating": rating } = fields;
  if (typeof url !== "string" || (typeof rating === "string" && rating.toLowerCase() === ADULT)) return null;
  return showablePicture({
    url,
    alt: altOf(fields["picture:description"]) ?? altOf(fields["picture:title"]),
    width: sideOf(fields["picture:width"]),
    height: sideOf(fields["picture:height"]),
  });
}

/** The address with its stated size, where it is a picture that may be shown at all. */
function readPicture(found: FoundPicture): Picture | null {
  const { name, attributes, base, url } = found;
  const written = attributes.get("url") ?? attributes.get("href");
  if (written === undefined) return null;
  const address = resolveAddress(attributeText(written, readingOf(found)).replaceAll("&amp;", "&"), base ?? url);
  if (address === null || !isPicture(name, attributes, address)) return null;
  const [width, height] = ["width", "height"].map((side) => sideOf(attributes.get(side)));
  return showablePicture({ url: address, alt: null, width: width ?? null, height: height ?? null });
}

/** By its type where that is stated; else by medium, element or the end of its path. */
function isPicture(name: string, attributes: Map<string, string>, address: string): boolean {
  const type = attributes.get("type")?.trim().toLowerCase() ?? "";
  if (type !== "") return TYPES.test(type);
  const medium = attributes.get("medium")?.trim().toLowerCase() ?? "";
  if (medium !== "" || name === "media:thumbnail") return medium === "image" || name === "media:thumbnail";
  return EXTENSION.test(address.replace(/[?#].*$/s, ""));
}

function isBetter(fields: RawFields, name: string, width: number | null): boolean {
  const rank = RANKS[name] ?? 0;
  const before = Number(fields.get("%picture") ?? 0);
  if (rank !== before) return rank > before;
  const keptWidth = sideOf(fields.get("picture:width"));
  return keptWidth !== null && width !== null && keptWidth < SHARP_PX && width > keptWidth;
}

function readingOf({ entities }: FoundPicture) {
  return { entities, maxChars: PARSE_LIMITS.maxFieldChars };
}

function setOrDrop(fields: RawFields, name: string, value: number | null): void {
  if (value === null) fields.delete(name);
  else fields.set(name, String(value));
}

/** `640`, `640px`; null for what is no number of pixels. Zero is how some say that they do not know. */
function sideOf(written: unknown): number | null {
  const digits = typeof written === "string" ? /^\s*(\d{1,6})(?:\.\d+)?(?:px)?\s*$/i.exec(written)?.[1] : undefined;
  const side = Number(digits ?? 0);
  return side > 0 && side <= MAX_SIDE_PX ? side : null;
}

/** Words that say what is to be seen; a file's name says nothing. */
function altOf(written: unknown): string | null {
  const text = typeof written === "string" ? cleanText(written).replace(/\s+/g, " ") : "";
  if (!/\p{L}/u.test(text) || /^[\w.-]*[\d_.-][\w.-]*$/.test(text)) return null;
  if (text.length <= PICTURE_ALT_CHARS) return text;
  // Not between the halves of a pair.
  return `${text
    .slice(0, PICTURE_ALT_CHARS - 1)
    .replace(/\p{Surrogate}$/u, "")
    .trimEnd()}…`;
}
