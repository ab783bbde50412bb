/** The rules across watch files: every reference leads somewhere, nothing stands twice, weak names say what they need. */
import { type Problem, suggestion } from "./problems.js";
import { type Condition, type ConditionNode, REFERENCE, type WatchFile } from "./watch-schema.js";
import type { YamlFile } from "./yaml-file.js";

export interface ReadWatchFile {
  file: YamlFile;
  value: WatchFile;
}

type Known = Record<string, string[]>;
type Place = { condition: Condition; path: PropertyKey[] };

/** Every problem with its line. What is inside a condition alone (expressions, circles) is found where rules are compiled. */
export function watchRules(files: ReadWatchFile[]): Problem[] {
  const known = knownIn(files.map((one) => one.value));
  const entities = new Set<string>();
  return files.flatMap(({ file, value }) => {
    const at = (path: PropertyKey[], message: string): Problem => {
      return { file: file.path, line: file.lineOf(path), path, message };
    };
    return [
      ...conditionsOf(value).flatMap(({ condition, path }) => references(condition, path, known, at)),
      ...entityRules(value, entities, at),
      ...watchRulesOf(value, at),
    ];
  });
}

type At = (path: PropertyKey[], message: string) => Problem;

function knownIn(files: WatchFile[]): Known {
  const entities = files.flatMap((file) => file.entities ?? []);
  return {
    entity: entities.map((one) => one.id),
    kind: [...new Set(entities.map((one) => one.kind))],
    group: files.flatMap((file) => Object.keys(file.groups ?? {})),
    context: files.flatMap((file) => Object.keys(file.contexts ?? {})),
  };
}

/** Every condition that stands in the file by itself, with its place. */
function conditionsOf({ entities = [], contexts = {}, watches = [] }: WatchFile): Place[] {
  const list = (conditions: Condition[] | undefined, path: PropertyKey[]) =>
    (conditions ?? []).map((condition, index) => ({ condition, path: [...path, index] }));
  return [
    ...entities.flatMap(({ needs, unless }, index) => [
      ...list(needs, ["entities", index, "needs"]),
      ...list(unless, ["entities", index, "unless"]),
    ]),
    ...Object.entries(contexts).map(([id, condition]) => ({ condition, path: ["contexts", id] })),
    ...watches.flatMap((watch, index) => {
      if (typeof watch === "string") return [];
      const rules = watch.rules ?? [];
      return [
        { condition: watch, path: ["watches", index] },
        ...rules.map((condition, rule) => ({ condition, path: ["watches", index, "rules", rule] })),
      ];
    }),
  ];
}

function references(condition: Condition, path: PropertyKey[], known: Known, at: At): Problem[] {
  if (typeof condition !== "string")
    return within(condition, path).flatMap((inner) => references(inner.condition, inner.path, known, at));
  const [, kind = "", id = ""] = REFERENCE.exec(condition) ?? [];
  const ids = known[kind];
  if (!ids || ids.includes(id)) return [];
  return [at(path, `there is no ${kind} called "${id}"${suggestion(id, ids)}`)];
}

function within({ any, all, none, near }: ConditionNode, path: PropertyKey[]): Place[] {
  const list = (conditions: Condition[] | undefined, ...keys: string[]) =>
    (conditions ?? []).map((condition, index) => ({ condition, path: [...path, ...keys, index] }));
  return [
    ...list(any, "any"),
    ...list(all, "all"),
    ...list(none, "none"),
    ...list(near?.of, "near", "of"),
    ...list(near?.and, "near", "and"),
    ...list(near?.without, "near", "without"),
  ];
}

function entityRules({ entities = [] }: WatchFile, taken: Set<string>, at: At): Problem[] {
  return entities.flatMap(({ id, names, weak, needs }, index) => {
    const path = ["entities", index];
    const found: Problem[] = [];
    if (taken.has(id)) found.push(at([...path, "id"], `the entity "${id}" is there already`));
    taken.add(id);
    if (!names && !weak) found.push(at(path, "has no names"));
    if (weak && !needs) found.push(at([...path, "weak"], "weak names need something: say what in needs"));
    if (needs && !weak) found.push(at([...path, "needs"], "only weak names need something, and there are none"));
    return found;
  });
}

/** Over files a later watch replaces an earlier one; in one file that is a slip. */
function watchRulesOf({ watches = [] }: WatchFile, at: At): Problem[] {
  const taken = new Set<string>();
  return watches.flatMap((watch, index) => {
    if (typeof watch === "string") return [];
    const { id, any, all, near, regex, rules } = watch;
    const path = ["watches", index];
    const found: Problem[] = [];
    if (taken.has(id)) found.push(at([...path, "id"], `the watch "${id}" is in this file already`));
    taken.add(id);
    if (!any && !all && !near && !regex && !rules)
      found.push(at(path, "a watch needs any, all, near, regex or rules: something to be seen"));
    return found;
  });
}
