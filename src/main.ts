#!/usr/bin/env -S node --max-semi-space-size=4
/** The system's edge: arguments, environment, signals, exit code. */
import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { createProgram } from "./cli/program.js";
import { asWatchdeskError } from "./errors.js";

/** Told to end, the bot has this long; then it ends all the same. What is unsettled is found by the next start. */
const LAST_MOMENT_MS = 9_000;

const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(130);
    ending.abort();
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
  });
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
});

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const terminal = {
  env: process.env,
  cwd: process.cwd(),
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  ending: ending.signal,
  version,
};

try {
  const program = await createProgram(terminal, process.argv[2]);
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = explain(error);
}

/** Says what went wrong and what to do; 2 for misuse, 1 for everything else. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = asWatchdeskError(error);
  process.stderr.write(`${known.message}\n${known.hint ? `${known.hint}\n` : ""}`);
  if (known.code === "internal") process.stderr.write(`${(known.cause as Error | undefined)?.stack ?? known.stack}\n`);
  return known.code === "usage" || known.code === "config" ? 2 : 1;
}
