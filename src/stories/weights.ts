/**
 * What each piece of evidence is worth, in log-odds that an item belongs to a story. Found by search on the development
 * sets together (docs/stories-study.md says how, and what each is worth); one table for every language and source.
 */
export const WEIGHTS = {
  bias: -1.092,
  cosine: 2.401,
  rootCosine: 6.044,
  nearest: 1.599,
  first: 4.264,
  wordOdds: -0.265,
  titleCover: -0.231,
  namesMissing: -0.283,
  otherNumbers: -2.005,
  otherYear: -1.163,
  size: 0.084,
  sizeCosine: 1.166,
  newStories: 0.38,
  hasText: -1.492,
  timed: -1.63,
  timedCosine: 4.52,
  silence: -2.005,
  age: -4.332,
  orderGap: -0.163,
  orderGapUntimed: -1.025,
  roundUp: 0.412,
  analysis: 0.399,
  shortTitle: -0.302,
  textCosine: -0.717,
  nameCover: 0.066,
  sameNumbers: -0.276,
  otherMeasures: -0.695,
  otherDay: 0.054,
  sameDay: 0.555,
};

export type EvidenceName = keyof typeof WEIGHTS;
export type EvidenceValues = Record<EvidenceName, number>;

/** A runner-up story is looked at for merging when the item belongs to it with log-odds of so much. */
export const MERGE_ITEM_ODDS = -0.126;
/** Two stories are one when the smaller one's latest items belong to the larger with mean log-odds of so much. */
export const MERGE_STORY_ODDS = 1.936;

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
