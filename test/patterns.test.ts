import fc from "fast-check";
import { expect, test } from "vitest";
import { literalPattern } from "../src/patterns.js";

test.each(["u", "iu", "v", ""])("any text stands for itself under the flags '%s'", (flags) => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(new RegExp(`^${literalPattern(text)}$`, flags).test(text)).toBe(true);
    }),
  );
});

test("a hyphen, as in Eagle-Tribune, is no escape", () => {
  expect(literalPattern("Eagle-Tribune")).toBe("Eagle-Tribune");
});
