import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openMatcher } from "../app.js";
import { printConfig } from "../config/effective.js";
import { editorSchemas } from "../config/json-schema.js";
import { problemsError } from "../config/problems.js";
import { configOf } from "./open.js";
import { say, type Terminal } from "./terminal.js";

/** Validates the configuration and prints what is in force, secrets masked. Throws with every problem at once. */
export function check(terminal: Terminal, options: { config?: string; writeSchemas?: boolean }): void {
  const config = configOf(terminal, options.config);
  const { version } = openMatcher(config);
  say(terminal, printConfig(config).trimEnd());
  if (config.problems.length === 0) say(terminal, `# ${config.file} is valid; rules ${version}`);
  if (options.writeSchemas) writeSchemas(terminal, config.file);
  if (config.problems.length > 0) throw problemsError(config.problems);
}

function writeSchemas(terminal: Terminal, file: string): void {
  for (const [name, schema] of Object.entries(editorSchemas())) {
    const path = join(dirname(file), name);
    writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
    say(terminal, `# written: ${path}`);
  }
}
