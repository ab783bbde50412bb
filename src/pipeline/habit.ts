/** What is learned of a feed's own ways from its polls; kept with its state as plain JSON. Pure. */
import { z } from "zod";

const DAY_MS = 86_400_000;
/** Silences are remembered so long: four weeks hold every weekday, weekend and most holidays. */
export const REMEMBERED_DAYS = 28;
/** Weight of the newest gap: about the last ten count. */
const NEWEST_GAP = 0.2;
/** Weight of the newest answer's time. */
const NEWEST_ANSWER = 0.3;
/** Dates in a first document that are older than this say nothing of today's habit. */
const SEED_DAYS = 90;

const amount = z.number().finite().nonnegative();

const habitSchema = z.object({
  /** Mean ms between arrivals, the newest weighing most; null before the second. */
  gapMs: amount.nullable().catch(null),
  /** The longest silence that ended on each of the last days: [days since 1970, ms]. */
  silences: z
    .array(z.tuple([amount, amount]))
    .max(REMEMBERED_DAYS + 1)
    .catch([]),
  /** Since when the feed's arrivals are known; null before the first poll. */
  since: amount.nullable().catch(null),
  /** Mean ms that its server takes to answer. */
  answerMs: amount.nullable().catch(null),
  /** Its validators stood still while its items moved on: they prove nothing. */
  latches: z.boolean().catch(false),
});

export type Habit = z.infer<typeof habitSchema>;

/** Reads a kept habit; what is missing or not as it should be is unknown. */
export function readHabit(kept: Record<string, unknown>): Habit {
  return habitSchema.parse(kept);
}

/** One arrival at `at` after `gapMs` of silence. */
export function learnArrival(habit: Habit, at: number, gapMs: number): Habit {
  if (gapMs <= 0) return habit;
  const day = Math.floor(at / DAY_MS);
  const before = habit.silences.find(([known]) => known === day)?.[1] ?? 0;
  const others = habit.silences.filter(([known]) => known !== day && known > day - REMEMBERED_DAYS);
  return {
    ...habit,
    gapMs: mean(habit.gapMs, gapMs, NEWEST_GAP),
    silences: [...others, [day, Math.max(before, gapMs)]],
  };
}

/** Learns from the dates of the items that a first document holds, so that a habit is known from the first day. */
export function seedHabit(habit: Habit, itemTimes: number[], now: number): Habit {
  const times = itemTimes.filter((at) => at <= now && at > now - SEED_DAYS * DAY_MS).sort((a, b) => a - b);
  let learned: Habit = { ...habit, since: times[0] ?? now };
  for (const [index, at] of times.entries()) {
    const previous = times[index - 1];
    if (previous !== undefined) learned = learnArrival(learned, at, at - previous);
  }
  return learned;
}

export function learnAnswer(habit: Habit, tookMs: number): Habit {
  return { ...habit, answerMs: mean(habit.answerMs, tookMs, NEWEST_ANSWER) };
}

function mean(before: number | null, newest: number, weight: number): number {
  return Math.round(before === null ? newest : before * (1 - weight) + newest * weight);
}
