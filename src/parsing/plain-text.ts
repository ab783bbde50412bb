/** Markup to plain text in one forward pass, and the cleaning that every string of a feed goes through. */
import { decodeHTML } from "entities";
import { nameEnd, startsName } from "./markup.js";

/** Elements whose start or end begins a new line. */
const BLOCKS = new Set(
  "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul".split(
    " ",
  ),
);
/** Elements whose content is not for readers. */
const HIDDEN = new Set(["script", "style", "template", "noembed"]);
/** Stands for a break until white space is folded; removed from what comes in. */
const BREAK = "\u0001";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const FORBIDDEN = /[\u0000\u0002-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: one of them is our mark
const WHITE = /[\s\u0001]{2,}|[^\S ]|\u0001/g;
/** Whether any of it applies, most often not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const ODD = /[\u0000\u0002-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufeff\ufffe\uffff]/;
/** The same, our mark, and all white space but one plain space. */
const UNCLEAN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff\ufffe\uffff]| {2}/;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Windows-1252 bytes that were passed off as code points: HTML's own table for numeric references. */
const C1 = /[\u0080-\u009f]/g;
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** HTML to text: tags gone, blocks on lines of their own, references resolved, white space folded. */
export function htmlToText(html: string): string {
  const bare = html.includes("<") ? withoutTags(html) : html;
  return cleanText(bare.includes("&") ? decodeHTML(bare) : bare);
}

/** A string without what no reader should see: control characters, halves of pairs, white space beyond one. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text) && !text.startsWith(" ") && !text.endsWith(" ")) return text;
  const mended = ODD.test(text) ? withoutOdd(text) : text;
  return mended.replace(WHITE, (run) => (run.includes(BREAK) ? "\n" : " ")).trim();
}

function withoutOdd(text: string): string {
  return text
    .replace(C1, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80]!)
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(FORBIDDEN, "");
}

/** Everything between marks; what is no tag (`1 < 2`) stays. Only a break with text on both sides of it is marked. */
function withoutTags(html: string): string {
  let out = "";
  let broken = false;
  let at = 0;
  const add = (text: string) => {
    if (text === "") return;
    out += broken && out !== "" ? BREAK + text : text;
    broken = false;
  };
  for (;;) {
    const open = html.indexOf("<", at);
    add(open === -1 ? html.slice(at) : html.slice(at, open));
    if (open === -1) return out;
    const code = html.charCodeAt(open + 1);
    const closing = code === 47;
    if (!closing && !startsName(code) && code !== 33 && code !== 63) {
      add("<");
      at = open + 1;
      continue;
    }
    const end = markEnd(html, open);
    if (end === -1) return out; // cut short inside a tag
    const nameFrom = closing ? open + 2 : open + 1;
    const name = localName(html.slice(nameFrom, Math.min(nameEnd(html, nameFrom), nameFrom + MAX_NAME_CHARS)));
    if (BLOCKS.has(name)) broken = true;
    at = !closing && HIDDEN.has(name) ? hiddenEnd(html, end, name) : end;
    if (at === -1) return out;
  }
}

/** Longest name looked at, prefix included; names of HTML have ten letters at most. */
const MAX_NAME_CHARS = 24;

/** XHTML inside a feed may have any prefix: `h:p`. */
function localName(rawName: string): string {
  return rawName.slice(rawName.indexOf(":") + 1).toLowerCase();
}

/** Index after the tag, comment or declaration that opens at `open`; -1 when it never ends. */
function markEnd(html: string, open: number): number {
  const mark = html.startsWith("<!--", open) ? "-->" : ">";
  let end = html.indexOf(mark, open + 1);
  if (end === -1 && mark === "-->") end = html.indexOf(">", open);
  if (end === -1) return -1;
  if (mark === ">" && html[end - 1] !== "/") end = outsideQuotes(html, open, end);
  return end + (mark === "-->" && html.startsWith("-->", end) ? 3 : 1);
}

/** An attribute such as `alt="a > b"` may hold a bracket; looked for within a short reach only. */
function outsideQuotes(html: string, open: number, end: number): number {
  const tag = html.slice(open, end);
  const quote = tag.lastIndexOf('="');
  if (quote === -1 || tag.includes('"', quote + 2)) return end;
  const reach = html.slice(end, end + QUOTE_REACH);
  const close = reach.indexOf('"');
  const next = close === -1 ? -1 : reach.indexOf(">", close);
  return next === -1 ? end : end + next;
}
const QUOTE_REACH = 500;

function hiddenEnd(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}`, "gi");
  close.lastIndex = from;
  const found = close.exec(html);
  return found === null ? -1 : html.indexOf(">", found.index) + 1 || -1;
}
