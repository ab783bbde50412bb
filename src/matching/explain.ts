/** Why a watch that saw some of its words declined, in words for the team. */
import type { NearMiss } from "../model.js";
import type { Evaluation } from "./evaluate.js";
import type { Node, Rules, Watch } from "./rules.js";
import type { Occurrence, Sighted } from "./sighted.js";

interface Attempt {
  met: number;
  why: string;
}

/** The near miss of a watch, or null when it saw nothing that counts. `textOf` reads a span of the item. */
export function nearMiss(
  rules: Rules,
  watch: Watch,
  evaluation: Evaluation,
  sighted: Sighted,
  textOf: (span: Occurrence) => string,
): NearMiss | null {
  let best: Attempt | null = null;
  for (const rule of watch.rules) {
    const parts = rule.node.op === "all" ? rule.node.nodes : [rule.node];
    const attempt = tryParts(parts, evaluation, textOf);
    if (attempt.met > 0 && (!best || attempt.met > best.met))
      best = { ...attempt, why: watch.rules.length > 1 ? `${attempt.why} (rule ${rule.id})` : attempt.why };
  }
  const why = ruledOut(rules, watch, sighted) ?? unmetNeeds(rules, watch, evaluation, sighted, textOf) ?? best?.why;
  return why ? { watch: watch.id, why } : null;
}

function tryParts(parts: Node[], evaluation: Evaluation, textOf: (span: Occurrence) => string): Attempt {
  let met = 0;
  let lacking: string | null = null;
  let against: string | null = null;
  for (const part of parts) {
    if (part.op === "none") {
      const spoiler = part.nodes.map((one) => evaluation.evidence(one)?.[0]).find((span) => span !== undefined);
      if (spoiler) against ??= `ruled out by ${textOf(spoiler)}`;
    } else if (evaluation.evidence(part)) met++;
    else lacking ??= `no ${describe(part)}`;
  }
  return { met, why: lacking ?? against ?? "not all of its conditions hold" };
}

/** A name that is part of another one: "ruled out by 강선우". */
function ruledOut(rules: Rules, watch: Watch, sighted: Sighted): string | null {
  const number = rules.watches.indexOf(watch);
  for (const one of sighted.cancelled) {
    if (rules.owners[one.owner]!.kind !== "entity" || !rules.watchesOf[one.owner]!.includes(number)) continue;
    if (!sighted.byOwner.has(one.owner)) return `ruled out by ${one.by}`;
  }
  return null;
}

function unmetNeeds(
  rules: Rules,
  watch: Watch,
  evaluation: Evaluation,
  sighted: Sighted,
  textOf: (span: Occurrence) => string,
): string | null {
  const number = rules.watches.indexOf(watch);
  for (const [owner, spans] of sighted.byOwner) {
    if (rules.owners[owner]!.kind !== "entity" || !rules.watchesOf[owner]!.includes(number)) continue;
    const state = evaluation.inactive(owner);
    if (!state) continue;
    if ("spoiled" in state) return `${textOf(spans[0]!)} ruled out by ${textOf(state.spoiled[0]!)}`;
    const parts = state.lacking.op === "all" ? state.lacking.nodes : [state.lacking];
    const part = parts.find((one) => !evaluation.evidence(one)) ?? state.lacking;
    return `no ${describe(part)} for ${textOf(spans[0]!)}`;
  }
  return null;
}

/** A node in a few words: "DPRK context in the title". */
function describe(node: Node): string {
  switch (node.op) {
    case "seen":
    case "regex":
      return node.title + where(node.place);
    case "any":
    case "all":
      return node.title ?? node.nodes.map(describe).join(node.op === "any" ? " or " : " with ");
    case "none":
      return `absence of ${node.nodes.map(describe).join(", ")}`;
    case "near":
      return `${node.of.map(describe).join(" or ")} within ${node.within} characters of ${node.and.map(describe).join(" or ")}`;
  }
}

function where(place: string | null): string {
  if (place === null) return "";
  return place === "lead" ? " at the beginning of the text" : ` in the ${place}`;
}
