import type { Meaning } from "../model.js";

/** Shorter is no vector of a text, longer none of a model known today. */
const LEAST_LENGTH = 8;
const MOST_LENGTH = 4_096;
/** A value of a vector's mean size becomes so much; four times that is the most that eight bits hold. */
const MEAN_SIZE = 32;
const MOST = 127;

/**
 * A vector of any scale in whole numbers of eight bits: sums and products of them are exact, so that every process
 * decides alike, and ten thousand take a quarter of the memory. The cosine of two changes by less than .01.
 * @returns null for what is no vector: too short or long, without direction, or holding what is no finite number
 */
export function wholeNumbers(model: string, values: readonly number[]): Meaning | null {
  if (values.length < LEAST_LENGTH || values.length > MOST_LENGTH) return null;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(largest) || largest === 0) return null;
  const scaled = values.map((value) => value / largest); // squares of very large or small values are none
  const size = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0) / values.length);
  const whole = scaled.map((value) => Math.max(-MOST, Math.min(MOST, Math.round((value / size) * MEAN_SIZE))));
  return { model, values: Int8Array.from(whole) };
}
