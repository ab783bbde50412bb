import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextMorning } from "../../src/acts/morning.js";

const at = (iso: string) => Date.parse(iso);
const ZONES = ["UTC", "Asia/Seoul", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
const shown = (time: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(time);

describe("the team's next morning", () => {
  test.each([
    ["later today", "2026-03-10T05:00:00Z", "08:00", "UTC", "2026-03-10T08:00:00Z"],
    ["tomorrow, when it is over", "2026-03-10T08:00:00Z", "08:00", "UTC", "2026-03-11T08:00:00Z"],
    ["in a zone ahead", "2026-03-10T22:00:00Z", "08:00", "Asia/Seoul", "2026-03-10T23:00:00Z"],
    ["within the minute", "2026-03-10T07:59:30Z", "8:00", "UTC", "2026-03-10T08:00:00Z"],
    [
      "over the night in which summer time begins",
      "2026-03-28T20:00:00Z",
      "08:00",
      "Europe/Berlin",
      "2026-03-29T06:00:00Z",
    ],
    ["over the night in which it ends", "2026-10-24T20:00:00Z", "08:00", "Europe/Berlin", "2026-10-25T07:00:00Z"],
  ])("is %s", (_what, now, time, timeZone, expected) => {
    expect(nextMorning(at(now), { at: time, timeZone })).toBe(at(expected));
  });

  test("any time and zone: after now, within 25 hours, and as the zone's clocks show it", () => {
    const minute = fc.record({ hour: fc.integer({ min: 4, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), minute, fc.constantFrom(...ZONES), (now, clock, timeZone) => {
        // Summer time begins and ends in the first hours of a day; no morning lies there.
        const time = `${String(clock.hour).padStart(2, "0")}:${String(clock.minute).padStart(2, "0")}`;
        const next = nextMorning(now, { at: time, timeZone });
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual(25 * 3_600_000);
        // Apia left out a whole day once; its clocks showed every time all the same.
        expect(shown(next, timeZone)).toBe(time);
      }),
    );
  });
});
