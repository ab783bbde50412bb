/** Quiet hours: how long a message waits. Pure. */
import type { Severity } from "../model.js";

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;

/** ms from `now` until the quiet hours end; 0 when they are not in force or the severity is excepted. */
export function quietForMs(
  quiet: { from: string; to: string; timeZone: string; except: Severity[] } | null,
  severity: Severity,
  now: number,
): number {
  if (quiet === null || quiet.except.includes(severity)) return 0;
  const minute = minuteOfDay(now, quiet.timeZone);
  const from = minutes(quiet.from);
  const length = mod(minutes(quiet.to) - from);
  const into = mod(minute - from);
  if (into >= length) return 0;
  return Math.ceil(length - into) * MINUTE_MS;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

function mod(minute: number): number {
  return ((minute % DAY_MIN) + DAY_MIN) % DAY_MIN;
}

function minuteOfDay(now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return minutes(parts.format(now));
}
