import fc from "fast-check";
import { expect, test } from "vitest";
import { diffWords, MAX_DIFF_WORDS, newness, revisionEvents } from "../../src/stories/revisions.js";

const wording = (title: string, text = "") => ({ title, text });

test("a diff shows what came and what went", () => {
  expect(diffWords("North may have fired a missile", "North confirmed to have fired a missile")).toEqual([
    { kind: "kept", text: "North " },
    { kind: "removed", text: "may " },
    { kind: "added", text: "confirmed to " },
    { kind: "kept", text: "have fired a missile" },
  ]);
});

test("a diff of Japanese goes letter by letter", () => {
  expect(diffWords("発射か", "発射した").map(({ kind }) => kind)).toContain("kept");
});

test("kept and added parts make the new text, kept and removed parts the old one's words", () => {
  const words = fc
    .array(fc.constantFrom("a", "b", "c", "발사", "発", "射"), { maxLength: 12 })
    .map((all) => all.join(" "));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = diffWords(before, after);
      const of = (kind: string) =>
        parts
          .filter((part) => part.kind === "kept" || part.kind === kind)
          .map(({ text }) => text)
          .join("");
      expect(of("added")).toBe(after);
      expect(of("removed").replace(/\s/g, "")).toBe(before.replace(/\s/g, ""));
    }),
  );
});

test("texts beyond the bound count as replaced", () => {
  const long = "word ".repeat(MAX_DIFF_WORDS + 1);
  expect(diffWords(long, "short")).toEqual([
    { kind: "removed", text: long },
    { kind: "added", text: "short" },
  ]);
});

test("a new headline is an event, new punctuation is none", () => {
  expect(revisionEvents(wording("Launch seen"), wording("Launch seen off coast"), "p")).toEqual([
    { kind: "headline-changed", before: "Launch seen", after: "Launch seen off coast" },
  ]);
  expect(revisionEvents(wording("Launch seen"), wording("“Launch” seen!"), "p")).toEqual([]);
});

test("what may have been and is now confirmed is firmed", () => {
  const events = revisionEvents(
    wording("North may have fired missile"),
    wording("North confirmed to have fired missile"),
    "p",
  );
  expect(events).toContainEqual({ kind: "firmed", before: "possible: may have", after: "confirmed: confirmed" });
});

test("a number that changes for one unit is an event", () => {
  const events = revisionEvents(
    wording("Missile flew", "It flew 600 km."),
    wording("Missile flew", "It flew 800 km."),
    "p",
  );
  expect(events).toEqual([{ kind: "number-changed", before: "600 km", after: "800 km" }]);
});

test("a number with several values of its unit is left alone", () => {
  const events = revisionEvents(wording("x", "600 km and 50 km"), wording("x", "700 km and 50 km"), "p");
  expect(events).toEqual([]);
});

test.each(["RETRACTED: Launch seen", "기사 철회: 발사 포착", "記事を撤回します"])("%s withdraws", (title) => {
  expect(revisionEvents(wording("Launch seen"), wording(title), "p")).toEqual([{ kind: "withdrawn", by: "p" }]);
});

test("a correction below an unchanged headline is still told", () => {
  const events = revisionEvents(
    wording("Launch seen", "At dawn."),
    wording("Launch seen", "At dusk. Correction: not dawn."),
    "p",
  );
  expect(events).toHaveLength(1);
});

test("newness is 0 for the same text and 1 for another", () => {
  const text = "the booster was moved to the pad at dawn";
  expect(newness(text, text)).toBe(0);
  expect(newness(text, "nothing of this was ever said before now")).toBe(1);
});

test("what was confirmed and now may have been is softened, not firmed", () => {
  const events = revisionEvents(
    { title: "North confirmed to have fired missile", text: "" },
    { title: "North may have fired missile", text: "" },
    "First Wire",
  );
  expect(events).toContainEqual({ kind: "softened", before: "confirmed: confirmed", after: "possible: may have" });
  expect(events.map(({ kind }) => kind)).not.toContain("firmed");
});
