import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CODE_CHARS, type Code, codeOf, type Press, readCode } from "../../src/acts/codes.js";
import { REASONS } from "../../src/acts/reasons.js";

const PRESSES: Press[] = [
  { kind: "take" },
  { kind: "done" },
  { kind: "reopen" },
  { kind: "sources" },
  { kind: "why" },
  { kind: "ask-reason" },
  { kind: "snooze", span: "1h" },
  { kind: "snooze", span: "morning" },
  { kind: "snooze", span: "good" },
  { kind: "dismiss", reason: null },
  ...REASONS.map(({ text }): Press => ({ kind: "dismiss", reason: text })),
];
const story = fc.string({ unit: fc.constantFrom(..."abcXYZ019_-"), minLength: 1, maxLength: 60 });

describe("a button's code", () => {
  test("any press, story and revision come back from it as they went in", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRESSES), story, fc.nat(), (press, id, seen) => {
        const code: Code = { press, story: id, seen };
        const written = codeOf(code);
        expect(written?.length).toBeLessThanOrEqual(CODE_CHARS);
        expect(readCode(written ?? "")).toEqual(code);
      }),
    );
  });

  test("any text that is none is refused and nothing throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readCode(text);
        expect(read === null || codeOf(read) !== null).toBe(true);
      }),
    );
  });

  test.each([
    "",
    "take",
    "take.0",
    "take.0.",
    "take.x.s1",
    "take.-1.s1",
    "own.0.s1",
    "snooze-2h.0.s1",
    "dismiss-x.0.s1",
  ])("%j is none", (text) => {
    expect(readCode(text)).toBeNull();
  });

  test.each(["", "story one", "s1\n", "한", "s".repeat(61), "a.b"])("a story %j gets none", (id) => {
    expect(codeOf({ press: { kind: "take" }, story: id, seen: 0 })).toBeNull();
  });
});
