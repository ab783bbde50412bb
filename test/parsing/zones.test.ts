import fc from "fast-check";
import { expect, test } from "vitest";
import { createMonthNames } from "../../src/parsing/months.js";
import { createZones, namedOffset, numericOffset, type WallTime } from "../../src/parsing/zones.js";

const zones = createZones();
const iso = (zone: string, wall: WallTime) => new Date(zones.instantIn(zone, wall) ?? Number.NaN).toISOString();

test.each([
  ["+0900", 540],
  ["-05:30", -330],
  ["+9", 540],
  ["-700", -420],
  ["+09:00:00", 540],
  ["+1400", 840],
  ["+1500", null],
  ["+09:60", null],
  ["0900", null],
  ["+", null],
])("the offset %s is %j minutes", (text, minutes) => {
  expect(numericOffset(text)).toBe(minutes);
});

test.each([
  ["gmt", 0],
  ["est", -300],
  ["kst", 540],
  ["ist", 330],
  ["nst", -210],
  ["xyz", null],
])("the zone %s is %j minutes", (name, minutes) => {
  expect(namedOffset(name)).toBe(minutes);
});

test("clocks are read before and after a change to summer time", () => {
  expect(iso("America/New_York", [2026, 3, 8, 1, 59, 0])).toBe("2026-03-08T06:59:00.000Z");
  expect(iso("America/New_York", [2026, 3, 8, 3, 0, 0])).toBe("2026-03-08T07:00:00.000Z");
});

test("a zone with half an hour is read", () => {
  expect(iso("Asia/Kolkata", [2026, 1, 1, 5, 30, 0])).toBe("2026-01-01T00:00:00.000Z");
});

test("a zone that does not exist has no instants", () => {
  expect(zones.instantIn("No/Where", [2026, 1, 1, 0, 0, 0])).toBeNull();
});

test("a wall time read in a zone is what that zone's clocks show at the instant", () => {
  const names = fc.constantFrom("Asia/Seoul", "Europe/London", "America/Los_Angeles", "Australia/Adelaide", "UTC");
  // Noon is never skipped or repeated.
  const days = fc.date({ min: new Date("1980-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(names, days, (zone, day) => {
      const wall: WallTime = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate(), 12, 0, 0];
      const shown = new Intl.DateTimeFormat("en-CA", {
        timeZone: zone,
        hour: "numeric",
        hourCycle: "h23",
        dateStyle: undefined,
      });
      expect(shown.format(zones.instantIn(zone, wall)!)).toMatch(/12/);
    }),
  );
});

const months = createMonthNames();

test.each([
  ["january", 1],
  ["sept", 9],
  ["dez", 12],
  ["fevrier", 2],
  ["марта", 3],
  ["ιουλ", 7],
  ["agosto", 8],
  ["gru", 12],
  ["heinakuuta", 7],
  ["ottobre", 10],
])("%s is month %d", (word, month) => {
  expect(months(word)).toBe(month);
});

test.each(["ju", "jui", "zzz", "", "mon"])("%j is no month, or may be two", (word) => {
  expect(months(word)).toBeNull();
});
