/**
 * The stage filters: JSON lines in, JSON lines out, one line for one line, in order, each flushed before the next is
 * read. They run the same code as the bot and open no store.
 */
import type { Readable, Writable } from "node:stream";
import { ZodError } from "zod";
import { asWatchdeskError, WatchdeskError } from "./errors.js";
import { type Line, linesOf } from "./lines.js";

export interface StageFilter {
  /** Answers one parsed line, without `id` and `ok`; throws WatchdeskError (`input`, `limit`) on a bad one. */
  answer(line: Record<string, unknown>): object | Promise<object>;
  close?(): Promise<void>;
  /** Longest line that this filter can use, in bytes; `MAX_LINE_BYTES` if absent. */
  maxLineBytes?: number;
}

/** Longest line taken, in bytes; a longer one is refused and the filter goes on. */
export const MAX_LINE_BYTES = 80_000_000;

/** Runs a filter until the input ends. */
export async function runStage(filter: StageFilter, input: Readable, output: Writable): Promise<void> {
  try {
    for await (const line of linesOf(input, filter.maxLineBytes ?? MAX_LINE_BYTES)) {
      if (line.text.trim() === "") continue;
      const answer = `${JSON.stringify(await answerLine(filter, line))}\n`;
      if (!output.write(answer)) await new Promise((resolve) => output.once("drain", resolve));
    }
  } finally {
    await filter.close?.();
  }
}

async function answerLine(filter: StageFilter, line: Line): Promise<object> {
  let id: unknown = null;
  try {
    if (line.tooLong) {
      id = idAtHead(line.text);
      throw new WatchdeskError("limit", `the line is over ${filter.maxLineBytes ?? MAX_LINE_BYTES} bytes`);
    }
    const row = parseRow(line.text);
    id = row["id"] ?? null;
    return { id, ok: true, ...(await filter.answer(row)) };
  } catch (error) {
    return { id, ok: false, error: describe(error) };
  }
}

/** The id of a line of which only the beginning is known, or null. */
function idAtHead(head: string): unknown {
  const id = /"id"\s*:\s*("(?:[^"\\]|\\.){0,200}"|-?\d{1,15}\b)/.exec(head)?.[1];
  try {
    return id === undefined ? null : JSON.parse(id);
  } catch {
    return null;
  }
}

function parseRow(line: string): Record<string, unknown> {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new WatchdeskError("input", "the line is not JSON");
  }
  if (row === null || typeof row !== "object" || Array.isArray(row)) {
    throw new WatchdeskError("input", "the line is not a JSON object");
  }
  return row as Record<string, unknown>;
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof ZodError) {
    const issue = error.issues[0];
    return {
      code: "input",
      message: `${issue?.path.join(".") || "line"}: ${issue?.message ?? "is not as documented"}`,
    };
  }
  const known = asWatchdeskError(error);
  return { code: known.code, message: known.message };
}
