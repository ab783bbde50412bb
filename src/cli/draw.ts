/** The terminal's drawing of an answer. Pure. */
import { clock, plain, type TerminalStyle } from "../channels/terminal-text.js";
import type { Answer, AnswerRow } from "../commands/command.js";

export function drawAnswer(answer: Answer, style: TerminalStyle, timeZone: string): string {
  const lines = [style.bold(plain(answer.title)), ...answer.rows.flatMap((row) => drawRow(row, style, timeZone))];
  if (answer.footer) lines.push(style.dim(plain(answer.footer)));
  return `${lines.join("\n")}\n`;
}

function drawRow(row: AnswerRow, style: TerminalStyle, timeZone: string): string[] {
  const mark = row.tone === "bad" ? style.red("!") : row.tone === "good" ? style.green("-") : "-";
  const text = row.url && /^https?:/i.test(row.url) ? style.link(plain(row.text), row.url) : plain(row.text);
  const when = row.at == null ? "" : `${style.dim(clock(row.at, timeZone))} `;
  const details = (row.details ?? []).map(plain).filter((detail) => detail !== "");
  const first = `${mark} ${when}${text}`;
  return details.length === 0 ? [first] : [first, style.dim(`    ${details.join(" · ")}`)];
}
