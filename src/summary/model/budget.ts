/** How much may be asked of a model in a day. */
import type { Clock, Log } from "../../ports.js";

export interface Budget {
  /** False when the day's tokens are spent. */
  allows(): boolean;
  /** Never rejects; settles when what was spent is written down, where it is. */
  spend(tokens: number): Promise<void>;
  /** What is left today. */
  left(): number;
}

/** Where a day's tokens are added up for every process that shares it, over restarts. Numbers begin at 0. */
export interface Ledger {
  /** Adds and gives the sum. */
  add(name: string, amount: number): Promise<number>;
}

const DAY_MS = 86_400_000;

/**
 * Counts in this process alone. Days are those of UTC.
 *
 * @param tokensPerDay both ways together; 0 never asks
 */
export function createBudget(tokensPerDay: number, clock: Pick<Clock, "now">): Budget {
  return counting(tokensPerDay, clock, async () => null);
}

/**
 * Counts with all processes that share the ledger, and goes on after a restart where it stopped. What others spend is
 * learnt with each own answer. A ledger that fails is told of, and this process counts on by itself.
 *
 * @param stage whose questions they are: keeps two budgets in one ledger apart
 */
export async function openSharedBudget(
  tokensPerDay: number,
  { clock, ledger, log, stage }: { clock: Pick<Clock, "now">; ledger: Ledger; log: Log; stage: "group" | "summarise" },
): Promise<Budget> {
  const budget = counting(tokensPerDay, clock, async (day, tokens) => {
    const name = `tokens ${stage} ${new Date(day * DAY_MS).toISOString().slice(0, 10)}`;
    try {
      return await ledger.add(name, tokens);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ stage, reason }, "what was asked of the model could not be written down");
      return null;
    }
  });
  await budget.spend(0);
  return budget;
}

/** @param keep writes the day's tokens down and gives the sum of all processes, or null where only this one counts */
function counting(
  tokensPerDay: number,
  clock: Pick<Clock, "now">,
  keep: (day: number, tokens: number) => Promise<number | null>,
): Budget {
  let day = -1;
  let spent = 0;
  const turn = () => {
    const today = Math.floor(clock.now() / DAY_MS);
    if (today !== day) {
      day = today;
      spent = 0;
    }
    return today;
  };
  const left = () => {
    turn();
    return Math.max(0, tokensPerDay - spent);
  };
  return {
    allows: () => left() > 0,
    async spend(tokens) {
      const today = turn();
      // Counted at once: whoever asks meanwhile must not find it unspent.
      spent += tokens;
      const sum = await keep(today, tokens);
      if (sum !== null && today === day) spent = Math.max(spent, sum);
    },
    left,
  };
}
