/**
 * What each piece of evidence is worth, in log-odds that an item belongs to a story. Found by search on the development
 * sets together (docs/stories-study.md says how, and what each is worth); one table for every language and source.
 */
export const WEIGHTS = {
  bias: -1.239,
  cosine: 2.488,
  rootCosine: 5.519,
  nearest: 1.489,
  first: 4.563,
  wordOdds: -0.092,
  titleCover: -0.306,
  namesMissing: -0.354,
  otherNumbers: -2.355,
  otherYear: -1.473,
  size: 0.102,
  sizeCosine: 1.096,
  newStories: 0.331,
  hasText: -1.524,
  timed: -1.47,
  timedCosine: 4.975,
  silence: -2.252,
  age: -4.651,
  orderGap: -0.043,
  orderGapUntimed: -0.928,
  roundUp: 0.187,
  analysis: 0.378,
  shortTitle: -0.358,
  textCosine: -0.67,
  nameCover: -0.005,
  sameNumbers: -0.13,
  otherMeasures: -0.7,
  otherDay: 0.12,
  otherScript: -4,
  conceptCosine: 12,
  sameDay: 0.609,
  onePiece: -10,
  home: 0,
  youngWindow: 0,
};

export type EvidenceName = keyof typeof WEIGHTS;
export type EvidenceValues = Record<EvidenceName, number>;
/** What is not named weighs nothing. */
export type EvidenceWeights = Partial<Record<EvidenceName, number>>;

/**
 * The same for a bare headline, an item without time and text: there words are all there is, and the weights that time
 * and text taught mislead.
 */
export const BARE_WEIGHTS: EvidenceWeights = {
  bias: -1.9,
  cosine: 10,
  sizeCosine: 2,
  home: 2,
  titleCover: 1,
  wordOdds: 0.6,
  youngWindow: -1,
  onePiece: -10,
};

/** A runner-up story is looked at for merging when the item belongs to it with log-odds of so much. */
export const MERGE_ITEM_ODDS = -0.264;
/** Two stories are one when the smaller one's latest items belong to the larger with mean log-odds of so much. */
export const MERGE_STORY_ODDS = 1.312;

/** The same for a bare headline; log-odds. */
export const BARE_MERGE_ITEM_ODDS = -0.5;
/** Two stories of bare headlines are one when the cosine of their sums is so much... */
export const BARE_MERGE_COSINE = 0.15;
/** ...and so much more for each time that the smaller one's size grows by a factor of e. */
export const BARE_MERGE_SIZE = 0.03;

/** All that is found by search. */
export interface Weighing {
  evidence: EvidenceWeights;
  mergeItemOdds: number;
  mergeStoryOdds: number;
  bare: EvidenceWeights;
  bareMergeItemOdds: number;
  bareMergeCosine: number;
  bareMergeSize: number;
}

export const SHIPPED: Weighing = {
  evidence: WEIGHTS,
  mergeItemOdds: MERGE_ITEM_ODDS,
  mergeStoryOdds: MERGE_STORY_ODDS,
  bare: BARE_WEIGHTS,
  bareMergeItemOdds: BARE_MERGE_ITEM_ODDS,
  bareMergeCosine: BARE_MERGE_COSINE,
  bareMergeSize: BARE_MERGE_SIZE,
};

/** The log-odds that the evidence adds up to. */
export function logOdds(values: EvidenceValues, weights: EvidenceWeights): number {
  let sum = 0;
  for (const name in weights) sum += weights[name as EvidenceName]! * values[name as EvidenceName];
  return sum;
}

/** Log-odds as a share, 0 to 1; one half is the threshold. */
export function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
