import type { Meaning } from "../model.js";
import { comparedMembers, type Profile } from "./profile.js";

/** Vectors from which on their mean tells what all reports of a desk share. */
const LEAST_VECTORS = 30;
/** Likeness at which two reports may be of one event or of two on one topic: it counts nothing. */
const NEUTRAL = 0.5;
/** Log-odds for one unit of likeness beyond that. */
const WORTH = 5;
/** The most that it counts for or against: it may tip what is near the threshold and decides nothing alone. */
const MOST_ODDS = 2;
/** Reports of a story whose likeness is averaged: the nearest. */
const NEAREST = 3;

/** What the vectors of the window say. Whole numbers alone are kept, so that the order of coming and going is forgotten. */
export interface Meanings {
  add(meaning: Meaning | undefined): void;
  remove(meaning: Meaning | undefined): void;
  /** How alike an item and a story are by their vectors, -1 to 1; null where there are none, or too few to tell. */
  likeness(meaning: Meaning | undefined, profile: Profile): number | null;
}

/** The vectors of one model and length, summed. */
interface Sum {
  count: number;
  values: Float64Array;
  /** The sum's product with itself; null while it has to be taken anew. */
  square: number | null;
}

/** No vectors yet. */
export function createMeanings(): Meanings {
  const sums = new Map<string, Sum>();

  function change(meaning: Meaning | undefined, by: 1 | -1): void {
    if (meaning === undefined) return;
    const key = keyOf(meaning);
    const sum = sums.get(key) ?? { count: 0, values: new Float64Array(meaning.values.length), square: null };
    sum.count += by;
    sum.square = null;
    meaning.values.forEach((value, i) => {
      sum.values[i]! += by * value;
    });
    if (sum.count === 0) sums.delete(key);
    else sums.set(key, sum);
  }

  return {
    add: (meaning) => change(meaning, 1),
    remove: (meaning) => change(meaning, -1),
    likeness(meaning, profile) {
      const sum = meaning && sums.get(keyOf(meaning));
      if (!sum || sum.count < LEAST_VECTORS) return null;
      const others = comparedMembers(profile).flatMap(({ placed: { item } }) =>
        item.meaning && keyOf(item.meaning) === keyOf(meaning) ? [item.meaning.values] : [],
      );
      if (others.length === 0) return null;
      const near = others.map((other) => centredCosine(meaning.values, other, sum)).sort((a, b) => b - a);
      const best = near.slice(0, NEAREST);
      return best.reduce((total, value) => total + value, 0) / best.length;
    },
  };
}

/** What the likeness is worth in log-odds that an item belongs to a story; 0 where nothing is known. */
export function meaningOdds(likeness: number | null): number {
  if (likeness === null) return 0;
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, WORTH * (likeness - NEUTRAL)));
}

function keyOf({ model, values }: Meaning): string {
  return `${values.length} ${model}`;
}

/**
 * The cosine of two vectors once the window's mean is taken off both (Mu and Viswanath, 2018): models give any two texts
 * some likeness, each its own, and a desk's reports share their topic. All sums are of whole numbers, hence exact.
 */
function centredCosine(a: Int8Array, b: Int8Array, sum: Sum): number {
  sum.square ??= dot(sum.values, sum.values);
  const { count, values, square } = sum;
  const [ofA, ofB] = [dot(a, values), dot(b, values)];
  const product = (own: number, one: number, other: number) => own - (one + other) / count + square / count / count;
  const lengths = product(dot(a, a), ofA, ofA) * product(dot(b, b), ofB, ofB);
  return lengths <= 0 ? 0 : product(dot(a, b), ofA, ofB) / Math.sqrt(lengths);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
