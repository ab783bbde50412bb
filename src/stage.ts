/**
 * The stage filters: JSON lines in, JSON lines out, one line for one line, in order, each flushed before the next is
 * read. They run the same code as the bot and open no store.
 */
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { ZodError } from "zod";
import { asWatchdeskError, WatchdeskError } from "./errors.js";

export interface StageFilter {
  /** Answers one parsed line, without `id` and `ok`; throws WatchdeskError (`input`, `limit`) on a bad one. */
  answer(line: Record<string, unknown>): object | Promise<object>;
  close?(): Promise<void>;
}

/** Longest line taken, in characters; a longer one is refused and the filter goes on. */
export const MAX_LINE_CHARS = 80_000_000;

/** Runs a filter until the input ends. */
export async function runStage(filter: StageFilter, input: Readable, output: Writable): Promise<void> {
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === "") continue;
      const answer = `${JSON.stringify(await answerLine(filter, line))}\n`;
      if (!output.write(answer)) await new Promise((resolve) => output.once("drain", resolve));
    }
  } finally {
    await filter.close?.();
  }
}

async function answerLine(filter: StageFilter, line: string): Promise<object> {
  let id: unknown = null;
  try {
    if (line.length > MAX_LINE_CHARS)
      throw new WatchdeskError("limit", `the line is over ${MAX_LINE_CHARS} characters`);
    const row = parseRow(line);
    id = row["id"] ?? null;
    return { id, ok: true, ...(await filter.answer(row)) };
  } catch (error) {
    return { id, ok: false, error: describe(error) };
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
