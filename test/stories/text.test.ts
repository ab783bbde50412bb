import { expect, test } from "vitest";
import { parseBackground, RARE_COUNT } from "../../src/stories/background.js";
import { bareText, bareTitle, isAnalysis, isRoundUp } from "../../src/stories/cues.js";
import { datesNamed } from "../../src/stories/dates.js";
import { evidenceOf } from "../../src/stories/evidence.js";
import { parseGlossary } from "../../src/stories/glossary.js";
import { wordsOfAddress } from "../../src/stories/identity.js";
import { quantitiesIn } from "../../src/stories/numbers.js";
import { scriptOf } from "../../src/stories/script.js";
import { stem } from "../../src/stories/stem.js";
import { shippedTables } from "../../src/stories/tables.js";
import { termsOf, withoutMarkup } from "../../src/stories/tokens.js";
import { storyItem } from "./support.js";

test("words lose their endings, stop words go", () => {
  expect(termsOf("The missiles were fired, officials said")).toEqual(["missil", "fir", "official"]);
});

test("Hangul, Han and Kana are cut into pairs of letters", () => {
  expect(termsOf("미사일 発射した")).toEqual(["미사", "사일", "発射", "した"]);
});

test("the country is no pronoun", () => {
  expect(termsOf("US and U.S. troops")).toEqual(["usa", "usa", "troop"]);
});

test("numbers lose their separators", () => {
  expect(termsOf("5,000 tons")).toEqual(["5000", "ton"]);
});

test.each([
  ["stories", "stori"],
  ["stopped", "stop"],
  ["launching", "launch"],
  ["glass", "glass"],
  ["kn23", "kn23"],
  ["bus", "bus"],
])("%s stems to %s", (word, stemmed) => {
  expect(stem(word)).toBe(stemmed);
});

test("markup and references go, broken ones do no harm", () => {
  expect(withoutMarkup("&lt;p&gt;One &amp; two&lt;/p&gt; &#45208; &#99999999; <b").replace(/\s+/g, " ").trim()).toBe(
    "One & two 나 &#99999999; <b",
  );
});

test("labels of editions and datelines go", () => {
  expect(bareTitle("[속보] 北, 미사일 발사(종합2보)")).toBe("北, 미사일 발사");
  expect(bareText("(서울=연합뉴스) 김기자 기자 = 북한은 18일")).toBe("북한은 18일");
});

test("round-ups and analysis are told from reports", () => {
  expect(isRoundUp("News in brief, 4 May")).toBe(true);
  expect(isAnalysis("Why the reactor matters")).toBe(true);
  expect(isAnalysis("북핵 어디로? 전문가 분석")).toBe(true);
  expect(isRoundUp("Reactor restarted") || isAnalysis("Reactor restarted")).toBe(false);
});

test("dates are read in their usual forms", () => {
  expect(datesNamed("On May 3, 2026 and 4 June; 9월 12일")).toEqual({ years: ["2026"], days: ["5-3", "6-4", "9-12"] });
  expect(datesNamed("99월 99일, 1234").days).toEqual([]);
});

test("a number is read with what it counts", () => {
  expect(quantitiesIn("80 kilometres, 5,000-tonne ship", "8년")).toEqual([
    { value: "80", unit: "kilometr" },
    { value: "5000", unit: "tonn" },
    { value: "8", unit: "년" },
  ]);
});

test("an address that spells its headline out gives words", () => {
  expect(wordsOfAddress("https://p.example/2026/05/fire-at-the-plant-1234567.html").trim()).toBe("fire at the plant");
  expect(wordsOfAddress("https://p.example/2026/05/1234")).toBe("");
  expect(wordsOfAddress("https://p.example/%E0%A4%A/a-b-c")).toContain("a b c");
});

test("a glossary finds one concept under its names in every script, the longest name first", () => {
  const glossary = parseGlossary(
    "# comment\ndprk\tnorth korea|북한|北\nrok\tsouth korea\nbeijing\t北京\nnuclear-test\tnuclear test\nnuclear\tnuclear\n",
  );
  expect(glossary.conceptsIn("North Korea's nuclear tests")).toEqual(["dprk", "nuclear-test"]);
  expect(glossary.conceptsIn("北, 핵실험")).toEqual(["dprk"]);
  expect(glossary.conceptsIn("北京で会談")).toEqual(["beijing"]);
  expect(glossary.conceptsIn("東北地方")).toEqual([]);
});

test("what the background lacks counts as rare, broken lines are skipped", () => {
  const background = parseBackground("100\nmissil\t7\nnonsense\nx\ty\n");
  expect([background.documents, background.count("missil"), background.count("x")]).toEqual([100, 7, RARE_COUNT]);
  expect(parseBackground("").documents).toBe(1);
});

test("the tables that ship hold counts and concepts", () => {
  const { background, glossary } = shippedTables();
  expect(background.documents).toBeGreaterThan(10_000);
  expect(glossary.conceptsIn("김정은")).toEqual(["kim-jong-un"]);
});

test("an item's evidence names its names, numbers, dates and concepts", () => {
  const { glossary } = shippedTables();
  const item = storyItem({
    title: "Missile flew 80 km",
    text: "On 26 May 2026 the projectile left Jongju for the sea off the west coast of the country.",
  });
  const evidence = evidenceOf(item, glossary);
  expect(evidence).toMatchObject({ names: ["jongju"], years: ["2026"], days: ["5-26"], hasText: true, roundUp: false });
  expect(evidence.numbers).toContain("80");
  expect(evidence.titleTerms.has("=missile")).toBe(true);
  expect(evidence.byTerm.get("missil")).toBe(1);
});

test.each([
  ["Missile fired", "latin"],
  ["北, ICBM 발사", "hangul"],
  ["北朝鮮がミサイル発射", "kana"],
  ["朝鲜发射导弹", "han"],
  ["КНДР запустила ракету", "cyrillic"],
  ["123", "other"],
])("%s is written in %s", (title, script) => {
  expect(scriptOf(title)).toBe(script);
});
