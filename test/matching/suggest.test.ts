import { describe, expect, it } from "vitest";
import { type Judged, suggest } from "../../src/matching/suggest.js";
import { item, matcherOf } from "./support.js";

const inForce = matcherOf("watches: [missile, {id: talk, any: [football], severity: digest}]");

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
