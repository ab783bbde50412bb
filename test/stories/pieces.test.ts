import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf } from "../../src/stories/pieces.js";
import { shippedTables } from "../../src/stories/tables.js";
import { termsOf } from "../../src/stories/tokens.js";

const { glossary } = shippedTables();
const piecesIn = (text: string) => piecesOf([text], glossary.namesIn(text));

test("the words of a name that the glossary knows are one piece", () => {
  const pieces = piecesIn("Kim Jong Un tours farms");
  expect(new Set(["kim", "jong", "un"].map((term) => pieces.get(term))).size).toBe(1);
  expect(pieces.get("farm")).not.toBe(pieces.get("kim"));
});

test("a site and its full name are the same piece", () => {
  const pieces = piecesIn("Crane at Sohae Satellite Launching Station");
  expect(new Set(["sohae", "satellit", "launch", "station"].map((term) => pieces.get(term))).size).toBe(1);
});

test("the parts of a hyphenated word are one piece", () => {
  const pieces = piecesIn("Flight of KN-23 over Baden-Baden");
  expect(pieces.get("kn")).toBe(pieces.get("23"));
});

test("the pairs of letters of a Korean word are one piece, those of another word another", () => {
  const pieces = piecesIn("책상정리 작업");
  expect(pieces.get("책상")).toBe(pieces.get("정리"));
  expect(pieces.get("작업")).not.toBe(pieces.get("정리"));
});

test("a long run of Han is more than one piece, since Chinese sets no spaces", () => {
  const pieces = piecesIn("工人党全体会议通过农业发展五年规划");
  expect(new Set(pieces.values()).size).toBeGreaterThan(1);
});

test("every pair of letters of a Han run belongs to a piece", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(..."工人党全体会议通过农业"), { minLength: 2, maxLength: 30 }), (letters) => {
      const text = letters.join("");
      const pieces = piecesOf([text], []);
      expect(termsOf(text).filter((term) => !pieces.has(term))).toEqual([]);
    }),
  );
});
