/** Rule changes that feedback proposes, each tried on what is kept. Nothing changes by itself. */
import type { WatchFile } from "../config/watch-schema.js";
import { compileRules } from "../matching/compile.js";
import { type Judged, type Suggestion, suggest } from "../matching/suggest.js";
import { createMatcher } from "../pipeline/match.js";
import { matchItem } from "../pipeline/match-item.js";
import type { KeptItem, KeptPlace, Matcher } from "../ports.js";
import { triedRules } from "./backtest-rules.js";
import type { Answer, CommandContext } from "./command.js";

/** Judgements learned from, the newest. */
const MAX_JUDGEMENTS = 5_000;
/** A change is tried on the hits of so many days. */
const TRIED_MS = 90 * 86_400_000;
const ITEMS_AT_ONCE = 500;

export interface TriedSuggestion extends Suggestion {
  /** Kept hits of the watch that the change removes. */
  removesKept: number;
  /** Of these, how many people marked relevant, and marked not. */
  removesRelevant: number;
  removesIrrelevant: number;
}

export async function suggestions(context: CommandContext): Promise<Answer> {
  const verdicts = await verdictsOf(context);
  const judged: Judged[] = [];
  for (const [id, relevant] of verdicts) {
    const [kept] = await context.store.items.find({ id, identities: [] }, 1);
    if (!kept) continue;
    const { title, language } = kept.item;
    const input = { title, text: kept.pageText ?? kept.item.text, language, feed: null };
    judged.push({ input, hits: rematch(context.matcher, kept), relevant });
  }
  const proposed = suggest(judged);
  const data = proposed.length === 0 ? [] : await tryAll(context, proposed, verdicts);
  const kept = data.filter((one) => one.removesRelevant === 0);
  return {
    title: kept.length > 0 ? "Proposed changes" : "Nothing to propose",
    rows: kept.map((one) => ({
      text: effect(one),
      details: [`watch ${one.watch}: add none: [${one.exclude}]`, tryIt(one)],
    })),
    footer: `From ${judged.length} judged ${judged.length === 1 ? "item" : "items"}. Nothing changes by itself.`,
    data: kept,
  };
}

/** Item -> relevant. Where people disagree it is relevant: a hit that one of them wants is not noise. */
async function verdictsOf({ store }: CommandContext): Promise<Map<string, boolean>> {
  const verdicts = new Map<string, boolean>();
  for (const { item, relevant } of await store.feedback.list(MAX_JUDGEMENTS)) {
    verdicts.set(item, relevant || (verdicts.get(item) ?? false));
  }
  return verdicts;
}

async function tryAll(
  context: CommandContext,
  proposed: Suggestion[],
  verdicts: Map<string, boolean>,
): Promise<TriedSuggestion[]> {
  const tried = proposed.map((one) => ({
    matcher: createMatcher(compileRules(without(context.watchFiles, one))),
    result: { ...one, removesKept: 0, removesRelevant: 0, removesIrrelevant: 0 },
  }));
  let after: KeptPlace | null = null;
  for (;;) {
    const some: KeptItem[] = await context.store.items.kept({
      sinceMs: TRIED_MS,
      after,
      limit: ITEMS_AT_ONCE,
      hits: true,
    });
    for (const kept of some) {
      const now = new Set(rematch(context.matcher, kept).map((hit) => hit.watch));
      for (const { matcher, result } of tried) {
        if (!now.has(result.watch)) continue;
        if (rematch(matcher, kept).some((hit) => hit.watch === result.watch)) continue;
        result.removesKept++;
        const verdict = verdicts.get(kept.item.id);
        if (verdict === true) result.removesRelevant++;
        if (verdict === false) result.removesIrrelevant++;
      }
    }
    const last = some.at(-1);
    if (!last || some.length < ITEMS_AT_ONCE) return tried.map((one) => one.result);
    after = { firstSeenAt: last.item.firstSeenAt, id: last.item.id };
  }
}

/** As the bot matches: the feed's own text, and the page's where it was read. */
function rematch(matcher: Matcher, { item, pageText }: KeptItem) {
  const own = matchItem(matcher, item).hits;
  return pageText === null ? own : [...own, ...matchItem(matcher, item, pageText).hits];
}

/** The watch files with the word among what the watch refuses. */
function without(files: WatchFile[], { watch, exclude }: Suggestion): WatchFile[] {
  return triedRules(files, { what: watch, none: exclude }).files;
}

function tryIt({ watch, exclude }: Suggestion): string {
  return `try it: backtest ${watch} --none ${/\s/.test(exclude) ? `"${exclude}"` : exclude}`;
}

function effect({ watch, exclude, removesKept, removesIrrelevant, keeps }: TriedSuggestion): string {
  return (
    `excluding ${exclude} in ${watch} removes ${removesKept} hits of the last 90 days, ` +
    `${removesIrrelevant} of them marked not relevant, none marked relevant; ${keeps} marked relevant stay`
  );
}
