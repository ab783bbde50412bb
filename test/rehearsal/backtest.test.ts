import { describe, expect, it } from "vitest";
import { ruleSet } from "../../src/commands/backtest-rules.js";
import { createBacktest, MAX_HITS, type RecordedItem } from "../../src/rehearsal/backtest.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { pack } from "../matching/support.js";

const DAY = 86_400_000;

function recorded(id: string, at: number | null, title: string, publisher = "Paper A"): RecordedItem {
  const whole = { title, text: "", language: "en" };
  return {
    item: { ...whole, id, url: `https://news.example/${id}`, publisher, family: null, kind: null, at },
    inputs: [{ ...whole, feed: null }],
  };
}

async function compare(items: RecordedItem[], tried: string, inForce: string, scope: string[] | null = null) {
  const trial = createBacktest(
    { tried: ruleSet([pack(tried)]), inForce: ruleSet([pack(inForce)]) },
    createStoryIndex(),
    scope,
  );
  for (const one of items) trial.add(one);
  return trial.finish(() => {});
}

const WEEK = [
  recorded("1", 0, "Cranes stand at the Sohae launch pad"),
  recorded("2", DAY / 4, "Cranes stand at the Sohae launch pad, images show", "Paper B"),
  recorded("3", 3 * DAY, "Sohae parade cancelled because of heavy rain"),
  recorded("4", 5 * DAY, "Choir of Sanumdong wins a singing prize"),
  recorded("5", 10 * DAY, "Potato harvest begins early"),
];

describe("the figures of a backtest", () => {
  it("count stories, not items, over the time that all items span", async () => {
    const report = await compare(WEEK, "watches: [Sohae]", "watches: [Sohae]");
    expect(report).toMatchObject({ items: 5, hits: 3, heard: 2, heardPerDay: 0.2, alerts: 2, days: 10 });
    expect(report).toMatchObject({ from: "1970-01-01T00:00:00.000Z", to: "1970-01-11T00:00:00.000Z" });
  });

  it("tell what is gained and lost against the rules in force, and why", async () => {
    const tried = "watches: [{id: sohae, any: [Sohae], none: [parade]}, Sanumdong]";
    const report = await compare(WEEK, tried, "watches: [Sohae]");
    expect(report).toMatchObject({ gained: 1, lost: 1, alerts: 2, alertsNow: 2 });
    expect(report.samples.gained).toMatchObject([{ watches: ["sanumdong"], miss: null, hit: { watch: "sanumdong" } }]);
    expect(report.samples.lost).toMatchObject([{ title: WEEK[2]?.item.title, miss: "ruled out by parade" }]);
  });

  it("tell which other watches alert the same stories", async () => {
    const both = "watches: [Sohae, {id: cranes, any: [cranes]}]";
    const report = await compare(WEEK, both, "watches: [Sohae]", ["cranes"]);
    expect(report.watches).toMatchObject([{ watch: "cranes", alerts: 1, overlap: [{ watch: "sohae", stories: 1 }] }]);
    expect(report.samples.gained).toMatchObject([{ also: ["sohae"], items: 2 }]);
  });

  it("leave the digest out of alerts and count its items", async () => {
    const digest = "watches: [{id: sohae, any: [Sohae], severity: digest}]";
    const report = await compare(WEEK, digest, "watches: [Sohae]");
    expect(report).toMatchObject({ alerts: 0, lost: 2, watches: [{ items: 3, alerts: 0 }] });
    expect(report.samples.lost[0]?.miss).toBe("it fires for the digest alone");
  });

  it("follow a cooling-off as the bot does", async () => {
    const cool = "watches: [{id: sohae, any: [Sohae], coolingOff: 7d}]";
    const report = await compare(WEEK, cool, "watches: [Sohae]");
    expect(report).toMatchObject({ alerts: 1, silent: 1, lost: 1 });
    expect(report.samples.lost[0]?.miss).toBe("it cools off");
  });

  it("follow a surge as the bot does: silent through the habit, one alert when mentions leap", async () => {
    const words = ["roof", "crane", "road", "tower", "fuel", "rail", "gantry", "fence"];
    const leap = words.map((word, n) =>
      recorded(`x${n}`, 10 * DAY + n * 60_000, `${word} work at Sohae`, `Paper ${n}`),
    );
    const items = [recorded("0", 0, "Work at Sohae"), ...leap];
    const report = await compare(items, "watches: [{id: sohae, any: [Sohae], surge: true}]", "watches: [none]");
    expect(report).toMatchObject({ alerts: 1 });
    expect(report.silent).toBeGreaterThan(0);
  });

  it("do not depend on the order in which items are added", async () => {
    const rules = "watches: [Sohae, Sanumdong]";
    expect(await compare([...WEEK].reverse(), rules, rules)).toEqual(await compare(WEEK, rules, rules));
  });

  it("stand where no item says when it came, and where there are none", async () => {
    const untimed = WEEK.map((one) => ({ ...one, item: { ...one.item, at: null } }));
    const rules = "watches: [Sohae]";
    expect(await compare(untimed, rules, rules)).toMatchObject({ from: null, days: 1, items: 5, hits: 3 });
    expect(await compare([], rules, rules)).toMatchObject({ items: 0, alerts: 0, busiest: null });
  });

  it("tell no time of a story where no item says when it came", async () => {
    const report = await compare([recorded("1", null, "Sohae pad")], "watches: [Sohae]", "watches: [Sanumdong]");
    expect(report).toMatchObject({ heard: 1, busiest: null, samples: { gained: [{ at: null }] } });
  });

  it("leave out the years that a recording skips", async () => {
    const rules = "watches: [Sohae]";
    const later = recorded("9", 1_000 * DAY, "Sohae opened to visitors from abroad");
    expect(await compare([...WEEK, later], rules, rules)).toMatchObject({ days: 11, gaps: 989, heard: 3 });
  });

  it("count what is over the bound apart", async () => {
    const rules = { tried: ruleSet([pack("watches: [Sohae]")]), inForce: ruleSet([pack("watches: [Sohae]")]) };
    const index = createStoryIndex();
    let arrival = 0;
    const trial = createBacktest(
      rules,
      {
        seen: 0,
        regroup: () => {},
        learn: () => {},
        decide: () => ({ ...index.decide(WEEK[0]!.item), story: `s${arrival++ % 9}` }),
      },
      null,
    );
    for (let n = 0; n < MAX_HITS + 7; n++) trial.add(recorded(String(n), n, "Sohae"));
    expect(await trial.finish(() => {})).toMatchObject({ leftOut: 7, hits: MAX_HITS, heard: 9 });
  });
});
