/** Notes, digests and operators' messages as Slack's blocks and as lines of fallback text. Pure. */
import type { types } from "@slack/bolt";
import { aboutLine } from "../channels/layout.js";
import { drawnLines, linkable } from "../channels/text.js";
import { counted, digestCount, EMPTY_DIGEST_LINE, EVENTS, OPERATOR_MARKS, SEVERITIES } from "../channels/wording.js";
import type { Digest, Note, OperatorMessage } from "../model.js";
import { elementsOf } from "./alert.js";
import { DIGEST_HEADLINE_CHARS, DIGEST_STORIES, HEADER_CHARS, NOTE_CHARS, OPERATOR_CHARS } from "./limits.js";
import { escaped, escapedUrl, fallbackOf, linkTo, literal, plain, words } from "./text.js";

/** @param about the note's alert, where the note does not hang right under it */
export function noteBlocks(note: Note, about: Note["about"] | null): types.KnownBlock[] {
  const { mark, label } = EVENTS[note.event.kind];
  const elements: types.RichTextElement[] = [
    ...(about ? [...elementsOf(aboutLine(about)), words("\n")] : []),
    words(`${mark} ${label}: `, { bold: true }),
    words(literal(note.text, NOTE_CHARS) || "…"),
    ...linkTo(note.url),
  ];
  return [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
}

export function noteLines(note: Note, about: Note["about"] | null): string[] {
  const { mark, label } = EVENTS[note.event.kind];
  // Addresses come last: a phone's lock shows the first lines.
  const named = about ? [fallbackOf(aboutLine({ ...about, url: null }))] : [];
  const links = [note.url, about?.url ?? null].flatMap(urlLines);
  return [...named, `${mark} ${label}: ${escaped(note.text, NOTE_CHARS)}`, ...links];
}

export function digestBlocks(digest: Digest): types.KnownBlock[] {
  const sections = digest.stories.slice(0, DIGEST_STORIES).map((story): types.RichTextSection => {
    const elements = [
      words(`${SEVERITIES[story.severity].mark} ${literal(story.headline, DIGEST_HEADLINE_CHARS)}`),
      words(` (${counted(story.reports, "report")})`, { italic: true }),
      ...linkTo(story.url),
    ];
    return { type: "rich_text_section", elements };
  });
  const rest = digest.stories.length - sections.length;
  if (rest > 0) sections.push({ type: "rich_text_section", elements: [words(`and ${rest} more`)] });
  const list: types.RichTextBlockElement =
    sections.length === 0
      ? { type: "rich_text_section", elements: [words(EMPTY_DIGEST_LINE)] }
      : { type: "rich_text_list", style: "bullet", elements: sections };
  return [
    { type: "header", text: plain(digest.title, HEADER_CHARS) },
    { type: "rich_text", elements: [list] },
    { type: "context", elements: [plain(digestCount(digest), HEADER_CHARS)] },
  ];
}

export function digestLines(digest: Digest): string[] {
  const stories = digest.stories.map((story) => {
    const said = `${SEVERITIES[story.severity].mark} ${escaped(story.headline, DIGEST_HEADLINE_CHARS)}`;
    return [`${said} (${counted(story.reports, "report")})`, ...urlLines(story.url)].join(" ");
  });
  return [`📋 ${escaped(digest.title, HEADER_CHARS)}`, ...(stories.length === 0 ? [EMPTY_DIGEST_LINE] : stories)];
}

export function operatorBlocks(message: OperatorMessage): types.KnownBlock[] {
  const title = literal(message.title, HEADER_CHARS) || "Watchdesk";
  const elements: types.RichTextElement[] = [words(`${OPERATOR_MARKS[message.severity]} ${title}`, { bold: true })];
  for (const line of drawnLines(message.text, OPERATOR_CHARS, literal)) elements.push(words(`\n${line}`));
  if (message.hint !== null) elements.push(words(`\n${literal(`What to do: ${message.hint}`, OPERATOR_CHARS)}`));
  return [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
}

export function operatorLines(message: OperatorMessage): string[] {
  return [
    `${OPERATOR_MARKS[message.severity]} ${escaped(message.title, HEADER_CHARS)}`,
    ...drawnLines(message.text, OPERATOR_CHARS, escaped),
    ...(message.hint === null ? [] : [`What to do: ${escaped(message.hint, OPERATOR_CHARS)}`]),
  ].filter((line) => line !== "");
}

function urlLines(url: string | null): string[] {
  const href = linkable(url);
  return href === null ? [] : [escapedUrl(href)];
}
