import { describe, expect, it } from "vitest";
import { backtest, type RecordedItem } from "../../src/matching/backtest.js";
import { type Judged, suggest } from "../../src/matching/suggest.js";
import { item, matcherOf } from "./support.js";

const DAY = 86_400_000;
const titles = ["missile test", "rocket test", "missile parade", "football", "rocket salad"];
const items: RecordedItem[] = titles.map((title, at) => ({ id: `i${at}`, at: at * DAY, input: item(title) }));
const inForce = matcherOf("watches: [missile, {id: talk, any: [football], severity: digest}]");
const tried = matcherOf(
  "watches: [{id: missile, any: [missile], none: [parade]}, {id: rocket, any: [rocket, missile test]}]",
);

describe("backtest", () => {
  const result = backtest(items, { tried, inForce });

  it("counts alerts, a day too, and leaves the digest out", () => {
    expect(result).toMatchObject({ items: 5, alerts: 3, alertsNow: 2, alertsPerDay: 0.75 });
  });

  it("tells what would be gained and lost, with samples", () => {
    expect(result.samples).toEqual({
      gained: [
        { id: "i1", title: "rocket test" },
        { id: "i4", title: "rocket salad" },
      ],
      lost: [{ id: "i2", title: "missile parade" }],
    });
  });

  it("tells on which items watches overlap", () => {
    expect(result.overlap).toEqual({ "missile + rocket": 1 });
    expect(result.byWatch).toEqual({ missile: 1, rocket: 3 });
  });

  it("narrows to one watch and reports progress", () => {
    const heard: number[] = [];
    const narrow = backtest(items, { tried, inForce }, { watch: "rocket", onProgress: (done) => heard.push(done) });
    expect([narrow.alerts, narrow.alertsNow, heard]).toEqual([3, 0, [5]]);
  });

  it("has nothing to say of nothing", () => {
    expect(backtest([], { tried, inForce })).toMatchObject({ items: 0, alerts: 0, alertsPerDay: 0 });
  });
});

describe("suggest", () => {
  const judge = (title: string, relevant: boolean): Judged => {
    const input = item(title);
    return { input, hits: inForce.match(input).hits, relevant };
  };
  const judged = [
    judge("missile in Madden video game", false),
    judge("new missile video game out", false),
    judge("video game missile cheats", false),
    judge("missile flies on video", true),
  ];

  it("proposes a word that only irrelevant hits share, with its effect", () => {
    expect(suggest(judged)).toEqual([
      {
        watch: "missile",
        exclude: "game",
        removes: 3,
        keeps: 1,
        text: "excluding game in missile removes 3 hits, none of them marked relevant, and keeps 1",
      },
    ]);
  });

  it("never proposes the watch's own words", () => {
    expect(suggest(judged.slice(0, 3)).map((one) => one.exclude)).not.toContain("missile");
  });

  it("proposes nothing on thin ground", () => {
    expect(suggest(judged.slice(1))).toEqual([]);
  });
});
