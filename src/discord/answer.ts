/** Draws a command's answer for Discord, for the eyes of who asked alone. Pure. */
import type { APIEmbed } from "discord.js";
import { shownSeconds } from "../channels/wording.js";
import type { Answer, AnswerRow } from "../commands/command.js";
import { COLORS } from "./alert.js";
import { ANSWER_DETAILS_CHARS, ANSWER_TEXT_CHARS, DESCRIPTION_CHARS, FOOTER_CHARS, TITLE_CHARS } from "./limits.js";
import { escaped, linkTo, literal, timeOf } from "./text.js";

export interface DiscordAnswer {
  embeds: APIEmbed[];
  allowed_mentions: { parse: [] };
}

const TONES = { good: "✅ ", bad: "⚠️ " } as const;

/** The answer within all of Discord's limits; what does not fit is counted. */
export function renderAnswer(answer: Answer): DiscordAnswer {
  const lines: string[] = [];
  let taken = 0;
  for (const row of answer.rows) {
    const line = lineOf(row);
    if (taken + line.length + 1 > DESCRIPTION_CHARS) break;
    lines.push(line);
    taken += line.length + 1;
  }
  const left = answer.rows.length - lines.length;
  const footer = [left > 0 ? `and ${left} more` : "", answer.footer ?? ""].filter((part) => part !== "").join(" · ");
  const embed: APIEmbed = {
    title: escaped(answer.title, TITLE_CHARS) || "–",
    color: COLORS.low,
    ...(lines.length === 0 ? {} : { description: lines.join("\n") }),
    ...(footer === "" ? {} : { footer: { text: literal(footer, FOOTER_CHARS / 2) } }),
  };
  return { embeds: [embed], allowed_mentions: { parse: [] } };
}

function lineOf(row: AnswerRow): string {
  const at = shownSeconds(row.at ?? null);
  const first = [
    `${row.tone === undefined ? "• " : TONES[row.tone]}${escaped(row.text, ANSWER_TEXT_CHARS) || "–"}`,
    linkTo(row.url ?? null),
    at === null ? "" : timeOf(at, "R"),
  ];
  const details = escaped((row.details ?? []).join(" · "), ANSWER_DETAILS_CHARS);
  // Small print, and it is our own mark: the details are escaped.
  return first.filter((part) => part !== "").join(" ") + (details === "" ? "" : `\n-# ${details}`);
}
