/** Messages as text for a terminal. Pure: colours and links come in as functions. */

import type { Alert, Digest, MessageBody, Note, OperatorMessage, ReportLink, Severity } from "../model.js";
import { alertLayout } from "./layout.js";
import { drawLine, type Line, type Pen, words } from "./lines.js";
import { stateLine } from "./standing.js";
import { drawnLines, hostOf, linkable } from "./text.js";
import { counted, countsOf, SEVERITIES } from "./wording.js";

export interface TerminalStyle {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
  /** A clickable text where the terminal can, else text and address. */
  link(text: string, url: string): string;
  /** The address itself: its host to click where the terminal can, else the whole. */
  address(href: string, host: string): string;
}

/** Of a publisher's name or a title in one line. */
const LINE_CHARS = 200;
/** Of a message to the operators. */
const OPERATOR_CHARS = 10_000;
/** Control characters, and the marks that turn the direction of text. */
const CONTROL = /\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from outside cannot move the cursor, change colours or turn the direction of what follows. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(CONTROL, "").trim();
}

/** @param edited the message stands already in the terminal and has grown */
export function terminalText(body: MessageBody, edited: boolean, style: TerminalStyle, timeZone: string): string {
  switch (body.kind) {
    case "alert":
      return edited ? grownText(body.alert, style, timeZone) : alertText(body.alert, style, timeZone);
    case "note":
      return noteText(body.note, style);
    case "digest":
      return digestText(body.digest, style);
    case "operator":
      return operatorText(body.message, style);
  }
}

function alertText(alert: Alert, style: TerminalStyle, timeZone: string): string {
  const { mark, headline, top, summary, facts, sources, firstSeen, why } = alertLayout(alert);
  const label = mark === SEVERITIES[alert.severity].mark ? "" : `${mark} `;
  const pen = penOf(style, timeZone);
  const drawn = (lines: Line[]) => lines.map((line) => lineText(line, pen, style)).filter((line) => line.trim() !== "");
  const seen = firstSeen === null ? "" : `first seen ${clock(firstSeen * 1000, timeZone)} · `;
  const lines = [
    `${badge(alert.severity, style)} ${label}${style.bold(plain(headline))}`,
    ...drawn(top),
    ...drawn(summary),
    ...drawn(facts),
    ...drawn(sources),
    style.dim(`  ${seen}story ${plain(alert.story)}${why === "" ? "" : ` · why: ${plain(why)}`}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** Lines as they stand under the headline: indented, the pale ones dimmed. */
function lineText(line: Line, pen: Pen<string>, style: TerminalStyle): string {
  const said = drawLine(line, pen).join("");
  if (said === "") return "";
  return `  ${line.bullet === true ? "- " : ""}${line.faint === true ? style.dim(said) : said}`;
}

function penOf(style: TerminalStyle, timeZone: string): Pen<string> {
  return {
    write: (grapheme) => grapheme.replace(CONTROL, ""),
    weigh: (written) => written.length,
    words: (text, strong) => (strong ? style.bold(text) : text),
    time: (seconds) => clock(seconds * 1000, timeZone),
    link: (url) => {
      const href = linkable(url);
      return href === null ? [] : [` ${style.address(href, hostOf(href))}`];
    },
  };
}

function grownText(alert: Alert, style: TerminalStyle, timeZone: string): string {
  if (alert.mergedInto) {
    return `${style.dim("merged")} ${plain(alert.headline)} ${style.dim(`now part of story ${plain(alert.mergedInto.story)}`)}\n`;
  }
  const pen = penOf(style, timeZone);
  const aside = style.dim(`${countsOf(alert)} · story ${plain(alert.story)}`);
  // What a person did with it is no growth: the newest report has been shown before.
  const acted = alert.state !== undefined && alert.state.revision === alert.revision;
  const newest = acted ? undefined : alert.reports.at(-1);
  const head = `${style.cyan(acted ? (alert.state?.kind === "open" ? "opened again" : "handled") : "grown")} ${style.bold(plain(alert.headline))} ${aside}`;
  const lines = [...(acted ? stateLine(alert.state) : []), ...(newest ? [newestLine(newest)] : [])];
  return `${[head, ...lines.map((line) => lineText(line, pen, style))].join("\n")}\n`;
}

function newestLine({ publisher, title, url }: ReportLink): Line {
  const runs = [
    words(`${publisher}: `, LINE_CHARS),
    words(title || (url ?? ""), LINE_CHARS),
    { kind: "link" as const, url },
  ];
  return { runs, bullet: true };
}

function noteText(note: Note, style: TerminalStyle): string {
  const link = note.url ? ` ${style.link("source", note.url)}` : "";
  const about = note.about ? `about: ${plain(note.about.headline)} · ` : "";
  return `${style.cyan("note")} ${plain(note.text)}${link} ${style.dim(`${about}story ${note.story}`)}\n`;
}

function digestText(digest: Digest, style: TerminalStyle): string {
  const lines = digest.stories.map((one) => {
    const headline = one.url ? style.link(plain(one.headline), one.url) : plain(one.headline);
    return `  - ${headline} ${style.dim(reportsWord(one.reports))}`;
  });
  return `${style.bold(plain(digest.title))}\n${lines.join("\n")}\n`;
}

function operatorText(message: OperatorMessage, style: TerminalStyle): string {
  const colour = { problem: style.red, recovered: style.green, info: style.cyan }[message.severity];
  // One thing a line, as whoever wrote it parted them: a list of feeds or of mistakes is no paragraph.
  const lines = drawnLines(`${message.text}\n${message.hint ?? ""}`, OPERATOR_CHARS, plain);
  const head = `${colour(`[${message.severity}]`)} ${style.bold(plain(message.title))}`;
  return `${[head, ...lines.map((line) => `  ${line}`)].join("\n")}\n`;
}

function badge(severity: Severity, style: TerminalStyle): string {
  const text = `[${severity}]`;
  if (severity === "critical" || severity === "high") return style.red(text);
  return severity === "normal" ? style.yellow(text) : style.dim(text);
}

function reportsWord(count: number): string {
  return counted(count, "report");
}

/** `2019-03-08 21:05 KST` */
export function clock(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")} ${part("timeZoneName")}`;
}
