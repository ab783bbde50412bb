/** Reads the tags of a small XML document strictly, with the line of each; text between them is left out. Pure. */
import { WatchdeskError } from "../errors.js";

export interface Tag {
  kind: "open" | "close" | "empty";
  name: string;
  attributes: Record<string, string>;
  line: number;
}

/** Comments, CDATA, processing instructions and declarations, then tags; each alternative is linear in its length. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<(\/?)([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|</g;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Throws `input` with the line where the document is not well-formed, and for entities of its own. */
export function* readTags(xml: string): Generator<Tag> {
  const open: Tag[] = [];
  let line = 1;
  let counted = 0;
  for (const match of xml.matchAll(MARKUP)) {
    line += countLines(xml, counted, match.index);
    counted = match.index;
    const [whole, slash, name, rest = ""] = match;
    if (/^<!DOCTYPE[^>]*\[|^<!ENTITY/i.test(whole)) throw fault(line, "declares entities, which are not read");
    if (whole === "<") throw fault(line, "a < begins no complete tag");
    if (name === undefined) continue;
    const kind = slash === "/" ? "close" : rest.trimEnd().endsWith("/") ? "empty" : "open";
    const tag: Tag = { kind, name, attributes: attributesOf(rest), line };
    if (kind === "open") open.push(tag);
    if (kind === "close") {
      const begun = open.pop();
      if (begun === undefined) throw fault(line, `</${name}> closes nothing`);
      if (begun.name !== name) throw fault(line, `</${name}> closes <${begun.name}> of line ${begun.line}`);
    }
    yield tag;
  }
  const left = open.at(-1);
  if (left !== undefined) throw fault(left.line, `<${left.name}> is never closed`);
}

/** Makes text fit for an attribute or element. */
export function escapeXml(text: string): string {
  const printable = text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return printable
    .replace(/[&<>"]/g, (char) => escapes[char] ?? char)
    .replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE))
    attributes[name] = decode(double ?? single ?? "");
  return attributes;
}

function decode(text: string): string {
  return text.replace(ENTITY, (whole, hex, decimal, named) => {
    if (named !== undefined) return NAMED[String(named).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function fault(line: number, what: string): WatchdeskError {
  return new WatchdeskError("input", `line ${line}: ${what}`);
}
