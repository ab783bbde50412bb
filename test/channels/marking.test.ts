import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_MARKS, partsOf } from "../../src/channels/marking.js";

const marked = (text: string, ...terms: string[]) =>
  partsOf(text, terms)
    .filter((part) => part.marked)
    .map((part) => part.text);

test("a name is marked whatever its case", () => {
  expect(marked("Work at SOHAE goes on", "Sohae")).toEqual(["SOHAE"]);
});

test("a name inside another word is not marked", () => {
  expect(marked("The Yongbyongate affair", "Yongbyon")).toEqual([]);
});

test("a Korean name is marked with any particle after it", () => {
  expect(marked("서해위성발사장에서 연기", "서해위성발사장")).toEqual(["서해위성발사장"]);
});

test("a Latin name before a Korean particle is marked", () => {
  expect(marked("ICBM을 발사", "ICBM")).toEqual(["ICBM"]);
});

test("the longest of two names is marked whole", () => {
  expect(marked("Sohae Station is quiet", "Sohae", "Sohae Station")).toEqual(["Sohae Station"]);
});

test("a name across any white space is found", () => {
  expect(marked("northern\u00a0site", "northern site")).toEqual(["northern\u00a0site"]);
});

test("names with signs of regular expressions are taken literally", () => {
  expect(marked("The KN-23 (a|b) flew", "KN-23", "(a|b)")).toEqual(["KN-23", "(a|b)"]);
});

test("a sentence gets a bounded number of marks", () => {
  expect(marked("aa ".repeat(50), "aa")).toHaveLength(MAX_MARKS);
});

test("a sentence without a name is one part", () => {
  expect(partsOf("Nothing here", ["Sohae"])).toEqual([{ text: "Nothing here", marked: false }]);
});

test("the parts of any text at any names are the text again", () => {
  const wild = fc.oneof(fc.string(), fc.constantFrom("\u{1f600} 한 b", "\ud83d", "a\u0301 [A]"));
  fc.assert(
    fc.property(wild, fc.array(fc.oneof(wild, fc.constantFrom("a", "\\", "[", "한"))), (text, terms) => {
      expect(
        partsOf(text, terms)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});

test("one letter is no name", () => {
  expect(partsOf("A plan B for C", ["A", "b", "C"])).toEqual([{ text: "A plan B for C", marked: false }]);
});
