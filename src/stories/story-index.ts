/** Decides to which story an item belongs, from the placements that it remembers. */
import type { PlacedItem, Placement, StoryItem } from "../model.js";
import type { StoryIndex } from "../ports.js";
import { candidatesFor } from "./candidates.js";
import { type Evidence, evidenceOf } from "./evidence.js";
import { explain, type Scored } from "./explain.js";
import { idFrom } from "./identity.js";
import { likeness, type Moment, type Query, queryOf } from "./likeness.js";
import { createMeanings, type Meanings, meaningOdds } from "./meanings.js";
import { bareMergesWith, fullMergesWith } from "./merging.js";
import { originFor } from "./origins.js";
import type { Member, Profile } from "./profile.js";
import { createRecall } from "./recall.js";
import { type StoryTables, shippedTables } from "./tables.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.js";
import { logOdds, probability, SHIPPED, type Weighing } from "./weights.js";
import { createWindow } from "./window.js";

/** Placements remembered; older ones are forgotten, so that neither memory nor time grows with history. */
export const WINDOW_ITEMS = 10_000;

/** A story index that also takes in what people or later items decide about whole stories. */
export interface CorrectableStoryIndex extends StoryIndex {
  /** All items of `story` belong to `into` from now on. Unknown stories change nothing. */
  merge(story: string, into: string): void;
  /** The items with these ids leave `story` for `into`, a new story or a known one. */
  split(story: string, items: string[], into: string): void;
}

/** By what an item is compared with the stories. */
interface Scales {
  weights: Weighing;
  vocabulary: Vocabulary;
  meanings: Meanings;
}

/**
 * The bounded index over recent stories. What it decides depends on the last `windowItems` placements that it learned
 * (and the merges and splits among them) and on nothing else, so an index that starts late decides alike. `weights` is
 * for the search that finds them (bench/stories).
 */
export function createStoryIndex(
  options: { windowItems?: number; tables?: StoryTables; weights?: Weighing } = {},
): CorrectableStoryIndex {
  const { background, glossary } = options.tables ?? shippedTables();
  const vocabulary = createVocabulary(background);
  const recall = createRecall();
  const meanings = createMeanings();
  const scales: Scales = { weights: options.weights ?? SHIPPED, vocabulary, meanings };
  const window = createWindow({ size: options.windowItems ?? WINDOW_ITEMS, vocabulary, recall, meanings });
  let last: { item: StoryItem; evidence: Evidence } | null = null;

  function readEvidence(item: StoryItem): Evidence {
    if (last?.item !== item) last = { item, evidence: evidenceOf(item, glossary) };
    return last.evidence;
  }

  return {
    get seen() {
      return window.seen;
    },
    decide(item) {
      const known = recall.find(item);
      if (known !== null) return { ...known, score: 1 };
      const query = queryOf(vocabulary, vocabulary.read(readEvidence(item)), item.at);
      return decideAmong(scales, item, query, window.moment());
    },
    learn(placed) {
      for (const story of placed.merged ?? []) window.merge(story, placed.story);
      const opened = placed.story === idFrom("s", placed.item.id);
      const reading = vocabulary.add(readEvidence(placed.item));
      window.add(placed, { reading, speaks: opened || !ofManyEvents(reading.evidence, placed.item) });
    },
    regroup({ arrival, kind, story, into, items }) {
      if (kind === "merge") window.merge(story, into);
      else window.split(story, items, into);
      window.reach(arrival);
    },
    merge: (story, into) => window.merge(story, into),
    split: (story, items, into) => window.split(story, items, into),
  };
}

/** The story that is likeliest where one is likelier than a new one, with those that the item shows to be the same. */
function decideAmong(scales: Scales, item: StoryItem, query: Query, now: Moment): Placement {
  const ranked = candidatesFor(query)
    .map((profile) => score(scales, query, profile, now, item))
    .sort((a, b) => b.odds - a.odds);
  const best = ranked[0];
  const evidence = explain(scales.vocabulary, query.reading, ranked);
  if (best === undefined || best.odds < 0) {
    const refused = best === undefined ? 0 : rounded(probability(best.odds));
    return { story: idFrom("s", item.id), change: "opened", origin: idFrom("o", item.id), score: refused, evidence };
  }
  const others = mergesWith(scales, best.profile, ranked, query, now);
  const [elder, ...younger] = [best.profile, ...others].sort(byOpening);
  const { origin, why } = originFor(item, earlierOf([elder!, ...younger]));
  const placement: Placement = {
    story: elder!.story,
    change: "grown",
    origin,
    score: rounded(probability(best.odds)),
    evidence: [...evidence, why],
  };
  if (younger.length > 0) placement.merged = younger.map(({ story }) => story);
  return placement;
}

function score(scales: Scales, query: Query, profile: Profile, now: Moment, { meaning }: StoryItem): Scored {
  const values = likeness(query, profile, now);
  const alike = scales.meanings.likeness(meaning, profile);
  const weights = query.bare ? scales.weights.bare : scales.weights.evidence;
  return { profile, values, weights, meaning: alike, odds: logOdds(values, weights) + meaningOdds(alike) };
}

function mergesWith(scales: Scales, taken: Profile, ranked: Scored[], query: Query, now: Moment): Profile[] {
  if (ofManyEvents(query.reading.evidence, query)) return [];
  const { weights, vocabulary } = scales;
  const asked = ({ reading, placed: { item } }: Member, story: Profile) =>
    score(scales, queryOf(vocabulary, reading, item.at), story, now, item).odds;
  return query.bare ? bareMergesWith(taken, ranked, weights, query) : fullMergesWith(taken, ranked, weights, asked);
}

/** What gathers or weighs several events shows none of them to be another. A bare headline has no room for several. */
function ofManyEvents({ roundUp, analysis, hasText }: Evidence, { at }: { at: number | null }): boolean {
  return (roundUp || analysis) && (hasText || at !== null);
}

/** The items of these stories in order of arrival. */
function earlierOf(profiles: Profile[]): PlacedItem[] {
  const placed = profiles.flatMap(({ members }) => members.map((member) => member.placed));
  return profiles.length === 1 ? placed : placed.sort((a, b) => a.arrival - b.arrival);
}

/** To what is the same whatever the order in which the sums behind it were taken. */
function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

/** The story whose first remembered item came first is the elder. */
function byOpening(a: Profile, b: Profile): number {
  return a.members[0]!.placed.arrival - b.members[0]!.placed.arrival;
}
