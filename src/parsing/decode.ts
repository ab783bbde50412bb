/** Bytes to text. Whoever sends a feed may be wrong about its charset; the bytes themselves are asked first. */
import { isUtf8 } from "node:buffer";
import { CHARSETS_OF_LANGUAGE, charsetNamed, DEFAULT_CHARSETS, decodeWith } from "./charsets.js";

/** How far into a document its own words on charset and language are sought, bytes. */
const PROLOGUE_BYTES = 4_096;
/** Valid multi-byte sequences for each invalid byte from which broken UTF-8 is still taken as UTF-8. */
const UTF8_SHARE = 4;
const REPLACEMENT = "\ufffd";

/**
 * Order: byte order mark (UTF-8, 16 or 32), UTF-16 by its zero bytes, valid UTF-8, the server's header, the document's declaration,
 * the document's language, windows-1252. A header that names a server's usual default yields to a declaration that
 * does not. Bytes that fit nothing become U+FFFD.
 *
 * @param contentType the server's header or null
 */
export function decodeDocument(body: Uint8Array, contentType: string | null): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  const prologue = bytes.subarray(0, PROLOGUE_BYTES).toString("latin1");
  const declared = labelled(/<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})/i, prologue);
  if (isUtf8(bytes)) return declared === "iso-2022-jp" ? decodeWith(bytes, declared) : bytes.toString("utf8");
  const sent = labelled(/charset\s*=\s*["']?\s*([\w.:-]{1,40})/i, contentType ?? "");
  return decodeWith(bytes, chooseCharset(bytes, sent, declared, prologue));
}

function byMark(bytes: Buffer): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeWith(bytes.subarray(4), "utf-32le");
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeWith(bytes.subarray(4), "utf-32be");
  if (a === 0xef && b === 0xbb && c === 0xbf) return bytes.subarray(3).toString("utf8");
  if (a === 0xff && b === 0xfe) return decodeWith(bytes.subarray(2), "utf-16le");
  if (a === 0xfe && b === 0xff) return decodeWith(bytes.subarray(2), "utf-16be");
  if (a === 0x3c && b === 0) return decodeWith(bytes, "utf-16le");
  if (a === 0 && b === 0x3c) return decodeWith(bytes, "utf-16be");
  return null;
}

function labelled(pattern: RegExp, text: string): string | null {
  const label = pattern.exec(text)?.[1];
  return label === undefined ? null : charsetNamed(label);
}

/** Where it were so, its zero bytes would have shown it: programs declare UTF-16 of strings that they send otherwise. */
const WIDE = /^utf-?(?:16|32)/;

function chooseCharset(bytes: Buffer, sent: string | null, declared: string | null, prologue: string): string {
  const said = [sent, declared].filter((charset) => charset !== null && !WIDE.test(charset));
  const telling = said.find((charset) => !DEFAULT_CHARSETS.has(charset!));
  if (telling) return telling;
  if (said.includes("utf8") && mostlyUtf8(bytes)) return "utf8";
  if (said.length > 0) return "win1252";
  if (mostlyUtf8(bytes)) return "utf8";
  return byLanguage(bytes, prologue) ?? "win1252";
}

/** A sequence that is cut short speaks neither for nor against UTF-8: feeds cut texts by bytes. */
function mostlyUtf8(bytes: Buffer): boolean {
  let valid = 0;
  let stray = 0;
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!;
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 1) i += 1;
    else if (length === 0) {
      stray++;
      i += 1;
    } else {
      let seen = 1;
      while (seen < length && (bytes[i + seen]! & 0xc0) === 0x80) seen++;
      if (seen === length) valid++;
      else if (seen === 1) stray++;
      i += seen;
    }
  }
  return valid > 0 && valid >= stray * UTF8_SHARE;
}

function byLanguage(bytes: Buffer, prologue: string): string | null {
  const language =
    /<(?:\w{1,20}:)?language>\s*([a-z]{2}(?:-[a-z]{2})?)|xml:lang\s*=\s*["']([a-z]{2}(?:-[a-z]{2})?)/i.exec(prologue);
  const tag = (language?.[1] ?? language?.[2])?.toLowerCase();
  if (tag === undefined) return null;
  const candidates = CHARSETS_OF_LANGUAGE[tag] ?? CHARSETS_OF_LANGUAGE[tag.slice(0, 2)] ?? [];
  return candidates.find((charset) => !decodeWith(bytes, charset).includes(REPLACEMENT)) ?? candidates[0] ?? null;
}
