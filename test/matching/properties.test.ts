import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildAutomaton } from "../../src/matching/automaton.js";
import { compileRules } from "../../src/matching/compile.js";
import { fold, Mark } from "../../src/matching/fold.js";
import { parseName } from "../../src/matching/names.js";
import { MAX_SIGHTINGS, scan } from "../../src/matching/scan.js";
import { createMatcher, MAX_TERMS } from "../../src/pipeline/match.js";
import { item, pack, shippedMatcher } from "./support.js";

const wild = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      "북",
      "한",
      "ᄒ",
      "ᅡ",
      "ᆫ",
      "ﾐ",
      "ﾞ",
      "N",
      ".",
      " ",
      "-",
      "'",
      "朝",
      "鮮",
      "\u0301",
      "\ud83d",
      "1",
      "7",
      "missile",
      "North Korea",
      "화성",
    ),
    maxLength: 80,
  }),
);
const shipped = shippedMatcher();

/** Every start of `name` in `text`, overlapping ones too. */
function starts(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found.push(at);
  return found;
}

describe("the automaton", () => {
  it("finds what indexOf finds, for any set of names in letters without borders", () => {
    const letters = fc.string({ unit: fc.constantFrom("核", "试", "验", "弹"), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }),
        fc.string({ unit: fc.constantFrom("核", "试", "验", "弹", "x", " "), maxLength: 60 }),
        (names, text) => {
          const patterns = names.map(fold);
          const found = scan(
            buildAutomaton(patterns),
            Uint16Array.from(patterns, (one) => one.length),
            text,
          );
          names.forEach((name, index) => {
            // A space is a symbol of its own, so no name reaches over one.
            expect(found.filter((one) => one.pattern === index).map((one) => one.start)).toEqual(starts(text, name));
          });
        },
      ),
    );
  });

  it("finds a Latin name exactly where a word begins", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(letters, { minLength: 1, maxLength: 8 }),
        fc.string({ unit: fc.constantFrom("a", "b", "é", " ", ",", "核"), maxLength: 60 }),
        (names, text) => {
          const patterns = names.map((name) => [Mark.soft, ...fold(name)]);
          const found = scan(
            buildAutomaton(patterns),
            Uint16Array.from(names, (name) => name.length),
            text,
          );
          names.forEach((name, index) => {
            const expected = starts(text, name).filter((at) => at === 0 || /[ ,核]/.test(text[at - 1]!));
            expect(found.filter((one) => one.pattern === index).map((one) => one.start)).toEqual(expected);
          });
        },
      ),
    );
  });

  it("keeps no more sightings than its bound", () => {
    const patterns = ["核", "核核"].map(fold);
    const found = scan(buildAutomaton(patterns), Uint16Array.of(1, 2), "核".repeat(MAX_SIGHTINGS * 2));
    expect(found.length).toBeLessThanOrEqual(MAX_SIGHTINGS + 1);
  });
});

describe("any text", () => {
  it("is matched by the shipped watches without a throw, with offsets inside the fields", () => {
    fc.assert(
      fc.property(wild, wild, fc.constantFrom(null, "en", "ko", "zh", "ja", "ru", "x-odd"), (title, text, language) => {
        const input = item(title, text, language);
        const { hits } = shipped.match(input);
        for (const hit of hits) {
          expect(hit.terms.length).toBeGreaterThan(0);
          expect(hit.terms.length).toBeLessThanOrEqual(MAX_TERMS);
          expect(hit.score >= 0 && hit.score <= 1).toBe(true);
          for (const { field, start, end, term } of hit.terms) {
            expect(start >= 0 && start < end && end <= input[field].length).toBe(true);
            expect(input[field].slice(start, end)).toBe(term);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("holds a name that was put into it, and the span is that name", () => {
    const name = fc.constantFrom("Sanumdong", "서해위성발사장", "西海卫星发射场", "Сохэ", "Hwasong-17");
    fc.assert(
      fc.property(wild, name, wild, (before, middle, after) => {
        const title = `${before} "${middle}" ${after}`;
        const spans = shipped.match(item(title)).hits.flatMap((hit) => hit.terms);
        expect(spans.some(({ start, end }) => title.slice(start, end).normalize("NFKC") === middle)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("any rule", () => {
  const phrase = fc
    .string({ unit: fc.constantFrom("a", "b", "核", "핵", "7", " ", "-", "*", "="), minLength: 1, maxLength: 6 })
    .filter((one) => parseName(one) !== null && one.trim().length > 0);
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      phrase,
      fc.record({ any: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
      fc.record({
        all: fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
        none: fc.array(phrase, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        near: fc.record({
          of: fc.array(phrase, { minLength: 1, maxLength: 2 }),
          and: fc.array(phrase, { minLength: 1, maxLength: 2 }),
          within: fc.nat(20),
        }),
        in: fc.constantFrom("title", "text", "lead"),
      }),
    ),
  }));

  it("is compiled and run on any text, with offsets right", () => {
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 1, maxLength: 3 }),
        fc.string({ unit: fc.constantFrom("a", "b", "核", "핵", "7", " ", "-", "."), maxLength: 80 }),
        (any, text) => {
          const file = pack(JSON.stringify({ watches: [{ id: "w", any }] }));
          const input = item(text, text);
          for (const hit of createMatcher(compileRules([file])).match(input).hits) {
            for (const { field, start, end } of hit.terms) expect(start < end && end <= input[field].length).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("long texts", () => {
  it.each([
    ["the same name over and over", "North Korea missile launch ".repeat(40_000)],
    ["a prefix that never completes", "서해위성발".repeat(200_000)],
    ["one letter", "n".repeat(1_000_000)],
    ["marks on marks", "e".concat("\u0301".repeat(500_000))],
    ["joints alone", "- ".repeat(500_000)],
    ["initials", "N.K.".repeat(250_000)],
    ["particles", "북은".repeat(300_000)],
  ])("of a million characters are taken in one pass: %s", (_, text) => {
    expect(() => shipped.match(item("North Korea", text, "ko"))).not.toThrow();
  });
});
