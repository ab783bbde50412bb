import fc from "fast-check";
import { expect, test } from "vitest";
import { compareFirmness, FIRMNESS, firmnessOf, firmnessSpans } from "../../src/stories/firmness.js";

test.each([
  ["North could be preparing for a nuclear test", "possible"],
  ["Suspected missile falls short of the coast", "suspected"],
  ["Pyongyang claims success with new engine", "claimed"],
  ["Analysts say the reactor has restarted", "assessed"],
  ["Military detects launch from the east coast", "detected"],
  ["Agency confirms restart of the reactor", "confirmed"],
  ["북한, 핵실험 가능성", "possible"],
  ["군, 북한 미사일 발사 포착", "detected"],
  ["ミサイルとみられる飛翔体", "suspected"],
  ["国防部证实发射", "confirmed"],
  ["КНДР заявила об испытании", "claimed"],
])("%s is %s", (title, firmness) => {
  expect(firmnessOf(title, "")?.firmness).toBe(firmness);
});

test("the span holds the very words", () => {
  const title = "Seoul: North may have fired a missile";
  const span = firmnessOf(title, "")!;
  expect(title.slice(span.start, span.end)).toBe(span.text);
  expect(span).toMatchObject({ firmness: "possible", text: "may have", field: "title" });
});

test.each([
  ["North could be preparing for a launch, analysts say", "could be preparing for"],
  ["Imagery shows the site is preparing for launch", "preparing for"],
  ["Crews are readying the pad", "readying"],
  ["Preparations for a launch are complete", "Preparations for"],
  ["서해 발사장서 발사 준비 정황", "준비"],
  ["発射場で準備進む", "準備"],
  ["朝鲜正在准备发射", "准备"],
])("what is being prepared is possible at most, with the words: %s", (title, words) => {
  expect(firmnessOf(title, "")).toMatchObject({ firmness: "possible", text: words });
});

test("what is not confirmed is not taken as confirmed", () => {
  expect(firmnessOf("Launch not confirmed by the military", "")).toBeNull();
  expect(firmnessOf("발사 여부 확인되지 않아", "")).toBeNull();
});

test("the weakest word decides", () => {
  expect(firmnessOf("Ministry confirms suspected launch", "")?.firmness).toBe("suspected");
});

test("the lead speaks where the title is silent, later sentences do not", () => {
  expect(firmnessOf("Launch at dawn", "A launch was detected at dawn. It may have failed.")).toMatchObject({
    firmness: "detected",
    field: "text",
  });
});

test("the month of May is no doubt", () => {
  expect(firmnessOf("Launch in May of two missiles", "")).toBeNull();
});

test("a plain statement has no grade", () => {
  expect(firmnessOf("North fires missile", "It flew far.")).toBeNull();
});

test("grades stand in order", () => {
  expect([...FIRMNESS].sort(compareFirmness)).toEqual([...FIRMNESS]);
});

test("every span of any text holds its words, in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("may have ", "확인", "not confirmed ", "claims", "🚀", " — ", "추정")),
      (parts) => {
        const text = parts.join("");
        const spans = firmnessSpans(text);
        for (const { start, end, text: words } of spans) expect(text.slice(start, end)).toBe(words);
        expect(spans.map(({ start }) => start)).toEqual(spans.map(({ start }) => start).sort((a, b) => a - b));
      },
    ),
  );
});
