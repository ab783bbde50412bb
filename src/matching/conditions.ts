/** Conditions as people write them, made into nodes over the numbers of owners. */
import { RE2JS } from "re2js";
import { type Condition, type ConditionNode, type NearNode, REFERENCE } from "../config/watch-schema.js";
import { WatchdeskError } from "../errors.js";
import type { Node, Owner, Place } from "./rules.js";

/** What a condition may refer to. */
export interface Vocabulary {
  owners: Owner[];
  ownersOf(reference: "entity" | "kind" | "group", id: string): number[] | null;
  context(id: string): { title: string; node: Node } | null;
  /** The owner of a phrase, made on first use. */
  phrase(text: string): number;
}

/** Text that a regular expression sees: news begins with what matters, and the engine is slower than the automaton. */
export const MAX_REGEX_CHARS = 20_000;
/** Finds kept of one expression. */
const MAX_FINDS = 100;

/** A condition as a node; throws `config` with `where` for what is not known or empty. */
export function compileCondition(
  condition: Condition,
  vocabulary: Vocabulary,
  where: string,
  place: Place | null = null,
): Node {
  if (typeof condition === "string") return compileText(condition, vocabulary, where, place);
  return compileClause(condition, vocabulary, where, place);
}

/** A node with any / all / none / near / regex: all of those present must hold. */
export function compileClause(
  clause: ConditionNode,
  vocabulary: Vocabulary,
  where: string,
  outer: Place | null = null,
): Node {
  const place = clause.in ?? outer;
  const list = (conditions: Condition[]) => conditions.map((one) => compileCondition(one, vocabulary, where, place));
  const nodes: Node[] = [];
  if (clause.all) nodes.push(...list(clause.all));
  if (clause.any) nodes.push(merged({ op: "any", nodes: list(clause.any), title: null }));
  if (clause.near) nodes.push(compileNear(clause.near, list));
  if (clause.regex) nodes.push(compileRegex(clause.regex, where, place));
  if (nodes.length === 0 && !clause.none)
    throw new WatchdeskError("config", `${where}: a condition must hold any, all, none, near or regex`);
  if (clause.none) nodes.push({ op: "none", nodes: list(clause.none) });
  return nodes.length === 1 ? nodes[0]! : { op: "all", nodes, title: null };
}

/** Whether something must be seen for the node to hold; rules of absences alone would fire on everything. */
export function asksForPresence(node: Node): boolean {
  if (node.op === "none") return false;
  if (node.op === "all") return node.nodes.some(asksForPresence);
  if (node.op === "any") return node.nodes.every(asksForPresence);
  return true;
}

function compileNear(near: NearNode, list: (conditions: Condition[]) => Node[]): Node {
  return {
    op: "near",
    of: list(near.of),
    and: list(near.and),
    within: near.within,
    ordered: near.ordered ?? false,
    without: near.without ? list(near.without) : [],
  };
}

function compileText(text: string, vocabulary: Vocabulary, where: string, place: Place | null): Node {
  const [, kind, id] = REFERENCE.exec(text) ?? [];
  if (kind === undefined || id === undefined) {
    return { op: "seen", owners: [vocabulary.phrase(text)], title: `“${text}”`, place };
  }
  if (kind === "context") {
    const context = vocabulary.context(id);
    if (!context) throw unknown(where, "context", id);
    return placed(context.node, context.title, place);
  }
  const owners = vocabulary.ownersOf(kind as "entity" | "kind" | "group", id);
  if (!owners) throw unknown(where, kind, id);
  const title = owners.length === 1 ? vocabulary.owners[owners[0]!]!.title : id;
  return { op: "seen", owners, title, place };
}

/** A context's node where it is used: its own places stay, open ones take the user's. */
function placed(node: Node, title: string | null, place: Place | null): Node {
  switch (node.op) {
    case "seen":
      return { ...node, title: title ?? node.title, place: node.place ?? place };
    case "regex":
      return { ...node, title: title ?? node.title, place: node.place ?? place };
    case "near": {
      const inner = (nodes: Node[]) => nodes.map((one) => placed(one, null, place));
      return { ...node, of: inner(node.of), and: inner(node.and), without: inner(node.without) };
    }
    case "none":
      return { ...node, nodes: node.nodes.map((one) => placed(one, null, place)) };
    default:
      return { ...node, title: title ?? node.title, nodes: node.nodes.map((one) => placed(one, null, place)) };
  }
}

/** One look-up instead of many where all parts of an `any` are plain sightings in the same place. */
function merged(node: Extract<Node, { nodes: Node[]; op: "any" | "all" }>): Node {
  const places = new Set(node.nodes.map((one) => (one.op === "seen" ? one.place : "mixed")));
  if (places.size !== 1 || places.has("mixed")) return node;
  const seen = node.nodes.filter((one) => one.op === "seen");
  const titles = [...new Set(seen.map((one) => one.title))];
  return {
    op: "seen",
    owners: [...new Set(seen.flatMap((one) => one.owners))],
    title: titles.join(" or "),
    place: seen[0]!.place,
  };
}

function compileRegex(source: string, where: string, place: Place | null): Node {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new WatchdeskError(
      "config",
      `${where}: the regular expression ${JSON.stringify(source)} is not understood: ${why}`,
      {
        hint: "Expressions run in linear time: no look-around and no back-references.",
      },
    );
  }
  const find = (text: string) => {
    const matcher = compiled.matcher(text.slice(0, MAX_REGEX_CHARS));
    const found: { start: number; end: number }[] = [];
    while (found.length < MAX_FINDS && matcher.find()) {
      if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() });
    }
    return found;
  };
  return { op: "regex", find, title: `/${source}/`, place };
}

function unknown(where: string, kind: string, id: string): WatchdeskError {
  return new WatchdeskError("config", `${where}: there is no ${kind} called ${JSON.stringify(id)}`, {
    hint: `Define it in a pack, or correct the name; a plain phrase is written without "${kind}:".`,
  });
}
