import { expect, test } from "vitest";
import { createOutage } from "../../src/pipeline/outage.js";

test("four different feeds in a row that cannot be reached are an outage", () => {
  const outage = createOutage();
  expect(["a", "b", "c", "d"].map((feed) => outage.missed(feed, 1))).toEqual([false, false, false, true]);
  expect(outage.since()).toBe(1);
});

test("one feed that cannot be reached is none, however often", () => {
  const outage = createOutage();
  for (let time = 0; time < 20; time++) expect(outage.missed("a", time)).toBe(false);
});

test("an answer in between begins the count anew", () => {
  const outage = createOutage();
  for (const feed of ["a", "b", "c"]) outage.missed(feed, 1);
  outage.reached();
  expect(outage.missed("d", 2)).toBe(false);
});

test("an outage begins once and ends once", () => {
  const outage = createOutage();
  for (const feed of ["a", "b", "c", "d"]) outage.missed(feed, 1);
  expect(outage.missed("e", 2)).toBe(false);
  expect(outage.reached()).toBe(true);
  expect(outage.reached()).toBe(false);
});
