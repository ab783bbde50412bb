/** What a command line program is given by the system, so that tests can give it too. */
import type { Readable, Writable } from "node:stream";
import { terminalStyle } from "../channels/terminal.js";
import type { TerminalStyle } from "../channels/terminal-text.js";
import type { Environment } from "../config/environment.js";

export interface Terminal {
  env: Environment;
  cwd: string;
  input: Readable;
  output: Writable & { isTTY?: boolean };
  errors: Writable & { isTTY?: boolean };
  /** Aborted on SIGTERM and SIGINT. */
  ending: AbortSignal;
  version: string;
}

/** Colours and clickable links: in a terminal, unless NO_COLOR says no (no-color.org). */
export function isRich({ env, output }: Terminal): boolean {
  return output.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

export function styleOf(terminal: Terminal): TerminalStyle {
  return terminalStyle(isRich(terminal));
}

export function timeZoneOf({ env }: Terminal): string {
  return env["TZ"] || Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

export function say(terminal: Terminal, text: string): void {
  terminal.output.write(`${text}\n`);
}
