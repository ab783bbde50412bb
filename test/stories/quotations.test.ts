import fc from "fast-check";
import { expect, test } from "vitest";
import { unquoted } from "../../src/stories/quotations.js";

const ROWS: [string, string, string[]][] = [
  [
    "a sentence in curly marks",
    "He said: “We will never ever step back from this.” Then he left.",
    ["He said: ", " Then he left."],
  ],
  [
    "a sentence in straight marks",
    'He said: "We will never ever step back from this." Then he left.',
    ["He said: ", " Then he left."],
  ],
  ["one that a cut text leaves open", "He said: “We will never ever step back from", ["He said: "]],
  [
    "one in Japanese",
    "大臣は「発射台から一歩も退くつもりはないとはっきり言っておきたい」と述べた。",
    ["大臣は", "と述べた。"],
  ],
  [
    "one in Russian",
    "Он сказал: «Мы никогда не отступим от этой площадки назад». И ушёл.",
    ["Он сказал: ", ". И ушёл."],
  ],
];

test.each(ROWS)("%s is left out", (_, text, parts) => {
  expect(unquoted(text)).toEqual(parts);
});

test.each([
  ["few words that the writer picked", "They called it an “unprovoked attack” on the site."],
  ["apostrophes", "It's the minister's plan, and the pilots' union won't like what it's about."],
  ["no marks at all", "A booster was moved."],
])("%s stay", (_, text) => {
  expect(unquoted(text)).toEqual([text]);
});

test("what is given back stands in the text, in order, whatever the marks", () => {
  const marks = fc.constantFrom("“", "”", '"', "‘", "’", "'", "«", "»", "「", "」", "word ", "слово ", "言葉", " ");
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 60 }), (tokens) => {
      const text = tokens.join("");
      let from = 0;
      for (const part of unquoted(text)) {
        const at = text.indexOf(part, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + part.length;
      }
    }),
  );
});
