/** The stage `match`: an item against all watches, with the spans and the clause that did it, and reasons where none did. Pure. */
import { createEvaluation, type Evaluation, EXPRESSION } from "../matching/evaluate.js";
import { nearMiss } from "../matching/explain.js";
import { createForesight } from "../matching/foresight.js";
import type { Rules, Watch } from "../matching/rules.js";
import { look, type Occurrence, type Sighted, sweepFields } from "../matching/sighted.js";
import type { Hit, MatchInput, MatchResult, TermSpan } from "../model.js";
import type { Matcher } from "../ports.js";

/** Spans told with one hit. */
export const MAX_TERMS = 40;
/** Distinct names that make the evidence full. */
const FULL_EVIDENCE = 4;

/** A matcher over compiled rules; `match` takes any text and never throws on it. */
export function createMatcher(rules: Rules): Matcher {
  const couldHit = createForesight(rules);
  return {
    version: rules.version,
    match(input, asked) {
      const swept = sweepFields(rules, input);
      if (asked === "hits" && !couldHit(swept)) return { hits: [], rejected: [] };
      return matchItem(rules, input, look(rules, input, swept), asked);
    },
  };
}

function matchItem(rules: Rules, input: MatchInput, sighted: Sighted, asked?: "hits"): MatchResult {
  const numbers = new Set(rules.always);
  for (const owner of sighted.byOwner.keys()) for (const watch of rules.watchesOf[owner]!) numbers.add(watch);
  for (const { owner } of sighted.cancelled) for (const watch of rules.watchesOf[owner]!) numbers.add(watch);
  const result: MatchResult = { hits: [], rejected: [] };
  if (numbers.size === 0) return result;
  const evaluation = createEvaluation(rules, input, sighted);
  const textOf = (span: Occurrence) => shownOf(input[span.field], span);
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const watch = rules.watches[number]!;
    const outside = outOfScope(watch, input, sighted.language);
    const hit = firstHit(rules, watch, evaluation, textOf);
    if (hit && !outside) result.hits.push(hit);
    else if (hit) result.rejected.push({ watch: watch.id, why: outside! });
    else if (asked !== "hits") {
      const miss = nearMiss(rules, watch, evaluation, sighted, textOf);
      if (miss) result.rejected.push(miss);
    }
  }
  return result;
}

/** Why the watch does not look at such items, or null. */
function outOfScope(watch: Watch, { feed }: MatchInput, language: string | null): string | null {
  if (watch.languages && (language === null || !watch.languages.includes(language)))
    return `the watch is for items in ${watch.languages.join(", ")}`;
  if (watch.feeds && (!feed || !watch.feeds.includes(feed.id))) return "the watch is for other feeds";
  if (watch.kinds && (!feed || !watch.kinds.includes(feed.kind)))
    return `the watch is for feeds of kind ${watch.kinds.join(", ")}`;
  return null;
}

function firstHit(
  rules: Rules,
  watch: Watch,
  evaluation: Evaluation,
  textOf: (span: Occurrence) => string,
): Hit | null {
  for (const rule of watch.rules) {
    const evidence = evaluation.evidence(rule.node);
    if (!evidence) continue;
    const terms = toTerms(rules, evidence, textOf);
    return { watch: watch.id, severity: watch.severity, score: scoreOf(terms), terms, rule: rule.id };
  }
  return null;
}

/** The spans once each, title first, in reading order. */
function toTerms(rules: Rules, evidence: Occurrence[], textOf: (span: Occurrence) => string): TermSpan[] {
  const terms = new Map<string, TermSpan>();
  for (const span of evidence) {
    const owner = rules.owners[span.owner];
    const { field, start } = span;
    const term = textOf(span);
    const end = start + term.length;
    const key = `${field} ${start} ${end}`;
    const known = terms.get(key);
    if (known && (known.entity || owner?.kind !== "entity")) continue;
    terms.set(key, {
      ...(owner?.kind === "entity" ? { entity: owner.id } : {}),
      term,
      field,
      start,
      end,
    });
  }
  const order = (one: TermSpan) => (one.field === "title" ? 0 : 1);
  return [...terms.values()]
    .sort((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end)
    .slice(0, MAX_TERMS);
}

/** A name with the ending that it has in the text; an expression says itself where what it means ends. */
function shownOf(text: string, { owner, start, end }: Occurrence): string {
  return text.slice(start, owner === EXPRESSION ? end : wordEnd(text, end));
}

/** Longest ending that is shown with a name. */
const MAX_ENDING_CHARS = 20;
/** The last letter seen and what follows it, in scripts that part their words; in others that is a word of its own. */
const ENDING =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+)/u;

/** Where the word ends whose beginning was seen: `missil*` and `missile` are shown as the missiles that the text has. */
function wordEnd(text: string, end: number): number {
  return end + (ENDING.exec(text.slice(end - 1, end + MAX_ENDING_CHARS))?.[1]?.length ?? 0);
}

/** Half for a name in the title, the rest by how many different names bear the hit out. */
function scoreOf(terms: TermSpan[]): number {
  const inTitle = terms.some((one) => one.field === "title") ? 0.5 : 0;
  const names = new Set(terms.map((one) => one.term.toLowerCase())).size;
  return Math.round((inTitle + 0.5 * Math.min(1, names / FULL_EVIDENCE)) * 100) / 100;
}
