import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition, WatchFile } from "../../src/config/watch-schema.js";
import { compileRules } from "../../src/matching/compile.js";
import { createForesight } from "../../src/matching/foresight.js";
import { sweepFields } from "../../src/matching/sighted.js";
import type { MatchInput } from "../../src/model.js";
import { createMatcher } from "../../src/pipeline/match.js";
import { item, matcherOf, pack, shippedMatcher } from "./support.js";

function foresightOf(watches: string): (title: string, text?: string) => boolean {
  const rules = compileRules([pack(watches)]);
  const couldHit = createForesight(rules);
  return (title, text = "") => couldHit(sweepFields(rules, item(title, text)));
}

describe("foresight", () => {
  it("dismisses an item that names only a part of what a rule asks for", () => {
    const couldHit = foresightOf("watches: [{id: w, all: [harbour, convoy]}]");
    expect(couldHit("a harbour", "a harbour")).toBe(false);
    expect(couldHit("a convoy")).toBe(false);
    expect(couldHit("a harbour", "and a convoy")).toBe(true);
  });

  it("takes what an earlier item named for nothing", () => {
    const couldHit = foresightOf("watches: [{id: w, all: [harbour, convoy]}]");
    expect(couldHit("a harbour")).toBe(false);
    expect(couldHit("a convoy")).toBe(false);
  });

  it("asks for both sides of a near condition, and not for what may not stand between", () => {
    const couldHit = foresightOf(
      "watches: [{id: w, near: {of: [harbour], and: [convoy], within: 5, without: [dawn]}}]",
    );
    expect(couldHit("harbour at dawn")).toBe(false);
    expect(couldHit("harbour", "convoy")).toBe(true);
  });

  it("asks of an `any` for one of its parts, and of a `none` for nothing", () => {
    const couldHit = foresightOf("watches: [{id: w, any: [{all: [harbour, convoy]}, dawn], none: [vessel]}]");
    expect(couldHit("a convoy")).toBe(false);
    expect(couldHit("dawn")).toBe(true);
    expect(couldHit("dawn, a vessel")).toBe(true);
  });

  it("dismisses nothing where a regular expression may find what no name tells", () => {
    const couldHit = foresightOf('watches: [{id: w, regex: "K-\\\\d"}, {id: v, all: [harbour, convoy]}]');
    expect(couldHit("nothing")).toBe(true);
  });

  it("dismisses everything where there are no watches", () => {
    expect(foresightOf("watches: []")("harbour")).toBe(false);
  });
});

/** What is asked for the hits alone and what is asked with all reasons. */
const bothWays = (matcher: ReturnType<typeof matcherOf>, input: MatchInput) => [
  matcher.match(input, "hits").hits,
  matcher.match(input).hits,
];

const WORDS = ["harbour", "convoy", "dawn", "vessel", "Kangson", "uranium", "강선", "Kangsonites"];
const phrase = fc.constantFrom("harbour", "convoy", "dawn", "ves*", "entity:kangson", "kind:site", "group:nuclear");
const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
  const list = fc.array(tie("condition"), { minLength: 1, maxLength: 3 });
  const near = fc.record({ of: list, and: list, within: fc.constantFrom(0, 9, 60) });
  return {
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      phrase,
      fc.record({ all: list }),
      fc.record({ any: list }),
      fc.record({ all: list, none: list }),
      fc.record({ near }),
      fc.record({ any: list, in: fc.constantFrom("title" as const, "text" as const) }),
    ),
  };
});
const VOCABULARY = pack(`
entities:
  - {id: kangson, kind: site, names: [Kangson], weak: [강선], not: [Kangsonites], needs: ["group:nuclear"]}
groups: {nuclear: [uranium]}
watches: []
`);
const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((some) => some.join(" "));

describe("the hits alone", () => {
  it("are those that are given with all reasons, for any rules and items", () => {
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 30 }),
        (conditions, items) => {
          const watches = conditions.map((one, at) => ({
            id: `w${at}`,
            severity: "normal",
            enabled: true,
            all: [one],
          }));
          const matcher = createMatcher(compileRules([VOCABULARY, { watches } as WatchFile]));
          for (const [title, text] of items) {
            const [alone, whole] = bothWays(matcher, item(title, text));
            expect(alone).toEqual(whole);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it("are those that are given with all reasons, for the default watches and headlines of our own", () => {
    const matcher = shippedMatcher();
    const rows = readFileSync(join(import.meta.dirname, "headlines.txt"), "utf8").split("\n");
    const some = rows.filter((_, at) => at % 8 === 1);
    let hits = 0;
    for (const row of some) {
      const [, language = "", title = "", text = ""] = row.split("|");
      const [alone, whole] = bothWays(matcher, item(title, text, language));
      expect(alone).toEqual(whole);
      hits += whole!.length;
    }
    expect(hits).toBeGreaterThan(some.length / 4);
  });

  it("are told of text that comes decomposed", () => {
    const matcher = matcherOf("watches: [{id: w, all: [강선, harbour]}]");
    const [alone, whole] = bothWays(matcher, item("강선".normalize("NFD"), "harbour"));
    expect(whole).toHaveLength(1);
    expect(alone).toEqual(whole);
  });
});
