/**
 * How text from outside is written for Slack. In blocks it only ever stands in plain text and rich text elements, which
 * Slack takes literally; the fallback text is the one place where Slack looks for markup.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
import type { types } from "@slack/bolt";
import { drawLine, type Line, type Pen } from "../channels/lines.js";
import { breakMentions, type Drawing, drawWithin, hostOf, linkable, oneLine } from "../channels/text.js";
import { HOST_CHARS } from "./limits.js";

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // Slack has no escape for these; what looks the same formats nothing in the fallback text.
  "*": "∗",
  _: "＿",
  "~": "∼",
  "`": "ˋ",
};

/** Literal text, weighed as Slack stores it. */
const LITERAL: Drawing = {
  write: (grapheme) => grapheme,
  weigh: (written) => written.replace(/[&<>]/g, (char) => ESCAPES[char]!).length,
};

const ESCAPED: Drawing = {
  write: (grapheme) => grapheme.replace(/[&<>*_~`]/g, (char) => ESCAPES[char]!),
  weigh: (written) => written.length,
};

/** One line for a plain text or rich text element, at most `max` characters as Slack stores them. */
export function literal(text: string, max: number): string {
  return drawWithin(breakMentions(oneLine(text)), max, LITERAL);
}

/** One line for the fallback text, at most `max` characters. */
export function escaped(text: string, max: number): string {
  return drawWithin(breakMentions(oneLine(text)), max, ESCAPED);
}

/** An address in the fallback text. */
export function escapedUrl(href: string): string {
  return href.replace(/[&<>]/g, (char) => ESCAPES[char]!);
}

export function plain(text: string, max: number): types.PlainTextElement {
  return { type: "plain_text", text: literal(text, max) || " ", emoji: false };
}

export function words(text: string, style?: types.RichTextText["style"]): types.RichTextText {
  return style === undefined ? { type: "text", text } : { type: "text", text, style };
}

/**
 * A link named by where it leads, so it can pose as nothing else; nothing for an address that may not be linked.
 * @param name in words of ours, for a message of ours
 */
export function linkTo(url: string | null, name?: string): types.RichTextElement[] {
  const href = linkable(url);
  if (href === null) return [];
  return [words(" "), { type: "link", url: href, text: name ?? literal(hostOf(href), HOST_CHARS) }];
}

/** Shown in the reader's own time zone. */
export function dateOf(seconds: number): types.RichTextDate {
  return { type: "date", timestamp: seconds, format: "{date_short_pretty} {time}", fallback: instantOf(seconds) };
}

/** Lines as rich text elements. */
export const BLOCK_PEN: Pen<types.RichTextElement> = {
  ...LITERAL,
  words: (text, strong) => words(text, strong ? { bold: true } : undefined),
  time: dateOf,
  link: linkTo,
};

/** A line of the fallback text; empty when there is nothing to say. */
export function fallbackOf(line: Line): string {
  const said = drawLine(line, FALLBACK_PEN).join("");
  return line.bullet === true && said !== "" ? `• ${said}` : said;
}

/** `2027-01-15 08:00 UTC`: a time where no token of the reader's own zone can stand. */
export function instantOf(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const FALLBACK_PEN: Pen<string> = {
  ...ESCAPED,
  words: (text) => text,
  time: instantOf,
  link: (url) => {
    const href = linkable(url);
    return href === null ? [] : [` ${escapedUrl(href)}`];
  },
};
