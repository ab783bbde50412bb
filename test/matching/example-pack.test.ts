import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readWatchFile } from "../../src/config/watch-file.js";
import { compileRules } from "../../src/matching/compile.js";
import { createMatcher } from "../../src/pipeline/match.js";
import { alerts, item, shippedPacks } from "./support.js";

const wildfires = readWatchFile(fileURLToPath(new URL("../../config/examples/wildfires.yaml", import.meta.url)));
const matcher = createMatcher(compileRules([wildfires]));

describe("the example pack", () => {
  it("alerts on a fire at a named place", () => {
    expect(alerts(matcher, item("Forest fires close in on West Kelowna"))).toEqual(["fire-at-our-places"]);
  });

  it("takes Paradise for the town where California is named", () => {
    expect(alerts(matcher, item("Wildfire nears Paradise", "Cal Fire asks people to leave."))).toEqual([
      "fire-at-our-places",
    ]);
  });

  it("takes paradise for a word elsewhere and says what it lacked", () => {
    const { hits, rejected } = matcher.match(item("Wildfire film opens in paradise"));
    expect(hits).toEqual([]);
    expect(rejected[0]?.why).toBe("no california for paradise");
  });

  it("is not taken in by a figure of speech", () => {
    expect(alerts(matcher, item("Rumour spreads like wildfire in Santa Rosa"))).toEqual([]);
  });

  it("lives beside the default packs", () => {
    const both = createMatcher(compileRules([...shippedPacks(), wildfires]));
    expect(alerts(both, item("Wildfire near Kelowna"))).toEqual(["fire-at-our-places"]);
    expect(alerts(both, item("North Korea fires missile"))).toEqual(["dprk-missiles"]);
  });
});
