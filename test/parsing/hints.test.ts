import { expect, test } from "vitest";
import { parseText, rss } from "./parse.js";

const SY = 'version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
const hints = async (channel: string) => (await parseText(rss("", channel, SY))).hints;
const HOUR = 3_600_000;

test("ttl is in minutes", async () => {
  expect((await hints("<ttl>90</ttl>")).ttlMs).toBe(1.5 * HOUR);
});

test("a period is divided by its frequency", async () => {
  const period = "<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>";
  expect((await hints(period)).ttlMs).toBe(6 * HOUR);
});

test("a period without a frequency is one", async () => {
  expect((await hints("<sy:updatePeriod>hourly</sy:updatePeriod>")).ttlMs).toBe(HOUR);
});

test("where ttl and period differ the longer counts", async () => {
  expect((await hints("<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>")).ttlMs).toBe(HOUR);
});

test.each(["<ttl>0</ttl>", "<ttl>-5</ttl>", "<ttl>soon</ttl>", "<ttl>99999999999</ttl>", ""])(
  "%s asks for nothing",
  async (channel) => {
    expect((await hints(channel)).ttlMs).toBeNull();
  },
);

test("hours to skip are hours of the day, 24 being 0, nonsense left out", async () => {
  const hours = [1, 24, 24, 30].map((hour) => `<hour>${hour}</hour>`).join("");
  expect((await hints(`<skipHours>${hours}<hour>x</hour></skipHours>`)).skipHoursUtc).toEqual([1, 0]);
});

test("days to skip are days of the week from Sunday, whatever their case, nonsense left out", async () => {
  const days = ["Sunday", " saturday", "Sunday", "Someday"].map((day) => `<day>${day}</day>`).join("");
  expect((await hints(`<skipDays>${days}</skipDays>`)).skipDaysUtc).toEqual([0, 6]);
});
