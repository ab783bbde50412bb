/** Checks one part of a file leniently: what is wrong in it is told and left out, what is good stays. */
import type { z } from "zod";
import { type Environment, type Missing, substitute } from "./environment.js";
import { check, type Problem } from "./problems.js";
import type { YamlFile } from "./yaml-file.js";

/** A part of a file: the whole of it where the path is empty. */
export interface Part {
  file: YamlFile;
  path: readonly PropertyKey[];
  data: unknown;
  /** What is left out when nothing of it can stay. */
  what: NonNullable<Problem["left"]>;
}

/** Removing what is wrong can bring up what is missing then; no schema of ours needs more rounds. */
const MAX_ROUNDS = 3;

/**
 * The part as the schema makes of it. A key that is wrong, unknown or names a variable that is not set is left out, with
 * a problem that says where; null when nothing valid is left without it. `told` gets the problems either way.
 */
export function salvage<T>(schema: z.ZodType<T>, part: Part, env: Environment, told: Problem[]): T | null {
  const inside = within(part);
  const missing: Missing[] = [];
  let data = substitute(part.data, env, missing);
  let wrong: Problem[] = missing.map(({ path, message }) => {
    return { file: inside.path, line: inside.lineOf(path), path, message };
  });
  const found = [...wrong];
  for (let round = 0; round <= MAX_ROUNDS; round++) {
    data = wrong.reduce((rest, { path }) => without(rest, path), data);
    const checked = check(schema, data, inside);
    if (checked.ok) {
      told.push(...found.map((problem) => inWhole(problem, part, "key")));
      return checked.value;
    }
    // What is missing only since it was left out has been told already.
    wrong = checked.problems.filter((one) => !found.some((before) => isBelow(one.path, before.path)));
    found.push(...wrong);
    if (wrong.length === 0 || wrong.some((one) => one.path.length === 0)) break;
  }
  told.push(...found.map((problem) => inWhole(problem, part, part.what)));
  return null;
}

/** The file as seen from the part: paths begin there. */
function within({ file, path }: Part): YamlFile {
  return { path: file.path, data: file.data, lineOf: (where, key) => file.lineOf([...path, ...where], key) };
}

function inWhole(problem: Problem, { path }: Part, left: NonNullable<Problem["left"]>): Problem {
  return { ...problem, path: [...path, ...problem.path], left };
}

function isBelow(path: readonly PropertyKey[], above: readonly PropertyKey[]): boolean {
  return above.every((key, index) => path[index] === key);
}

/** A copy of nested objects and lists without what stands at the path. */
function without(data: unknown, path: readonly PropertyKey[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined || data === null || typeof data !== "object") return data;
  if (Array.isArray(data))
    return data.flatMap((one, at) => (at === head ? (rest.length > 0 ? [without(one, rest)] : []) : [one]));
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, one]) => {
      if (key !== String(head)) return [[key, one]];
      return rest.length > 0 ? [[key, without(one, rest)]] : [];
    }),
  );
}

/** What stands in braces; nothing where something else stands. */
export function asObject(data: unknown): Record<string, unknown> {
  return data !== null && typeof data === "object" ? (data as Record<string, unknown>) : {};
}

/** The data with this list empty, so that the rest is checked alone; what is no list stays to be refused. */
export function withoutList(data: unknown, key: string): unknown {
  const list = asObject(data)[key];
  return Array.isArray(list) ? { ...asObject(data), [key]: [] } : data;
}
