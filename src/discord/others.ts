/** Notes, digests and operators' messages as Discord's embeds. Pure. */
import type { APIEmbed } from "discord.js";
import { aboutLine } from "../channels/layout.js";
import { drawnLines, linesWithin } from "../channels/text.js";
import { counted, digestCount, EMPTY_DIGEST_LINE, EVENTS, OPERATOR_MARKS, SEVERITIES } from "../channels/wording.js";
import type { Digest, Note, OperatorMessage } from "../model.js";
import { COLORS } from "./alert.js";
import {
  DESCRIPTION_CHARS,
  DIGEST_HEADLINE_CHARS,
  DIGEST_STORIES,
  NOTE_CHARS,
  OPERATOR_CHARS,
  TITLE_CHARS,
} from "./limits.js";
import { escaped, lineOf, linkTo } from "./text.js";

/** @param about the note's alert, where the note does not stand in its thread */
export function noteEmbed(note: Note, about: Note["about"] | null): APIEmbed {
  const { mark, label } = EVENTS[note.event.kind];
  const said = `**${mark} ${label}:** ${escaped(note.text, NOTE_CHARS)}`;
  const change = [said, linkTo(note.url)].filter((part) => part !== "").join(" ");
  return { description: [...(about ? [lineOf(aboutLine(about))] : []), change].join("\n") };
}

/** With title and footer far below the 6,000 characters of all embeds. */
const DIGEST_CHARS = DESCRIPTION_CHARS - 100;

export function digestEmbed(digest: Digest): APIEmbed {
  const lines = digest.stories.slice(0, DIGEST_STORIES).map((story) => {
    const said = `${SEVERITIES[story.severity].mark} ${escaped(story.headline, DIGEST_HEADLINE_CHARS)}`;
    return [said, `(${counted(story.reports, "report")})`, linkTo(story.url)].filter((part) => part !== "").join(" ");
  });
  const rest = digest.stories.length - lines.length;
  if (rest > 0) lines.push(`and ${rest} more`);
  return {
    title: `📋 ${escaped(digest.title, TITLE_CHARS - 3)}`,
    color: COLORS.digest,
    description: lines.length === 0 ? EMPTY_DIGEST_LINE : linesWithin(lines, DIGEST_CHARS),
    footer: { text: digestCount(digest) },
  };
}

const OPERATOR_COLORS: Record<OperatorMessage["severity"], number> = {
  problem: COLORS.high,
  recovered: 0x12b76a,
  info: COLORS.digest,
};

export function operatorEmbed(message: OperatorMessage): APIEmbed {
  const lines = drawnLines(message.text, OPERATOR_CHARS, escaped);
  if (message.hint !== null) lines.push(`**What to do:** ${escaped(message.hint, OPERATOR_CHARS)}`);
  return {
    title: `${OPERATOR_MARKS[message.severity]} ${escaped(message.title, TITLE_CHARS - 4)}`,
    color: OPERATOR_COLORS[message.severity],
    description: lines.filter((line) => line !== "").join("\n"),
  };
}
