import { openMatcher } from "../app.js";
import { printConfig } from "../config/effective.js";
import { configOf } from "./open.js";
import { say, type Terminal } from "./terminal.js";

/** Validates the configuration and prints what is in force, secrets masked. Throws with every problem at once. */
export function check(terminal: Terminal, options: { config?: string }): void {
  const config = configOf(terminal, options.config);
  const { version } = openMatcher(config);
  say(terminal, printConfig(config).trimEnd());
  say(terminal, `# ${config.file} is valid; rules ${version}`);
}
