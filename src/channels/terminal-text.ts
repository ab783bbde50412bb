/** Messages as text for a terminal. Pure: colours and links come in as functions. */
import type { Alert, Digest, MessageBody, Note, OperatorMessage, ReportLink, Severity } from "../model.js";

export interface TerminalStyle {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
  /** A clickable text where the terminal can, else text and address. */
  link(text: string, url: string): string;
}

/** Links shown under an alert; the rest is counted. */
const MAX_LINKS = 8;
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
  const names = [...new Set(alert.watches.flatMap((watch) => watch.terms))].map(plain).join(", ");
  const watches = alert.watches.map((watch) => watch.watch).join(", ");
  const lines = [
    `${badge(alert.severity, style)} ${style.bold(plain(alert.headline))}`,
    ...alert.summary.map((sentence) => `  ${plain(sentence)}`),
    style.dim(`  ${counts(alert)} · first seen ${clock(alert.firstSeenAt, timeZone)} · story ${alert.story}`),
    style.dim(`  watch: ${watches}${names === "" ? "" : ` (${names})`}`),
    ...links(alert.reports, style, timeZone),
  ];
  return `${lines.join("\n")}\n`;
}

function grownText(alert: Alert, style: TerminalStyle, timeZone: string): string {
  if (alert.mergedInto) {
    return `${style.dim("merged")} ${plain(alert.headline)} ${style.dim(`now part of story ${alert.mergedInto.story}`)}\n`;
  }
  const newest = alert.reports.at(-1);
  const head = `${style.cyan("grown")} ${style.bold(plain(alert.headline))} ${style.dim(`${counts(alert)} · story ${alert.story}`)}`;
  return newest ? `${head}\n${reportLine(newest, style, timeZone)}\n` : `${head}\n`;
}

function noteText(note: Note, style: TerminalStyle): string {
  const link = note.url ? ` ${style.link("source", note.url)}` : "";
  return `${style.cyan("note")} ${plain(note.text)}${link} ${style.dim(`story ${note.story}`)}\n`;
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
  const hint = message.hint ? `\n  ${plain(message.hint)}` : "";
  return `${colour(`[${message.severity}]`)} ${style.bold(plain(message.title))}\n  ${plain(message.text)}${hint}\n`;
}

function badge(severity: Severity, style: TerminalStyle): string {
  const text = `[${severity}]`;
  if (severity === "critical" || severity === "high") return style.red(text);
  return severity === "normal" ? style.yellow(text) : style.dim(text);
}

function counts(alert: Alert): string {
  const origins = alert.origins === 1 ? "1 origin" : `${alert.origins} origins`;
  return `${origins}, ${reportsWord(alert.reports.length)}`;
}

function reportsWord(count: number): string {
  return count === 1 ? "1 report" : `${count} reports`;
}

function links(reports: ReportLink[], style: TerminalStyle, timeZone: string): string[] {
  const more = reports.length - MAX_LINKS;
  const shown = reports.slice(0, MAX_LINKS).map((report) => reportLine(report, style, timeZone));
  return more > 0 ? [...shown, style.dim(`  and ${more} more`)] : shown;
}

function reportLine(report: ReportLink, style: TerminalStyle, timeZone: string): string {
  const title = plain(report.title) || plain(report.url ?? "");
  const when = report.publishedAt === null ? "undated" : clock(report.publishedAt, timeZone);
  const text = report.url && /^https?:/i.test(report.url) ? style.link(title, report.url) : title;
  return `  - ${plain(report.publisher)} ${style.dim(when)}: ${text}`;
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
