/**
 * How text from outside is written for Discord: every character that Markdown, mentions, emoji, times or addresses could
 * begin with is escaped. https://discord.com/developers/docs/reference#message-formatting
 */
import { drawLine, type Line, type Pen } from "../channels/lines.js";
import { breakMentions, type Drawing, drawWithin, hostOf, linkable, oneLine } from "../channels/text.js";
import { HOST_CHARS, LINK_CHARS } from "./limits.js";

/** `:` stands in `https://` and in `:emoji:`, `@` in mentions; the rest is Markdown. */
const MARKUP = /[\\*_~`|<>[\]()#:@]/g;
/** Lists and small print, where a line begins with them. */
const LINE_START = /^([-+]|\d+(?=\.))/;

const ESCAPED: Drawing = {
  write: (grapheme) => grapheme.replace(MARKUP, "\\$&"),
  weigh: (written) => written.length,
};

const LITERAL: Drawing = { write: (grapheme) => grapheme, weigh: (written) => written.length };

/** One line where Discord reads Markdown (title, description, fields, content), at most `max` characters. */
export function escaped(text: string, max: number): string {
  const written = drawWithin(breakMentions(oneLine(text)), max - 1, ESCAPED);
  return startEscaped(written);
}

function startEscaped(line: string): string {
  return line.replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** One line where Discord reads none (footer, author), at most `max` characters. */
export function literal(text: string, max: number): string {
  return drawWithin(breakMentions(oneLine(text)), max, LITERAL);
}

/**
 * A link named by where it leads, so it can pose as nothing else; empty for an address that may not be linked.
 * @param name in words of ours, for a message of ours
 */
export function linkTo(url: string | null, name?: string): string {
  const href = linkable(url);
  if (href === null) return "";
  // A bracket in the address would end the link.
  const target = href.replace(/[()<>]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${name ?? escaped(hostOf(href), HOST_CHARS)}](${target})`;
}

/** Shown in the reader's own time zone. */
export function timeOf(seconds: number, style: "f" | "R"): string {
  return `<t:${seconds}:${style}>`;
}

const PEN: Pen<string> = {
  ...ESCAPED,
  // Bold words may be the first of their line.
  words: (text, strong) => (strong ? `**${startEscaped(text)}**` : text),
  time: (seconds) => timeOf(seconds, "f"),
  link: (url, name) => {
    const link = linkTo(url, name);
    return link === "" || link.length > LINK_CHARS ? [] : [` ${link}`];
  },
};

/** A line where Discord reads Markdown; empty when there is nothing to say. */
export function lineOf(line: Line): string {
  const said = startEscaped(drawLine(line, PEN).join(""));
  if (said.trim() === "") return "";
  if (line.faint === true) return `-# ${said}`;
  return line.bullet === true ? `• ${said}` : said;
}
