import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createDateReader } from "../../src/parsing/dates.js";
import { dataPath } from "../support/data.js";

const { read } = createDateReader();
const iso = (text: string, timeZone = "UTC") => {
  const instant = read(text, timeZone);
  return instant === null ? null : new Date(instant).toISOString();
};
const NOON = "2026-03-04T12:00:00.000Z";

test.each([
  // W3CDTF and ISO 8601
  "2026-03-04T12:00:00Z",
  "2026-03-04T12:00:00.123456+00:00",
  "2026-03-04T13:00+01:00",
  "2026-03-04t21:00:00+0900",
  "2026-03-04 12:00:00",
  "2026-03-04 12:00:00 UTC",
  "2026-03-04 07:00:00 EST",
  "20260304T120000Z",
  "2026-063T12:00:00Z",
  "2026-03-04T12:00:00:+0000",
  // RFC 822 and its oddities
  "Wed, 04 Mar 2026 12:00:00 GMT",
  "Wed, 4 Mar 2026 12:00 UT",
  "Wed,04 Mar 2026 21:00:00 +0900",
  "4 March 2026 12:00:00 Z",
  "Wed, 04 Mar 26 12:00:00 GMT",
  "Wed, 04 Mar, 2026 12:00:00 GMT",
  "Wed, 04-Mar-2026 12:00:00 GMT",
  "Wednesday, 04-Mar-26 12:00:00 GMT",
  "Wed, 04 Mar 2026 12:00:00 GMT+00:00",
  "Wed, 04 Mar 2026 12:00:00 +0000 (UTC)",
  "Wed, 04 Mar 2026 05:00:00 -700",
  "Wed, 04 Mar 2026 12:00:00 0000",
  "Wed, 04 Mar 2026 21:00:00 +9",
  "Wed, 04 Mar 2026 21:00:00 KST",
  "Wed, 04 Mar 2026 13:00:00 Europe/Paris",
  "Wed, 04 Mar 2026 12:00:00 Etc/GMT",
  "Wed, March 4, 2026 12:00:00 GMT",
  // asctime and others
  "Wed Mar  4 12:00:00 2026",
  "Wed Mar 04 12:00:00 +0000 2026",
  "Wed Mar 04 07:00:00 EST 2026",
  "March 4, 2026 12:00 PM",
  "Mar 4th, 2026 at 12:00pm",
  "04.03.2026 12:00",
  "04.03.2026, 12:00 Uhr",
  "2026/03/04 12:00:00",
  "04/03/2026 12:00:00".replace("04/03", "3/4"),
  "1772625600",
  "1772625600000",
])("%s is noon on 4 March 2026", (text) => {
  expect(iso(text)).toBe(NOON);
});

test.each([
  ["fr", "mer., 04 mars 2026 12:00:00 GMT"],
  ["de", "Mittwoch, 4. März 2026 12:00 Uhr"],
  ["es", "miércoles, 4 de marzo de 2026 12:00"],
  ["pt", "Qua, 04 Mar 2026 12:00:00 +0000"],
  ["it", "mercoledì 4 marzo 2026 12:00"],
  ["el", "Τετ, 04 Μάρ 2026 12:00:00 UTC"],
  ["ru", "Ср, 04 марта 2026 12:00:00 GMT"],
  ["hu", "2026-március-04T12:00+00:00"],
  ["pl", "środa, 4 marca 2026 12:00"],
  ["tr", "4 Mart 2026 12:00"],
  ["ar", "4 مارس 2026 12:00"],
  ["ko", "2026년 3월 4일 (수) 오후 9:00"],
  ["ko", "2026-03-04 오후 9:00:00"],
  ["ja", "2026年3月4日 12時00分"],
  ["zh", "2026年03月04日 下午12:00"],
])("a date in %s, %s, is read", (_, text) => {
  expect(iso(text)).toBe(NOON);
});

test("a date without a zone is in the feed's zone, in summer and in winter", () => {
  expect(iso("2026-07-01 12:00", "Europe/Berlin")).toBe("2026-07-01T10:00:00.000Z");
  expect(iso("Thu, 01 Jan 2026 12:00:00", "Europe/Berlin")).toBe("2026-01-01T11:00:00.000Z");
});

