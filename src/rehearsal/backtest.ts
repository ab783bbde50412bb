/**
 * What rules would have done over recorded items, beside the rules in force: alerts are counted as the bot gives them,
 * one a story, with cooling-off and surges. Items come from wherever the caller keeps them; nothing is written.
 */
import type { Hit, MatchInput, NearMiss, StoryItem } from "../model.js";
import { joinHits } from "../pipeline/match-item.js";
import type { WatchTraits } from "../pipeline/voice.js";
import type { Matcher, StoryIndex } from "../ports.js";
import { type BacktestReport, report } from "./report.js";
import { createSide } from "./side.js";

export interface RecordedItem {
  /** `at` is when the bot would have seen it, ms; null when nobody knows. */
  item: StoryItem;
  /** The texts that the bot would have matched: the feed's own, then the page's where it was read. */
  inputs: MatchInput[];
}

export interface RuleSet {
  matcher: Matcher;
  watches: readonly (WatchTraits & { severity: string })[];
}

/** An item on which some rule fired. */
interface KeptHit {
  item: StoryItem;
  tried: Hit[];
  inForce: Hit[];
  /** Why the rules tried declined. */
  rejected: NearMiss[];
}

export interface Backtest {
  /** Matches one item; the order does not matter. */
  add(recorded: RecordedItem): void;
  /** Puts what hit into stories, in order of time. `breathe` is awaited now and then with how many are done, of how many. */
  finish(breathe: (done: number, total: number) => Promise<void> | void): Promise<BacktestReport>;
}

/** Items put into stories: a rule that fires on more is of no use, and its figures are then those of the first ones. */
export const MAX_HITS = 20_000;
/** Of an item's text, what stories are told apart by. */
const MAX_STORY_CHARS = 4_000;
const DAY_MS = 86_400_000;
/** Placements between two breaths. */
const BREATH = 50;

/** @param scope ids of the watches that are tried; null compares all rules with all */
export function createBacktest(
  rules: { tried: RuleSet; inForce: RuleSet },
  index: StoryIndex,
  scope: string[] | null,
): Backtest {
  const kept: KeptHit[] = [];
  const seen = {
    items: 0,
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
    leftOut: 0,
    days: new Set<number>(),
  };

  return {
    add({ item, inputs }) {
      seen.items++;
      if (item.at !== null) {
        seen.from = Math.min(seen.from, item.at);
        seen.to = Math.max(seen.to, item.at);
        seen.days.add(Math.floor(item.at / DAY_MS));
      }
      const { hits: tried, rejected } = matchAll(rules.tried.matcher, inputs);
      const { hits: inForce } = matchAll(rules.inForce.matcher, inputs);
      if (tried.length + inForce.length === 0) return;
      if (kept.length >= MAX_HITS) seen.leftOut++;
      else kept.push({ item: { ...item, text: item.text.slice(0, MAX_STORY_CHARS) }, tried, inForce, rejected });
    },
    async finish(breathe) {
      const begin = Number.isFinite(seen.from) ? seen.from : 0;
      const tried = createSide(rules.tried.watches, begin);
      const inForce = createSide(rules.inForce.watches, begin);
      const misses = new Map<string, NearMiss[]>();
      let now = begin;
      for (const [done, one] of inOrder(kept).entries()) {
        now = Math.max(now, one.item.at ?? now);
        const { story, origin } = index.decide(one.item);
        index.learn({ arrival: done + 1, item: one.item, story, origin });
        tried.take(story, one.item, one.tried, now);
        inForce.take(story, one.item, one.inForce, now);
        if (!misses.has(story)) misses.set(story, one.rejected);
        if (done % BREATH === 0) await breathe(done, kept.length);
      }
      return report({ ...seen, hits: kept.length, tried, inForce, misses, scope, watches: rules.tried.watches });
    },
  };
}

function matchAll(matcher: Matcher, inputs: MatchInput[]): { hits: Hit[]; rejected: NearMiss[] } {
  const results = inputs.map((input) => matcher.match(input));
  return {
    hits: results.reduce<Hit[]>((hits, result) => joinHits(hits, result.hits), []),
    rejected: results.at(-1)?.rejected ?? [],
  };
}

/** By time; those of unknown time stay where they came. */
function inOrder(kept: KeptHit[]): KeptHit[] {
  let last = Number.NEGATIVE_INFINITY;
  const timed = kept.map((one) => {
    last = one.item.at ?? last;
    return { one, at: last };
  });
  return timed.sort((a, b) => a.at - b.at || 0).map(({ one }) => one);
}
