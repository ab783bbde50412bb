/** When the team's next morning is. Pure. */

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;

export interface Morning {
  /** `08:00` */
  at: string;
  /** IANA zone. */
  timeZone: string;
}

/** The next instant after `now` at which the zone's clocks show the time, ms. Where they jump over it, when they have. */
export function nextMorning(now: number, { at, timeZone }: Morning): number {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const wanted = minutes(at);
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const ahead = (wanted - minutes(clock.format(minute)) + DAY_MIN) % DAY_MIN || DAY_MIN;
  const guess = minute + ahead * MINUTE_MS;
  // Summer time may begin or end on the way: then the clocks show an hour more or less.
  const off = ((wanted - minutes(clock.format(guess)) + DAY_MIN + DAY_MIN / 2) % DAY_MIN) - DAY_MIN / 2;
  const mended = guess + off * MINUTE_MS;
  return mended > now ? mended : guess;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
