/**
 * What each piece of evidence is worth, in log-odds that an item belongs to a story. Found by search on the development
 * sets together (docs/stories-study.md says how, and what each is worth); one table for every language and source.
 */
export const WEIGHTS = {
  bias: -0.958,
  cosine: 2.751,
  rootCosine: 5.331,
  nearest: 1.536,
  first: 4.742,
  wordOdds: -0.512,
  titleCover: -0.181,
  namesMissing: -0.322,
  otherNumbers: -1.776,
  otherYear: -0.846,
  size: 0.149,
  sizeCosine: 1.111,
  newStories: 0.632,
  hasText: -0.994,
  timed: -1.209,
  timedCosine: 2.847,
  silence: -2.771,
  age: -3.551,
  orderGap: -0.263,
  orderGapUntimed: -0.882,
  roundUp: 0.096,
  analysis: 0.225,
  shortTitle: -0.019,
  textCosine: -1.205,
  nameCover: 0.192,
  sameNumbers: -0.143,
  otherMeasures: -0.379,
  otherDay: 0.05,
  sameDay: 0.12,
};

export type EvidenceName = keyof typeof WEIGHTS;
export type EvidenceValues = Record<EvidenceName, number>;

/** A runner-up story is looked at for merging when the item belongs to it with log-odds of so much. */
export const MERGE_ITEM_ODDS = 0.206;
/** Two stories are one when the smaller one's latest items belong to the larger with mean log-odds of so much. */
export const MERGE_STORY_ODDS = 1.996;

/** The log-odds that the evidence adds up to. */
export function logOdds(values: EvidenceValues): number {
  let sum = 0;
  for (const name of Object.keys(WEIGHTS) as EvidenceName[]) sum += WEIGHTS[name] * values[name];
  return sum;
}

/** Log-odds as a share, 0 to 1; one half is the threshold. */
export function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
