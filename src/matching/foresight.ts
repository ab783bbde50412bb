/**
 * Whether anything could hit, by the names sighted alone: most items of the world's feeds name something that some watch
 * knows, few name all that one rule asks for. To tell so takes a hundredth of asking every rule for its evidence.
 */
import type { Node, Rules } from "./rules.js";
import type { Swept } from "./sighted.js";

/** False where no rule can hold, wherever the names stand and whether or not they are whole. */
export type Foresight = (swept: Swept) => boolean;

export function createForesight(rules: Rules): Foresight {
  const demands = rules.watches.flatMap((watch) => watch.rules.map((rule) => demandsOf(rule.node)));
  if (demands.some((own) => own.length === 0)) return () => true;
  const needed = demands.map((own) => own.length);
  const ruleOf = demands.flatMap((own, rule) => own.map(() => rule));
  const metBy = demandsByPattern(rules, demands.flat());
  // Kept from item to item: what was noted in an earlier turn counts for nothing.
  let turn = 0;
  const metIn = new Float64Array(ruleOf.length);
  const countedIn = new Float64Array(needed.length);
  const met = new Uint32Array(needed.length);

  function meets(pattern: number): boolean {
    for (const demand of metBy[pattern]!) {
      if (metIn[demand] === turn) continue;
      metIn[demand] = turn;
      const rule = ruleOf[demand]!;
      met[rule] = countedIn[rule] === turn ? met[rule]! + 1 : 1;
      countedIn[rule] = turn;
      if (met[rule] === needed[rule]) return true;
    }
    return false;
  }
  return ({ title, text }) => {
    turn++;
    for (const { ends } of [title, text]) {
      for (let pair = 0; pair < ends.length; pair += 2) if (meets(ends[pair]!)) return true;
    }
    return false;
  };
}

/** What must be seen at the least for the node to hold: of each list of owners one. */
function demandsOf(node: Node): number[][] {
  switch (node.op) {
    case "seen":
      return [node.owners];
    case "all":
      return node.nodes.flatMap(demandsOf);
    case "any":
      return anyOf(node.nodes);
    case "near":
      return [...anyOf(node.of), ...anyOf(node.and)];
    default:
      return []; // holds, for all that names can tell
  }
}

/** One demand of each part, taken together; none where a part has none. */
function anyOf(nodes: Node[]): number[][] {
  const parts = nodes.map((node) => demandsOf(node)[0]);
  return parts.some((part) => part === undefined) ? [] : [parts.flatMap((part) => part ?? [])];
}

function demandsByPattern({ owners, names, namesOf }: Rules, demands: number[][]): number[][] {
  const byOwner: number[][] = owners.map(() => []);
  demands.forEach((list, demand) => {
    for (const owner of new Set(list)) byOwner[owner]!.push(demand);
  });
  return namesOf.map((numbers) => {
    const known = [...new Set(numbers.map((number) => names[number]!.owner))];
    return known.length === 1 ? byOwner[known[0]!]! : [...new Set(known.flatMap((owner) => byOwner[owner]!))];
  });
}
