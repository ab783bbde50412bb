/** What we use of node-cron; the only folder that imports it. */
import { createTask, type ScheduledTask, validateDetailed } from "node-cron";
import { WatchdeskError } from "../errors.js";

const HOUR_MS = 3_600_000;
/** 29 February comes within eight years; what matches nothing by then matches never. */
const HORIZON_HOURS = 8 * 366 * 24;
/** Offsets of time zones are multiples of a quarter of an hour. */
const QUARTERS_MIN = [0, 15, 30, 45];

/** Null when the expression is valid, else what is wrong with it. */
export function cronProblem(expression: string): string | null {
  const result = validateDetailed(expression);
  if (result.valid) return null;
  return result.errors.map((error) => error.message).join("; ") || "not a cron expression";
}

/**
 * The next instant after `at` (ms) that a cron expression names in a time zone, or null when there is none within eight years.
 * Pure in time, unlike node-cron's own getNextRun, so that it serves a simulated clock too; node-cron decides each match.
 */
export function nextCronRun(expression: string, at: number, timeZone: string): number | null {
  const problem = cronProblem(expression);
  if (problem) throw new WatchdeskError("config", `cron expression "${expression}": ${problem}`);
  const fields = validateDetailed(expression).fields;
  const task = createTask(expression, () => undefined, { timezone: timeZone });
  try {
    const offsets = candidateOffsets(fields?.minute ?? [0], fields?.second ?? [0]);
    const firstHour = Math.floor(at / HOUR_MS) * HOUR_MS;
    for (let hour = 0; hour <= HORIZON_HOURS; hour++) {
      const found = firstMatch(task, firstHour + hour * HOUR_MS, offsets, at);
      if (found !== null) return found;
    }
    return null;
  } finally {
    task.destroy();
  }
}

function firstMatch(task: ScheduledTask, hourAt: number, offsets: number[], after: number): number | null {
  for (const offset of offsets) {
    if (hourAt + offset > after && task.match(new Date(hourAt + offset))) return hourAt + offset;
  }
  return null;
}

function candidateOffsets(minutes: number[], seconds: number[]): number[] {
  const offsets = new Set<number>();
  for (const minute of minutes) {
    for (const quarter of QUARTERS_MIN) {
      for (const second of seconds) offsets.add((((minute + quarter) % 60) * 60 + second) * 1000);
    }
  }
  return [...offsets].sort((a, b) => a - b);
}
