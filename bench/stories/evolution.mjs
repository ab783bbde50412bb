/**
 * Separable natural evolution strategy: Schaul, Glasmachers and Schmidhuber, "High dimensions and heavy tails for natural
 * evolution strategies" (GECCO 2011), with mirrored samples. Seeks the maximum of a figure that may be rough.
 */

/** How fast the spread of each value is learned. */
const SPREAD_RATE = 0.35;

/**
 * @param {{start: number[], spread: number[], population: number, generations: number, random: () => number}} given
 * `population` is even
 * @param {(values: number[]) => number} judge higher is better
 * @param {(found: {generation: number, values: number[], figure: number}) => void} better called with each new best
 * @returns {number[]} the mean of the last generation
 */
export function evolve({ start, spread, population, generations, random }, judge, better) {
  const worth = worths(population);
  const mean = [...start];
  const width = [...spread];
  let best = judge(mean);
  better({ generation: 0, values: [...mean], figure: best });
  for (let generation = 1; generation <= generations; generation++) {
    const steps = mirrored(population, mean.length, random);
    const tried = steps.map((step) => {
      const values = mean.map((value, i) => value + width[i] * step[i]);
      const figure = judge(values);
      if (figure > best) {
        best = figure;
        better({ generation, values, figure });
      }
      return { step, figure };
    });
    tried.sort((a, b) => b.figure - a.figure);
    for (let i = 0; i < mean.length; i++) {
      const shift = tried.reduce((sum, { step }, rank) => sum + worth[rank] * step[i], 0);
      const stretch = tried.reduce((sum, { step }, rank) => sum + worth[rank] * (step[i] ** 2 - 1), 0);
      mean[i] += width[i] * shift;
      width[i] *= Math.exp((SPREAD_RATE / 2) * stretch);
    }
  }
  return mean;
}

/** The better half counts, by rank; the sum is zero. */
function worths(population) {
  const raw = Array.from({ length: population }, (_, rank) =>
    Math.max(0, Math.log(population / 2 + 1) - Math.log(rank + 1)),
  );
  const sum = raw.reduce((all, value) => all + value, 0);
  return raw.map((value) => value / sum - 1 / population);
}

function mirrored(population, length, random) {
  const half = Array.from({ length: population / 2 }, () => Array.from({ length }, () => gauss(random)));
  return half.flatMap((step) => [step, step.map((value) => -value)]);
}

/** Box and Muller. */
function gauss(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
