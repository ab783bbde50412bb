import { meaningOdds } from "./meanings.js";
import type { Profile } from "./profile.js";
import type { Reading, Vocabulary } from "./vocabulary.js";
import { type EvidenceName, type EvidenceValues, type EvidenceWeights, probability } from "./weights.js";

/** Shared terms that are shown. */
const SHOWN_TERMS = 6;

/** A story with what speaks for and against an item's belonging to it. */
export interface Scored {
  profile: Profile;
  values: EvidenceValues;
  /** How the values were weighed. */
  weights: EvidenceWeights;
  /** Likeness by the vectors of an embedding provider; null without one. */
  meaning: number | null;
  odds: number;
}

/** What each piece of evidence is called when it is shown. */
const AGAINST: Partial<Record<EvidenceName, string>> = {
  otherNumbers: "other numbers",
  otherMeasures: "another figure of the same kind",
  otherYear: "another year",
  otherDay: "another date",
  namesMissing: "names of the story are missing",
  silence: "time since its last report",
  age: "the story's age",
  onePiece: "one word or name is nearly all they share",
  roundUp: "a round-up of many events",
};

/**
 * Evidence for people: the best story with its likeness and the threshold, the terms shared, what speaks against,
 * and the next best story.
 */
export function explain(vocabulary: Vocabulary, reading: Reading, ranked: Scored[]): string[] {
  const [best, next] = ranked;
  if (best === undefined) return ["no recent story shares a telling word"];
  const lines = [`likeness ${share(best.odds)} to ${best.profile.story}, threshold 0.50`];
  const shared = sharedTerms(vocabulary, reading, best.profile);
  if (shared.length > 0) lines.push(`in common: ${shared.join(", ")}`);
  const against = objections(best);
  if (against.length > 0) lines.push(`against: ${against.join(", ")}`);
  if (best.meaning !== null) lines.push(byMeaning(best.meaning));
  if (next !== undefined) lines.push(`next best: ${next.profile.story} at ${share(next.odds)}`);
  return lines;
}

function byMeaning(likeness: number): string {
  const odds = meaningOdds(likeness);
  const worth = odds === 0 ? "which counts nothing" : `which speaks ${odds > 0 ? "for" : "against"} it`;
  return `by meaning (embedding) ${likeness.toFixed(2)} alike, ${worth} with ${Math.abs(odds).toFixed(1)} in log-odds`;
}

function share(odds: number): string {
  return probability(odds).toFixed(2);
}

function sharedTerms(vocabulary: Vocabulary, reading: Reading, profile: Profile): string[] {
  return reading.terms
    .map((term, i) => ({ term, worth: profile.terms.has(term) ? reading.weights[i]! * vocabulary.idf(term) : 0 }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ term }) => term.text.replace(/^=/, ""))
    .filter((text, i, all) => !all.slice(0, i).some((shown) => isOneWord(shown, text)))
    .slice(0, SHOWN_TERMS);
}

/** A word's stem beside the concept that it names says nothing new. */
function isOneWord(shown: string, text: string): boolean {
  return shown.startsWith(text) || text.startsWith(shown);
}

/** Evidence that lowers the likeness, the heaviest first. */
function objections({ values, weights }: Scored): string[] {
  return (Object.keys(AGAINST) as EvidenceName[])
    .map((name) => ({ name, worth: (weights[name] ?? 0) * values[name] }))
    .filter(({ worth }) => worth < -0.25)
    .sort((a, b) => a.worth - b.worth)
    .map(({ name }) => AGAINST[name]!);
}
