import { expect, test } from "vitest";
import { cronProblem, nextCronRun } from "../../src/schedule/cron.js";

const at = (iso: string) => Date.parse(iso);
const next = (expression: string, from: string, zone = "UTC") => {
  const run = nextCronRun(expression, at(from), zone);
  return run === null ? null : new Date(run).toISOString();
};

test("the next run is after the given instant, never at it", () => {
  expect(next("*/10 * * * *", "2019-03-08T12:10:00Z")).toBe("2019-03-08T12:20:00.000Z");
});

test("a cron expression is read in its time zone", () => {
  expect(next("0 9 * * *", "2019-03-08T12:00:00Z", "Asia/Seoul")).toBe("2019-03-09T00:00:00.000Z");
});

test("a time zone that is off by half an hour is right too", () => {
  expect(next("0 9 * * *", "2019-03-08T12:00:00Z", "Asia/Kolkata")).toBe("2019-03-09T03:30:00.000Z");
});

test("weekdays and seconds are obeyed", () => {
  expect(next("30 0 8 * * 1", "2019-03-08T12:00:00Z")).toBe("2019-03-11T08:00:30.000Z");
});

test("29 February is found years ahead", () => {
  expect(next("0 0 29 2 *", "2096-03-08T12:00:00Z")).toBe("2104-02-29T00:00:00.000Z");
});

test("an expression that no day satisfies is refused", () => {
  expect(cronProblem("0 0 30 2 *")).toMatch(/impossible/);
});

test("a wrong expression is told with what is wrong", () => {
  expect(cronProblem("61 * * * *")).toMatch(/minute|61/i);
  expect(cronProblem("*/5 * * * *")).toBe(null);
});
