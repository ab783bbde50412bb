/** How the value of each kind of field is taken from its element, and which of several elements of one name counts. */
import { isRelative, resolveAddress } from "./addresses.js";
import type { FieldKind } from "./fields.js";
import type { ParseLimits } from "./limits.js";
import type { Attributes } from "./markup.js";
import { keepCaption, keepPicture } from "./pictures.js";
import type { RawFields } from "./raw.js";
import { keepText } from "./texts.js";
import { attributeText, machineText, type Reading, readerText, type Writing } from "./value.js";

export interface FoundField {
  name: string;
  kind: FieldKind;
  attributes: Attributes;
  content: string;
  /** What `xml:base` sets, or null. */
  base: string | null;
  /** Address of the document, or null. */
  url: string | null;
  /** Is the document Atom (plain text unless said otherwise) or RSS (HTML unless said otherwise)? */
  atom: boolean;
  entities: Map<string, string>;
  limits: ParseLimits;
}

/** Relations of a link that lead to something else than the item's page. */
const OTHER_RELATIONS = new Set([
  "self",
  "enclosure",
  "edit",
  "replies",
  "hub",
  "next",
  "prev",
  "first",
  "last",
  "icon",
]);

/** A registered relation may be written as an address (RFC 4287, 4.2.7.2). */
const REGISTRY = /^https?:\/\/www\.iana\.org\/assignments\/relation\//;

/** Adds a field to what is known. The first of a name counts, except dates, where the last does. */
export function keepField(fields: RawFields, field: FoundField): void {
  const { name, kind, content, attributes, entities, limits } = field;
  const reading = { entities, maxChars: kind === "text" ? limits.maxTextChars : limits.maxFieldChars };
  if (kind === "picture") {
    keepPicture(fields, { ...field, closed: true });
    return;
  }
  if (name === "media:title" || name === "media:description") {
    keepCaption(fields, name, readerText(content, writingOf(field), { entities, maxChars: limits.maxFieldChars }));
  }
  if (kind === "date" ? content.trim() === "" : fields.get(name) && kind !== "link") return;
  if (kind === "link") {
    keepLink(fields, field, reading);
  } else if (kind === "text") {
    keepText(fields, name, readerText(content, writingOf(field), reading));
  } else if (kind === "title") {
    fields.set(name, readerText(content, writingOf(field), reading));
  } else if (kind === "person") {
    fields.set(name, readerText(personOf(content), "text", reading));
  } else if (kind === "hours") {
    fields.set(name, [...content.matchAll(/>\s*(\d{1,2})\s*</g)].map((match) => match[1]).join(" "));
  } else if (kind === "days") {
    fields.set(name, [...content.matchAll(/>\s*([a-z]{6,9})\s*</gi)].map((match) => match[1]).join(" "));
  } else if (kind === "source") {
    if (!content.includes("</")) fields.set(name, readerText(content, "text", reading));
  } else {
    fields.set(name, machineText(content, reading));
    if (name === "guid" && attributes.get("ispermalink")?.toLowerCase() === "false") fields.set("@permalink", "false");
    if ((name === "id" || name === "atom:id") && field.base !== null) fields.set("@base", field.base);
  }
}

/** RFC 4287, 4.1.3.3: content of a media type that is neither text nor XML is in base64. */
const BINARY = /^(?!text\/|.*[/+]xml$)[\w.+-]+\/[\w.+-]+$/;
const BASE64 = /^[\sA-Za-z0-9+/]+={0,2}\s*$/;

function writingOf({ kind, attributes, atom, name, content }: FoundField): Writing {
  const type = attributes.get("type")?.trim().toLowerCase();
  const mode = attributes.get("mode")?.trim().toLowerCase();
  if (mode === "base64") return "base64";
  if (type === "xhtml" || type === "application/xhtml+xml" || mode === "xml") return "xhtml";
  if (type === "html" || type === "text/html" || mode === "escaped") return "html";
  if (atom && type !== undefined && BINARY.test(type) && BASE64.test(content)) return "base64";
  if (type === "text" || type === "text/plain" || kind === "title") return "text";
  return atom || name.startsWith("atom:") ? "text" : "html";
}

/** Atom's persons are elements with a name in them, RSS's are text. */
function personOf(content: string): string {
  const name = /<(?:[\w-]{1,20}:)?name(?:\s[^>]*)?>([\s\S]*?)<\//i.exec(content);
  if (name !== null) return name[1]!;
  const email = /<(?:[\w-]{1,20}:)?email(?:\s[^>]*)?>([\s\S]*?)<\//i.exec(content);
  return email !== null ? email[1]! : content;
}

/** Keeps the best link so far with its rank. */
function keepLink(fields: RawFields, { name, attributes, content, base, url }: FoundField, reading: Reading): void {
  if (attributes.get("rel")?.trim().toLowerCase() === "enclosure") {
    keepPicture(fields, { name: "enclosure", attributes, base, url, entities: reading.entities, closed: true });
    return;
  }
  const href = attributes.get("href");
  const written = href === undefined ? machineText(content, reading) : attributeText(href, reading);
  const unescaped = written.replaceAll("&amp;", "&"); // escaped twice; no address means `&amp;`
  const address = resolveAddress(unescaped, base ?? url) ?? (isRelative(unescaped) ? unescaped : null);
  if (address === null) return;
  const rank = rankOf(name, attributes);
  if (rank <= Number(fields.get("%link") ?? 0)) return;
  fields.set("link", address);
  fields.set("%link", String(rank));
}

function rankOf(name: string, attributes: Attributes): number {
  const relation = attributes.get("rel")?.trim().toLowerCase().replace(REGISTRY, "") ?? "alternate";
  if (OTHER_RELATIONS.has(relation)) return 0;
  if (relation !== "alternate") return 1;
  const type = attributes.get("type")?.toLowerCase();
  const forReaders = type === undefined || type === "" || type.includes("html");
  return (forReaders ? 4 : 2) + (name === "link" ? 1 : 0);
}
