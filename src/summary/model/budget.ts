/** How much may be asked of a model in a day. */
import type { Clock } from "../../ports.js";

export interface Budget {
  /** False when the day's tokens are spent. */
  allows(): boolean;
  spend(tokens: number): void;
  /** What is left today. */
  left(): number;
}

const DAY_MS = 86_400_000;

/**
 * Counts in this process; each replica has a budget of its own. Days are those of UTC.
 *
 * @param tokensPerDay both ways together; 0 never asks
 */
export function createBudget(tokensPerDay: number, clock: Pick<Clock, "now">): Budget {
  let day = -1;
  let spent = 0;
  const turn = () => {
    const today = Math.floor(clock.now() / DAY_MS);
    if (today !== day) {
      day = today;
      spent = 0;
    }
  };
  const left = () => {
    turn();
    return Math.max(0, tokensPerDay - spent);
  };
  return {
    allows: () => left() > 0,
    spend(tokens) {
      turn();
      spent += tokens;
    },
    left,
  };
}
