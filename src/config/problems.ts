/** Problems of a configuration in words: file, line, key, what was found, what is expected. */
import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { asWatchdeskError, WatchdeskError } from "../errors.js";
import { maskUrl } from "../mask.js";
import type { YamlFile } from "./yaml-file.js";

export interface Problem {
  file: string;
  line: number;
  path: readonly PropertyKey[];
  message: string;
  /** What is not in force for it while all else is; absent: the whole configuration is refused. */
  left?: "key" | "feed" | "watch" | "file";
  /** Of the feed or watch that is left out, where it is known. */
  id?: string | null;
}

const LEFT: Record<NonNullable<Problem["left"]>, string> = {
  key: "this key is left out",
  feed: "this feed is left out",
  watch: "this watch is left out",
  file: "nothing of this file is in force",
};

type Issue = z.core.$ZodIssue;
type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

/** Found values longer than this are cut in messages. */
const MAX_FOUND_CHARS = 60;
/** Known keys or names told where none is near. */
const MAX_TOLD = 24;
const SECRET_KEY = /token|secret|password|databaseUrl|apiKey/i;

/** Checks `data` (the file's, with the environment in it) and returns what the schema makes of it, or the problems. */
export function check<T>(
  schema: z.ZodType<T>,
  data: unknown,
  file: YamlFile,
): { ok: true; value: T } | { ok: false; problems: Problem[] } {
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return { ok: false, problems: result.error.issues.flatMap((issue) => explain(issue, data, file, json, [])) };
}

function explain(issue: Issue, data: unknown, file: YamlFile, json: JsonSchema, above: PropertyKey[]): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    // The branch that went deepest with the fewest complaints is the one that was meant.
    const best = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
    if (depth(best) > 0 || issue.errors.length === 1)
      return best.flatMap((one) => explain(one, data, file, json, path));
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      file: file.path,
      line: file.lineOf(path, key),
      path: [...path, key],
      message: `unknown key${suggestion(key, knownKeys(json, path, json))}`,
    }));
  }
  const missing = issue.code === "invalid_type" && valueAt(data, path) === undefined;
  const message = missing ? `is missing: expected ${article(issue.expected)}` : `${issue.message}${found(data, path)}`;
  return [{ file: file.path, line: file.lineOf(path), path, message }];
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === "unrecognized_keys" ? 1 : 0)));
}

function found(data: unknown, path: readonly PropertyKey[]): string {
  const value = valueAt(data, path);
  if (value === undefined) return "; nothing was found";
  // A channel's address is a webhook's, and with it anybody may post.
  const address = path[0] === "channels" && path.at(-1) === "url";
  if (address || path.some((key) => SECRET_KEY.test(String(key)))) return "";
  const shown = typeof value === "string" && value.includes("://") ? maskUrl(value) : value;
  const text = JSON.stringify(shown) ?? String(shown);
  return `; found ${text.length > MAX_FOUND_CHARS ? `${text.slice(0, MAX_FOUND_CHARS)}...` : text}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

/** "an array", "a string". */
function article(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
}

/** `; did you mean "x"?` where a known key is near, else the list of known keys. */
export function suggestion(key: string, known: string[]): string {
  if (known.length === 0) return "";
  const near = closest(key, known);
  const tolerable = Math.max(2, Math.floor(key.length / 3));
  if (distance(key.toLowerCase(), near.toLowerCase()) <= tolerable) return `; did you mean "${near}"?`;
  const more = known.length > MAX_TOLD ? ` and ${known.length - MAX_TOLD} more` : "";
  return `; known here: ${known.slice(0, MAX_TOLD).join(", ")}${more}`;
}

function knownKeys(schema: JsonSchema | undefined, path: readonly PropertyKey[], root: JsonSchema): string[] {
  if (schema === undefined) return [];
  // Conditions hold conditions: such a schema stands once, by name.
  if (schema.$ref) return knownKeys(root.$defs?.[schema.$ref.replace("#/$defs/", "")], path, root);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return [...new Set(branches.flatMap((branch) => knownKeys(branch, path, root)))];
  const [head, ...rest] = path;
  if (head === undefined) return Object.keys(schema.properties ?? {});
  const extra = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const items = typeof schema.items === "object" ? schema.items : undefined;
  return knownKeys(schema.properties?.[String(head)] ?? (typeof head === "number" ? items : extra), rest, root);
}

/** A problem as one line: file, line, key, what is wrong and what is left out for it. */
export function problemLine({ file, line, path, message, left }: Problem): string {
  const key = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  const place = line > 0 ? `${file}:${line}` : file;
  const where = key === "" ? place : `${place}: ${key.replace(/^\./, "")}`;
  return `${where}: ${message}${left === undefined ? "" : ` (${LEFT[left]})`}`;
}

/** All problems as one error, a line each. */
export function problemsError(problems: readonly Problem[]): WatchdeskError {
  return errorOf(problems.map(problemLine));
}

/** The same where for them nothing at all of what was read is taken: then nothing need be said of what is left out. */
export function refusal(problems: readonly Problem[]): WatchdeskError {
  return errorOf(problems.map(({ left: _left, ...problem }) => problemLine(problem)));
}

function errorOf(lines: string[]): WatchdeskError {
  return new WatchdeskError("config", lines.join("\n"), {
    hint: 'mend the lines above; "watchdesk check" tells when all is well',
  });
}

/** What reading a file threw (`FILE:LINE: why` or `FILE: why`) as a problem of that file. */
export function problemOf(error: unknown, file: string): Problem {
  const text = asWatchdeskError(error).message;
  const rest = text.startsWith(`${file}:`) ? text.slice(file.length + 1).trimStart() : text;
  const [, line, message] = /^(\d+): (.*)$/s.exec(rest) ?? [];
  return { file, line: Number(line ?? 0), path: [], message: message ?? rest };
}
