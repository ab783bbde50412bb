/** Draws a command's answer for Slack, for the eyes of who asked alone. Pure. */
import type { types } from "@slack/bolt";
import { linesWithin, linkable } from "../channels/text.js";
import { shownSeconds } from "../channels/wording.js";
import type { Answer, AnswerRow } from "../commands/command.js";

import {
  ANSWER_DETAILS_CHARS,
  ANSWER_ROWS,
  ANSWER_ROWS_PER_BLOCK,
  ANSWER_TEXT_CHARS,
  CONTEXT_CHARS,
  HEADER_CHARS,
  TEXT_CHARS,
} from "./limits.js";
import { dateOf, escaped, escapedUrl, linkTo, literal, plain, words } from "./text.js";

/** What a response URL takes; it needs no scope and no membership of the channel. */
export interface SlackAnswer {
  response_type: "ephemeral";
  text: string;
  blocks: types.KnownBlock[];
}

const TONES = { good: "✅ ", bad: "⚠️ " } as const;

/** The answer within all of Slack's limits; what does not fit is counted. */
export function renderAnswer(answer: Answer): SlackAnswer {
  const shown = answer.rows.slice(0, ANSWER_ROWS);
  const footer = footerOf(answer, answer.rows.length - shown.length);
  const blocks: types.KnownBlock[] = [{ type: "header", text: plain(answer.title, HEADER_CHARS) }];
  for (let from = 0; from < shown.length; from += ANSWER_ROWS_PER_BLOCK) {
    const elements = shown.slice(from, from + ANSWER_ROWS_PER_BLOCK).map(section);
    blocks.push({ type: "rich_text", elements: [{ type: "rich_text_list", style: "bullet", elements }] });
  }
  if (footer !== "") blocks.push({ type: "context", elements: [plain(footer, CONTEXT_CHARS / 2)] });
  const lines = [escaped(answer.title, HEADER_CHARS), ...shown.map(lineOf)];
  if (footer !== "") lines.splice(1, 0, escaped(footer, CONTEXT_CHARS / 2));
  return { response_type: "ephemeral", text: linesWithin(lines, TEXT_CHARS) || "…", blocks };
}

function footerOf(answer: Answer, left: number): string {
  const more = left > 0 ? `and ${left} more` : "";
  return [more, answer.footer ?? ""].filter((part) => part !== "").join(" · ");
}

function section(row: AnswerRow): types.RichTextSection {
  const said = literal(row.text, ANSWER_TEXT_CHARS) || "–";
  const elements: types.RichTextElement[] = [words(`${row.tone === undefined ? "" : TONES[row.tone]}${said}`)];
  elements.push(...linkTo(row.url ?? null));
  const at = shownSeconds(row.at ?? null);
  if (at !== null) elements.push(words(" · "), dateOf(at));
  const details = literal((row.details ?? []).join(" · "), ANSWER_DETAILS_CHARS);
  if (details !== "") elements.push(words(`\n${details}`, { italic: true }));
  return { type: "rich_text_section", elements };
}

function lineOf(row: AnswerRow): string {
  const href = linkable(row.url);
  const details = escaped((row.details ?? []).join(" · "), ANSWER_DETAILS_CHARS);
  const said = `• ${escaped(row.text, ANSWER_TEXT_CHARS)}${details === "" ? "" : ` (${details})`}`;
  return href === null ? said : `${said} ${escapedUrl(href)}`;
}
