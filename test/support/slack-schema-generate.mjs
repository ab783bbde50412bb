/**
 * Writes slack-schema.json from the types of the installed @slack/types, without their prose:
 *   node test/support/slack-schema-generate.mjs
 * Run it again when @slack/bolt is raised. The generator is fetched for the occasion (2.3.0 is the last for Node 20).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const types = join(import.meta.dirname, "../../node_modules/@slack/types/dist/index.js");
const folder = mkdtempSync(join(tmpdir(), "slack-schema-"));
writeFileSync(
  join(folder, "roots.ts"),
  `import type { KnownBlock, MessageMetadata } from ${JSON.stringify(types)};
export interface MessageParts { blocks: KnownBlock[]; metadata?: MessageMetadata }`,
);
const generated = join(folder, "schema.json");
execFileSync("npx", [
  "--yes",
  "ts-json-schema-generator@2.3.0",
  ...["--path", join(folder, "roots.ts"), "--type", "MessageParts", "--no-type-check", "-o", generated],
]);

const withoutProse = (node) => {
  if (Array.isArray(node)) return node.map(withoutProse);
  if (node === null || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(([key, value]) => key !== "description" || typeof value !== "string");
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutProse(value)]));
};
const schema = withoutProse(JSON.parse(readFileSync(generated, "utf8")));
writeFileSync(join(import.meta.dirname, "slack-schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
