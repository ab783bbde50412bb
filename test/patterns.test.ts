import fc from "fast-check";
import { expect, test } from "vitest";
import { absenceOf, foldCase, literalPattern } from "../src/patterns.js";

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

test("letters that a pattern without regard to case takes as one fold to one", () => {
  for (let code = 0; code < 0x3000; code++) {
    const letter = String.fromCodePoint(code);
    const same = new RegExp(`^${literalPattern(letter)}$`, "iu");
    for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
      if (same.test(other)) expect([code, foldCase(other)]).toEqual([code, foldCase(letter)]);
    }
  }
});

test("a name that stands in a text is not taken to be absent, whatever case and spaces it has there", () => {
  const name = absenceOf("Sohae  Station");
  expect(name(foldCase("work at the SOHAE\nstation goes on"))).toBe(false);
  expect(name(foldCase("nothing of it"))).toBe(true);
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, text, after) => {
      expect(absenceOf(text)(foldCase(before + text + after))).toBe(false);
    }),
  );
});
