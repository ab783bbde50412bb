/** Whether a watch's mentions rise far above their own habit. Pure arithmetic over counts; no configuration. */

export interface SurgeInput {
  /** Mentions in earlier windows of the same length, oldest first. */
  history: number[];
  /** Mentions in the present window. */
  count: number;
  /** Different publishers among them. */
  publishers: number;
}

export interface Surge {
  surging: boolean;
  /** Mentions that the habit leads one to expect. */
  expected: number;
  /** Chance of so many or more under the habit, 0 to 1. */
  chance: number;
  /** For people, also when it declines. */
  why: string;
}

/** Windows needed before a habit is one. */
export const MIN_WINDOWS = 7;
/** One publisher alone may have changed its feed. */
export const MIN_PUBLISHERS = 2;
/** Fewer mentions are no surge, however rare. */
export const MIN_COUNT = 4;
/** At one window a day, one false surge a watch in five years if mentions were independent; news comes in bursts, so sooner. */
export const MAX_CHANCE = 0.0005;

/**
 * Poisson's tail at a rate that allows for what the history leaves unsure (mean plus its standard error, and half a
 * mention for a watch that was silent), and above every earlier window, since news comes in bursts.
 */
export function surge({ history, count, publishers }: SurgeInput): Surge {
  const windows = history.length;
  const mean = windows === 0 ? 0 : history.reduce((sum, one) => sum + one, 0) / windows;
  const expected = mean + Math.sqrt(Math.max(mean, 0.5) / Math.max(windows, 1));
  const chance = poissonTail(count, expected);
  const decline = (why: string): Surge => ({ surging: false, expected, chance, why });
  if (windows < MIN_WINDOWS) return decline(`no habit yet: ${windows} of ${MIN_WINDOWS} windows`);
  if (count < MIN_COUNT) return decline(`${count} mentions are too few`);
  if (publishers < MIN_PUBLISHERS) return decline(`${publishers} publisher alone`);
  if (count <= Math.max(...history)) return decline("it has been as loud before");
  if (chance > MAX_CHANCE) return decline(`within its habit of ${mean.toFixed(1)}`);
  return { surging: true, expected, chance, why: `${count} mentions where ${mean.toFixed(1)} are its habit` };
}

/** P(X >= count) for a Poisson variable of the given rate; 1 for count 0. Sums the shorter side in logarithms. */
export function poissonTail(count: number, rate: number): number {
  if (count <= 0) return 1;
  if (rate <= 0) return 0;
  let term = -rate;
  let below = Math.exp(term);
  for (let k = 1; k < count; k++) {
    term += Math.log(rate) - Math.log(k);
    below += Math.exp(term);
  }
  if (below < 0.999) return Math.max(0, 1 - below);
  let above = 0;
  for (let k = count; k < count + TAIL_TERMS; k++) {
    term += Math.log(rate) - Math.log(k);
    above += Math.exp(term);
  }
  return Math.min(1, above);
}

/** Terms of the upper side; beyond them each is under a millionth of the first where the tail is small. */
const TAIL_TERMS = 200;
