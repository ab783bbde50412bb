/** Whether a rule's tree holds for what was seen, and on which spans. */
import type { MatchInput } from "../model.js";
import type { Node, Place, Rules } from "./rules.js";
import type { Field, Occurrence, Sighted } from "./sighted.js";

/** The beginning of a text, where news says what it is about: two or three sentences. */
export const LEAD_CHARS = 300;
/** Spans kept as evidence of one node. */
export const MAX_EVIDENCE = 24;

export interface Evaluation {
  /** The spans that make the node hold, or null where it does not. A `none` that holds gives no spans. */
  evidence(node: Node): Occurrence[] | null;
  /** Why an entity's names do not count in this item, or null when they do. */
  inactive(owner: number): { lacking: Node } | { spoiled: Occurrence[] } | null;
}

/** In place of an owner: what a regular expression found. */
export const EXPRESSION = -1;

/** Evaluates nodes over one item, each node once. */
export function createEvaluation(rules: Rules, input: MatchInput, sighted: Sighted): Evaluation {
  const memo = new Map<Node, Occurrence[] | null>();
  const states = new Map<number, ReturnType<Evaluation["inactive"]>>();

  const inactive: Evaluation["inactive"] = (number) => {
    const known = states.get(number);
    if (known !== undefined) return known;
    states.set(number, null); // while its own needs are looked at, an entity counts
    const owner = rules.owners[number]!;
    let state: ReturnType<Evaluation["inactive"]> = null;
    if (owner.needs && !evidence(owner.needs)) state = { lacking: owner.needs };
    const spoiled = state === null && owner.unless ? evidence(owner.unless) : null;
    if (spoiled) state = { spoiled };
    memo.clear(); // what was evaluated meanwhile took the entity as counting
    states.set(number, state);
    return state;
  };

  function evidence(node: Node): Occurrence[] | null {
    const known = memo.get(node);
    if (known !== undefined) return known;
    const found = evaluate(node);
    memo.set(node, found);
    return found;
  }

  function evaluate(node: Node): Occurrence[] | null {
    switch (node.op) {
      case "seen":
        return orNull(occurrences(node.owners, node.place));
      case "regex":
        return orNull(
          fields(node.place).flatMap((field) =>
            node
              .find(input[field])
              .filter((span) => inPlace(node.place, field, span.start))
              .map((span) => ({ owner: EXPRESSION, field, ...span })),
          ),
        );
      case "any":
        return orNull(gather(node.nodes));
      case "none":
        return node.nodes.some((one) => evidence(one)) ? null : [];
      case "near":
        return near(node);
      case "all": {
        const all: Occurrence[] = [];
        for (const one of node.nodes) {
          const part = evidence(one);
          if (!part) return null;
          all.push(...part.slice(0, MAX_EVIDENCE));
        }
        return all;
      }
    }
  }

  function occurrences(owners: number[], place: Place | null): Occurrence[] {
    const found: Occurrence[] = [];
    for (const owner of owners) {
      const seen = sighted.byOwner.get(owner);
      if (!seen || inactive(owner)) continue;
      for (const one of seen) if (inPlace(place, one.field, one.start)) found.push(one);
    }
    return found;
  }

  function near(node: Extract<Node, { op: "near" }>): Occurrence[] | null {
    const first = gather(node.of);
    if (first.length === 0) return null;
    const second = gather(node.and);
    if (second.length === 0) return null;
    const between = gather(node.without);
    const found: Occurrence[] = [];
    for (const field of ["title", "text"] as const) {
      const spans = { of: only(first, field), and: only(second, field), without: only(between, field) };
      pairs(spans.of, spans.and, spans.without, node.within, found);
      if (!node.ordered) pairs(spans.and, spans.of, spans.without, node.within, found);
    }
    return orNull(found);
  }

  function gather(nodes: Node[]): Occurrence[] {
    const found: Occurrence[] = [];
    for (const node of nodes) {
      const part = evidence(node);
      if (part) for (const one of part) found.push(one);
    }
    return found;
  }
  return { evidence, inactive };
}

function orNull(found: Occurrence[]): Occurrence[] | null {
  return found.length > 0 ? found : null;
}

function fields(place: Place | null): Field[] {
  if (place === null) return ["title", "text"];
  return place === "title" ? ["title"] : ["text"];
}

function inPlace(place: Place | null, field: Field, start: number): boolean {
  if (place === null) return true;
  if (place === "lead") return field === "text" && start < LEAD_CHARS;
  return place === field;
}

function only(spans: Occurrence[], field: Field): Occurrence[] {
  return spans.filter((one) => one.field === field).sort((a, b) => a.start - b.start);
}

/** Adds those of `left` that are followed within `within` characters by one of `right` with no `wall` between. Linear: the next one to the right decides. */
function pairs(
  left: Occurrence[],
  right: Occurrence[],
  walls: Occurrence[],
  within: number,
  found: Occurrence[],
): void {
  const byEnd = [...left].sort((a, b) => a.end - b.end);
  let at = 0;
  let wall = 0;
  for (const one of byEnd) {
    while (at < right.length && right[at]!.start < one.end) at++;
    const next = right[at];
    if (!next) return;
    if (next.start - one.end > within) continue;
    while (wall < walls.length && walls[wall]!.start < one.end) wall++;
    const between = walls[wall];
    if (between && between.end <= next.start) continue;
    if (found.length < MAX_EVIDENCE) found.push(one, next);
  }
}
