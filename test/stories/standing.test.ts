import { expect, test } from "vitest";
import { standingOf } from "../../src/stories/standing.js";
import { aReport } from "../support/alerts.js";

const report = (title: string, publisher: string, origin: string, text = "") => ({
  ...aReport({ item: `${publisher} ${title}`, title, publisher, origin }),
  text,
});
const first = report("Rocket may be readied", "First Wire", "o1");

test("no reports, no standing", () => {
  expect(standingOf([])).toBeNull();
});

test("one origin stands by its first publisher, with the words that say how firmly", () => {
  expect(standingOf([first])).toEqual({
    rung: "single origin",
    by: "First Wire",
    firmness: "possible",
    words: "may be",
  });
});

test("five reports of one origin leave it a single one, however firmly the reprints say it", () => {
  const reprints = Array.from({ length: 4 }, (_, n) => report("Rocket detected", `Paper ${n}`, "o1"));
  expect(standingOf([first, ...reprints])).toMatchObject({ rung: "single origin", firmness: "possible" });
});

test("a second origin makes several, and its firmer words stand", () => {
  expect(standingOf([first, report("Rocket detected on its pad", "Paper B", "o2")])).toEqual({
    rung: "several origins",
    by: "First Wire",
    firmness: "detected",
    words: "detected",
  });
});

test("an official word outweighs the number of origins, and the newest one stands", () => {
  const confirmed = report("Defence ministry confirms launch", "Paper B", "o2");
  const denied = report("Kremlin denies launch", "Paper C", "o3");
  expect(standingOf([first, confirmed])).toMatchObject({
    rung: "officially confirmed",
    by: "Defence ministry",
    firmness: "confirmed",
    words: "confirms",
  });
  expect(standingOf([first, confirmed, denied])).toMatchObject({ rung: "officially denied", by: "Kremlin" });
});

test("a plain statement has no grade and no words", () => {
  expect(standingOf([report("Rocket launched", "First Wire", "o1")])).toMatchObject({ firmness: null, words: null });
});