test("a zone in the date overrides the feed's", () => {
  expect(iso("2026-07-01 12:00 +0900", "Europe/Berlin")).toBe("2026-07-01T03:00:00.000Z");
});

test("a feed's zone that does not exist leaves the date unread", () => {
  expect(iso("2026-07-01 12:00", "Mars/Olympus")).toBeNull();
});

test("a day without a time begins at midnight of the feed's zone", () => {
  expect(iso("2026-07-01", "Asia/Seoul")).toBe("2026-06-30T15:00:00.000Z");
});

test.each([
  ["2026-03", "2026-03-01T00:00:00.000Z"],
  ["2026", "2026-01-01T00:00:00.000Z"],
  ["20260304", "2026-03-04T00:00:00.000Z"],
  ["260304", "2026-03-04T00:00:00.000Z"],
  ["-26-03", "2026-03-01T00:00:00.000Z"],
  ["2026063", "2026-03-04T00:00:00.000Z"],
  ["March 2026", "2026-03-01T00:00:00.000Z"],
  ["2026-03-04T24:00:00Z", "2026-03-05T00:00:00.000Z"],
  ["12:30 AM, 4 March 2026 UTC", "2026-03-04T00:30:00.000Z"],
])("%s is read as %s", (text, expected) => {
  expect(iso(text)).toBe(expected);
});

test.each([
  "",
  "   ",
  "yesterday",
  "N/A",
  "0000-00-00 00:00:00",
  "2026-02-30",
  "2026-13-01",
  "2026-xx-04",
  "2026-03-04T25:00:00Z",
  "2026-03-04T12:61:00Z",
  "2026-03-04T12:00:61Z",
  "2026-03-04T12:00:00Zulu time",
  "2026-03-04T12:00:00+99:99",
  "2026-03-04-05",
  "Wed, 32 Mar 2026 12:00:00 GMT",
  "Wed, 04 Foo 2026 12:00:00 GMT",
  "Wed, Mar x 2026 12:00:00 GMT",
  "Wed, 04 Mar 2026 1:2:3:4 GMT",
  "Wed, 04 Mar 2026 12:00:00 +0x:00",
  "04 Mar 12:00",
  "013",
  "9".repeat(200_000),
  `Thu, 01 Jan 2026${" ".repeat(200)}x`,
])("%j means nothing", (text) => {
  expect(iso(text)).toBeNull();
});

test("every instant that is written as ISO 8601 or RFC 2822 is read back", () => {
  const instants = fc.date({ min: new Date("1950-01-01"), max: new Date("2150-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (date) => {
      const seconds = Math.floor(date.getTime() / 1000) * 1000;
      expect(read(date.toISOString(), "UTC")).toBe(seconds);
      expect(read(date.toUTCString(), "Asia/Tokyo")).toBe(seconds);
    }),
  );
});

test("no text makes the reader throw, and what it gives is an instant of our times", () => {
  const parts = fc.constantFrom(
    "2026",
    "Mar",
    "4",
    "12:00",
    ":",
    "-",
    "+09:00",
    "GMT",
    "오후",
    "月",
    " ",
    ",",
    "T",
    "/",
    "é",
    "\u0000",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(parts).map((list) => list.join("")),
      ),
      (text) => {
        const instant = read(text, "UTC");
        if (instant !== null) expect(new Date(instant).getUTCFullYear()).toBeGreaterThanOrEqual(1899);
      },
    ),
  );
});

const data = dataPath("data/feeds");
test.skipIf(!data)("dates found in the wild are read (left out without WATCHDESK_DATA)", () => {
  const rows = readFileSync(join(data!, "dates.dev.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line): { s: string; iso: string | null } => JSON.parse(line))
    .filter((row) => row.s !== "" && (row.iso === null || !Number.isNaN(Date.parse(row.iso))));
  const second = (text: string | null) => (text === null ? null : Math.floor(Date.parse(text) / 1000));
  const right = rows.filter((row) => second(iso(row.s)) === second(row.iso));
  expect(right.length / rows.length).toBeGreaterThanOrEqual(0.97);
});
