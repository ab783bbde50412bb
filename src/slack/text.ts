/**
 * How text from outside is written for Slack. In blocks it only ever stands in plain text and rich text elements, which
 * Slack takes literally; the fallback text is the one place where Slack looks for markup.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
import type { types } from "@slack/bolt";
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

/** A link named by where it leads, so it can pose as nothing else; nothing for an address that may not be linked. */
export function linkTo(url: string | null): types.RichTextElement[] {
  const href = linkable(url);
  return href === null ? [] : [words(" "), { type: "link", url: href, text: literal(hostOf(href), HOST_CHARS) }];
}
