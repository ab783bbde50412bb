/** The alert as Slack's blocks and as lines of fallback text. Pure. */
import type { types } from "@slack/bolt";
import { type AlertLayout, alertLayout } from "../channels/layout.js";
import { drawLine, type Line, words } from "../channels/lines.js";
import type { Alert } from "../model.js";
import { CAPTION_CHARS, CONTEXT_CHARS, HEADER_CHARS, HEADLINE_CHARS } from "./limits.js";
import { largePicture, smallPicture } from "./picture.js";
import { BLOCK_PEN, escaped, fallbackOf, instantOf, literal, plain, words as wordsOf } from "./text.js";

export function alertBlocks(alert: Alert): types.KnownBlock[] {
  const layout = alertLayout(alert);
  const { picture } = layout;
  const aside = asideOf(layout);
  return [
    { type: "header", text: plain(`${layout.mark} ${layout.headline}`, HEADER_CHARS) },
    ...richBlock([...wholeHeadline(layout), ...layout.glance]),
    ...richBlock(layout.summary),
    ...richBlock(layout.facts),
    ...(picture?.large ? [largePicture(picture)] : []),
    ...richBlock(layout.sources),
    ...(picture !== null && !picture.large ? [smallPicture(picture, aside)] : contextBlock(aside)),
  ];
}

function contextBlock(elements: types.ContextBlock["elements"]): types.ContextBlock[] {
  return elements.length === 0 ? [] : [{ type: "context", elements }];
}

/** What a screen reader reads out and a phone shows on its lock: all that the blocks say, the gravest first. */
export function alertLines(alert: Alert): string[] {
  const layout = alertLayout(alert);
  const { mark, label, headline, top, summary, facts, picture, sources, firstSeen, why } = layout;
  return [
    `${mark} ${label}: ${escaped(headline, HEADLINE_CHARS)}`,
    ...[...top, ...summary, ...facts].map(fallbackOf),
    ...(picture === null ? [] : [escaped(picture.caption, CAPTION_CHARS)]),
    ...(firstSeen === null ? [] : [`First seen ${instantOf(firstSeen)}`]),
    ...(why === "" ? [] : [`Why: ${escaped(why, CONTEXT_CHARS / 2)}`]),
    ...sources.map(fallbackOf),
  ].filter((line) => line !== "");
}

/** The header holds 150 characters; a longer headline stands beneath it whole. */
function wholeHeadline({ mark, headline }: AlertLayout): Line[] {
  const whole = literal(`${mark} ${headline}`, HEADLINE_CHARS);
  if (literal(whole, HEADER_CHARS) === whole) return [];
  return [{ runs: [words(headline, HEADLINE_CHARS, true)] }];
}

/** One block a group of lines, so that Slack leaves a gap between what happened, what is known and where it stands. */
function richBlock(lines: Line[]): types.RichTextBlock[] {
  const elements: types.RichTextBlockElement[] = [];
  for (const line of lines) {
    const drawn = elementsOf(line);
    const last = elements.at(-1);
    if (drawn.length === 0) continue;
    if (line.bullet === true && last?.type === "rich_text_list") last.elements.push(sectionOf(drawn));
    else if (line.bullet === true)
      elements.push({ type: "rich_text_list", style: "bullet", elements: [sectionOf(drawn)] });
    else if (last?.type === "rich_text_section") last.elements.push(wordsOf("\n"), ...drawn);
    else elements.push(sectionOf(drawn));
  }
  return elements.length === 0 ? [] : [{ type: "rich_text", elements }];
}

const sectionOf = (elements: types.RichTextElement[]): types.RichTextSection => ({
  type: "rich_text_section",
  elements,
});

export function elementsOf(line: Line): types.RichTextElement[] {
  const elements = drawLine(line, BLOCK_PEN);
  if (line.faint !== true) return elements;
  return elements.map((one) => (one.type === "text" ? wordsOf(one.text, { ...one.style, italic: true }) : one));
}

/** When, and why: read last, so small, or in the room that a picture leaves. No text from outside is beside our tokens. */
function asideOf({ firstSeen, updated, why }: AlertLayout): (types.MrkdwnElement | types.PlainTextElement)[] {
  const times = [
    ...(firstSeen === null ? [] : [`first seen ${dateToken(firstSeen)}`]),
    ...(updated === null || updated === firstSeen ? [] : [`updated ${dateToken(updated)}`]),
  ].join(" · ");
  return [
    ...(times === "" ? [] : [{ type: "mrkdwn" as const, text: times.replace(/^./, upper), verbatim: true }]),
    ...(why === "" ? [] : [plain(`Why: ${why}`, CONTEXT_CHARS)]),
  ];
}

const upper = (letter: string) => letter.toUpperCase();

/** In the reader's own time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
function dateToken(seconds: number): string {
  return `<!date^${seconds}^{date_short_pretty} {time}|${instantOf(seconds)}>`;
}
