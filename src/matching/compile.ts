/** Packs and watches compiled into rules: one automaton over all names, watches as trees over what owns the names. */
import { createHash } from "node:crypto";
import type { WatchFile, WatchList, WatchSpec } from "../config/watch-schema.js";
import { WatchdeskError } from "../errors.js";
import { buildAutomaton } from "./automaton.js";
import { asksForPresence, compileClause, type Vocabulary } from "./conditions.js";
import { Mark } from "./fold.js";
import { parseName } from "./names.js";
import type { Node, OwnedName, Rules, Watch } from "./rules.js";
import { createVocabulary, type NameOptions } from "./vocabulary.js";

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Compiles packs in order with the watches of the main configuration after them. A watch of the same id replaces the
 * earlier one; a disabled one is left out. Throws WatchdeskError `config` where something refers to what is not there,
 * an id is taken, or a rule could fire on nothing seen.
 */
export function compileRules(packs: WatchFile[], watches: WatchList = []): Rules {
  const names: OwnedName[] = [];
  const vocabulary = createVocabulary(packs, (owner, written, language, options) =>
    addName(names, owner, written, language, options),
  );
  const specs = new Map<string, WatchSpec>();
  for (const spec of [...packs.flatMap((pack) => pack.watches ?? []), ...watches]) {
    const whole = typeof spec === "string" ? literalWatch(spec) : spec;
    specs.set(whole.id, whole);
  }
  const compiled = [...specs.values()].filter((spec) => spec.enabled).map((spec) => compileWatch(spec, vocabulary));
  return {
    version: rulesVersion(packs, watches),
    watches: compiled,
    ...index(names, vocabulary, compiled),
    names,
    owners: vocabulary.owners,
  };
}

/** Twelve hex digits that change when any pack or watch does. */
export function rulesVersion(packs: WatchFile[], watches: WatchList = []): string {
  return shortHash([packs, watches]);
}

function shortHash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}

/** A plain word of the short form as a watch of its own: that word and its spellings, anywhere. */
export function literalWatch(phrase: string): WatchSpec {
  const slug = phrase
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return { id: slug || "watch", name: phrase, severity: "normal", any: [phrase], enabled: true };
}

/** Stars in one name: each is tried at every length, so a handful bounds the work. */
const MAX_STARS = 4;

function addName(
  names: OwnedName[],
  owner: number,
  written: string,
  language: string | null,
  options: NameOptions,
): void {
  if (written.split("*").length - 1 > MAX_STARS)
    throw new WatchdeskError("config", `the name ${JSON.stringify(written)} holds more than ${MAX_STARS} stars`);
  const name = parseName(written, language, options.romanised);
  if (!name)
    throw new WatchdeskError("config", `the name ${JSON.stringify(written)} holds no letter or digit to look for`);
  names.push({ ...name, owner, rulesOut: options.rulesOut });
}

function compileWatch(spec: WatchSpec, vocabulary: Vocabulary): Watch {
  const where = `watch ${spec.id}`;
  const { any, all, none, near, regex, in: place } = spec;
  const own = any || all || near || regex;
  if (!own && !spec.rules)
    throw new WatchdeskError("config", `${where}: it has neither rules nor any, all, near or regex`);
  const clauses = spec.rules ?? [{ id: "only", any, all, near, regex, in: place }];
  if (spec.rules && own) throw new WatchdeskError("config", `${where}: put any, all, near and regex inside its rules`);
  const refused = none ? compileClause({ none, in: place }, vocabulary, where) : null;
  const rules = clauses.map(({ id, ...clause }) => {
    const node = compileClause(clause, vocabulary, `${where}, rule ${id}`);
    if (!asksForPresence(node))
      throw new WatchdeskError(
        "config",
        `${where}, rule ${id}: it asks for absences alone and would fire on everything`,
      );
    const whole: Node = refused
      ? {
          op: "all",
          nodes: [...(node.op === "all" && node.title === null ? node.nodes : [node]), refused],
          title: null,
        }
      : node;
    return { id, node: whole };
  });
  return {
    id: spec.id,
    name: spec.name ?? spec.id,
    severity: spec.severity,
    rules,
    languages: spec.languages ?? null,
    feeds: spec.feeds ?? null,
    kinds: spec.kinds ?? null,
    coolingOffMs: durationMs(spec.coolingOff),
    surge: spec.surge ?? false,
    signature: shortHash(spec),
  };
}

function durationMs(text: string | undefined): number {
  if (!text) return 0;
  const unit = text.at(-1) as keyof typeof UNITS_MS;
  return Number.parseInt(text, 10) * UNITS_MS[unit];
}

/** The automaton, which pattern belongs to which names, and which watch waits for which owner. */
function index(names: OwnedName[], { owners }: Vocabulary, watches: Watch[]) {
  const numbers = new Map<string, number>();
  const patterns: number[][] = [];
  const namesOf: number[][] = [];
  names.forEach((name, number) => {
    for (const pattern of name.patterns) {
      const key = String.fromCharCode(...pattern);
      let at = numbers.get(key);
      if (at === undefined) {
        at = patterns.length;
        numbers.set(key, at);
        patterns.push(pattern);
        namesOf.push([]);
      }
      namesOf[at]!.push(number);
    }
  });
  const watchesOf: number[][] = owners.map(() => []);
  const always: number[] = [];
  watches.forEach((watch, number) => {
    const seen = new Set<number>();
    const hasRegex = watch.rules.map((rule) => collect(rule.node, seen)).some(Boolean);
    for (const owner of seen) watchesOf[owner]!.push(number);
    if (hasRegex) always.push(number);
  });
  const lengths = Uint16Array.from(patterns, (pattern) => pattern.length - (pattern[0] === Mark.soft ? 1 : 0));
  return { automaton: buildAutomaton(patterns), namesOf, lengths, watchesOf, always };
}

/** Gathers the owners that count for a node; tells whether it holds a regular expression. */
function collect(node: Node, into: Set<number>): boolean {
  if (node.op === "seen") for (const owner of node.owners) into.add(owner);
  if (node.op === "none" || node.op === "seen") return false;
  if (node.op === "regex") return true;
  const parts = node.op === "near" ? [...node.of, ...node.and] : node.nodes;
  return parts.map((one) => collect(one, into)).some(Boolean);
}
