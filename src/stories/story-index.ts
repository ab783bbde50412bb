import type { PlacedItem, Placement, StoryItem } from "../model.js";
import type { StoryIndex } from "../ports.js";
import { candidatesFor } from "./candidates.js";
import { type Evidence, evidenceOf } from "./evidence.js";
import { explain, type Scored } from "./explain.js";
import { idFrom } from "./identity.js";
import { likeness, type Moment, type Query, queryOf } from "./likeness.js";
import { createMeanings, meaningOdds } from "./meanings.js";
import { bareMergesWith, fullMergesWith } from "./merging.js";
import { originFor } from "./origins.js";
import { absorb, addMember, emptyProfile, type Member, type Profile, removeMember } from "./profile.js";
import { createRecall } from "./recall.js";
import { type StoryTables, shippedTables } from "./tables.js";
import { createVocabulary } from "./vocabulary.js";
import { logOdds, probability, SHIPPED, type Weighing } from "./weights.js";

/** Placements remembered; older ones are forgotten, so that neither memory nor time grows with history. */
export const WINDOW_ITEMS = 10_000;
/** Latest placements from which the index reads how often items open stories these days. */
const RATE_ITEMS = 200;
/** Openings and joinings that are assumed before any was seen. */
const RATE_PRIOR = 5;

/** A story index that also takes in what people or later items decide about whole stories. */
export interface CorrectableStoryIndex extends StoryIndex {
  /** All items of `story` belong to `into` from now on. Unknown stories change nothing. */
  merge(story: string, into: string): void;
  /** The items with these ids leave `story` for `into`, a new story or a known one. */
  split(story: string, items: string[], into: string): void;
}

/**
 * The bounded index over recent stories. What it decides depends on the last `windowItems` placements that it learned
 * (and the merges and splits among them) and on nothing else, so an index that starts late decides alike. `weights` is
 * for the search that finds them (bench/stories).
 */
export function createStoryIndex(
  options: { windowItems?: number; tables?: StoryTables; weights?: Weighing } = {},
): CorrectableStoryIndex {
  const windowItems = options.windowItems ?? WINDOW_ITEMS;
  const weights = options.weights ?? SHIPPED;
  const { background, glossary } = options.tables ?? shippedTables();
  const vocabulary = createVocabulary(background);
  const recall = createRecall();
  const meanings = createMeanings();
  const stories = new Map<string, Profile>();
  const recent: { member: Member; story: Profile; opened: boolean }[] = [];
  let seen = 0;
  let last: { item: StoryItem; evidence: Evidence } | null = null;

  function readEvidence(item: StoryItem): Evidence {
    if (last?.item !== item) last = { item, evidence: evidenceOf(item, glossary) };
    return last.evidence;
  }

  function moment(): Moment {
    const latest = recent.slice(-RATE_ITEMS);
    const opened = latest.filter((placement) => placement.opened).length;
    const newStories = Math.log((opened + RATE_PRIOR) / (latest.length - opened + RATE_PRIOR));
    return { arrival: seen, newStories, remembered: recent.length };
  }

  function score(query: Query, profile: Profile, now: Moment, { meaning }: StoryItem): Scored {
    const values = likeness(query, profile, now);
    const alike = meanings.likeness(meaning, profile);
    const table = query.bare ? weights.bare : weights.evidence;
    return { profile, values, weights: table, meaning: alike, odds: logOdds(values, table) + meaningOdds(alike) };
  }

  function mergesWith(taken: Profile, ranked: Scored[], query: Query, now: Moment): Profile[] {
    if (ofManyEvents(query.reading.evidence, query)) return [];
    const asked = ({ reading, placed: { item } }: Member, story: Profile) =>
      score(queryOf(vocabulary, reading, item.at), story, now, item).odds;
    return query.bare ? bareMergesWith(taken, ranked, weights, query) : fullMergesWith(taken, ranked, weights, asked);
  }

  function decide(item: StoryItem): Placement {
    const known = recall.find(item);
    if (known !== null) return { ...known, score: 1 };
    const now = moment();
    const query = queryOf(vocabulary, vocabulary.read(readEvidence(item)), item.at);
    const ranked = candidatesFor(query)
      .map((profile) => score(query, profile, now, item))
      .sort((a, b) => b.odds - a.odds);
    const best = ranked[0];
    const evidence = explain(vocabulary, query.reading, ranked);
    if (best === undefined || best.odds < 0) {
      const refused = best === undefined ? 0 : rounded(probability(best.odds));
      return { story: idFrom("s", item.id), change: "opened", origin: idFrom("o", item.id), score: refused, evidence };
    }
    const others = mergesWith(best.profile, ranked, query, now);
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

  function profileOf(story: string): Profile {
    const known = stories.get(story);
    if (known !== undefined) return known;
    const profile = emptyProfile(story);
    stories.set(story, profile);
    return profile;
  }

  function merge(story: string, into: string): void {
    const from = stories.get(story);
    if (from === undefined || story === into) return;
    const target = profileOf(into);
    absorb(target, from);
    for (const placement of recent) if (placement.story === from) placement.story = target;
    recall.rename(story, into);
    stories.delete(story);
  }

  function forgetOldest(): void {
    const { member, story } = recent.shift()!;
    removeMember(story, member);
    vocabulary.remove(member.reading);
    meanings.remove(member.placed.item.meaning);
    recall.forget(member.placed);
    if (story.members.length === 0) stories.delete(story.story);
  }

  return {
    get seen() {
      return seen;
    },
    decide,
    learn(placed: PlacedItem) {
      for (const story of placed.merged ?? []) merge(story, placed.story);
      const opened = placed.story === idFrom("s", placed.item.id);
      const reading = vocabulary.add(readEvidence(placed.item));
      const member = { placed, reading, speaks: opened || !ofManyEvents(reading.evidence, placed.item) };
      const story = profileOf(placed.story);
      addMember(story, member);
      meanings.add(placed.item.meaning);
      recall.learn(placed);
      recent.push({ member, story, opened });
      seen = placed.arrival;
      if (recent.length > windowItems) forgetOldest();
    },
    regroup({ arrival, kind, story, into, items }) {
      if (kind === "merge") merge(story, into);
      else split(story, items, into);
      seen = arrival;
    },
    merge,
    split,
  };

  function split(story: string, items: string[], into: string): void {
    const from = stories.get(story);
    if (from === undefined) return;
    const leaving = from.members.filter(({ placed }) => items.includes(placed.item.id));
    const target = profileOf(into);
    for (const member of leaving) {
      removeMember(from, member);
      addMember(target, member);
      recall.move(member.placed, into);
    }
    for (const placement of recent) if (leaving.includes(placement.member)) placement.story = target;
    if (from.members.length === 0) stories.delete(story);
    if (target.members.length === 0) stories.delete(into);
  }
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
