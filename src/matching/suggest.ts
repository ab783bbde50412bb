/** Rule changes proposed from feedback, each with its measured effect. Nothing changes by itself. */
import type { Hit, MatchInput } from "../model.js";

export interface Judged {
  input: MatchInput;
  hits: Hit[];
  relevant: boolean;
}

export interface Suggestion {
  watch: string;
  /** A word that the watch would exclude in the title. */
  exclude: string;
  /** Hits it removes, none of them marked relevant. */
  removes: number;
  /** Hits of the watch that were marked relevant and stay. */
  keeps: number;
  /** For people. */
  text: string;
}

/** Irrelevant hits that must share a word; less is chance. */
export const MIN_REMOVED = 3;
/** Suggestions a watch. */
export const MAX_SUGGESTIONS = 5;
const MIN_WORD_CHARS = 2;

/** Words that stand in the titles of at least MIN_REMOVED irrelevant hits of a watch and in no relevant one; the most effective first. */
export function suggest(judged: Judged[]): Suggestion[] {
  const watches = new Set(judged.flatMap((one) => one.hits.map((hit) => hit.watch)));
  return [...watches].flatMap((watch) => suggestFor(watch, judged));
}

function suggestFor(watch: string, judged: Judged[]): Suggestion[] {
  const removed = new Map<string, number>();
  const kept = new Set<string>();
  let keeps = 0;
  for (const { input, hits, relevant } of judged) {
    const hit = hits.find((one) => one.watch === watch);
    if (!hit) continue;
    if (relevant) keeps++;
    const own = new Set(hit.terms.flatMap((term) => words(term.term)));
    for (const word of new Set(words(input.title))) {
      if (relevant) kept.add(word);
      else if (!own.has(word)) removed.set(word, (removed.get(word) ?? 0) + 1);
    }
  }
  return [...removed]
    .filter(([word, count]) => count >= MIN_REMOVED && !kept.has(word))
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, MAX_SUGGESTIONS)
    .map(([exclude, removes]) => ({
      watch,
      exclude,
      removes,
      keeps,
      text: `excluding ${exclude} in ${watch} removes ${removes} hits, none of them marked relevant, and keeps ${keeps}`,
    }));
}

/** Words as their language cuts them, in lower case. */
function words(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return [...segmenter.segment(text)]
    .filter((one) => one.isWordLike && one.segment.length >= MIN_WORD_CHARS)
    .map((one) => one.segment.toLowerCase());
}
