/** What docs/watches.md shows is what the rules take. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { mainSchema } from "../../src/config/schema.js";
import { watchFileSchema } from "../../src/config/watch-schema.js";
import { compileRules } from "../../src/matching/compile.js";
import { createMatcher } from "../../src/pipeline/match.js";
import { alerts, item, matcherOf } from "./support.js";

const guide = readFileSync(new URL("../../docs/watches.md", import.meta.url), "utf8");
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
const desk = () => createMatcher(compileRules([watchFileSchema.parse(parse(blocks[1] ?? ""))]));

describe("the guide", () => {
  it("shows a short form that the configuration takes", () => {
    expect(mainSchema.parse(parse(blocks[0] ?? "")).watches).toEqual(["Sanumdong", "Sohae", "missile"]);
  });

  it("shows a watch that is for wires, and silent on other feeds", () => {
    expect(alerts(desk(), item("North Korean uranium plant expands", "", "en"))).toEqual([]);
  });

  const wire = { id: "w", kind: "wire" as const, publisher: "W" };
  it("shows rules whose receipts name them", () => {
    const input = { ...item("North Korean uranium plant expands", "", "en"), feed: wire };
    expect(desk().match(input).hits).toMatchObject([{ watch: "enrichment", rule: "headline" }]);
    const close = { ...item("New halls", "A uranium hall stands beside Kangson.", "en"), feed: wire };
    expect(desk().match(close).hits).toMatchObject([{ watch: "enrichment", rule: "close" }]);
  });
});

describe("near", () => {
  const rules = (part: string) => `watches: [{id: w, near: {of: [crane], and: [tower], within: 10${part}}}]`;
  it.each([
    ["", "crane by a tower", true],
    ["", "tower by a crane", true],
    ["", "crane far away from any tower", false],
    [", ordered: true", "tower by a crane", false],
    [", ordered: true", "crane by a tower", true],
    [", without: [old]", "crane, old tower", false],
    [", without: [old]", "crane, tower, old", true],
  ])("%s: %s", (part, title, fires) => {
    expect(alerts(matcherOf(rules(part)), item(title)).length > 0).toBe(fires);
  });

  it("does not reach from the title into the text", () => {
    expect(alerts(matcherOf(rules("")), item("crane", "tower"))).toEqual([]);
  });
});

describe("regular expressions", () => {
  it("are linear: one that would run away elsewhere is answered over its whole bound", () => {
    const matcher = matcherOf('watches: [{id: w, regex: "(a+)+(a|aa)*!"}]');
    expect(alerts(matcher, item("", "a".repeat(20_000)))).toEqual([]);
    expect(alerts(matcher, item("", `${"a".repeat(15_000)}!`))).toEqual(["w"]);
  });

  it("look at the first 20,000 characters", () => {
    const matcher = matcherOf('watches: [{id: w, regex: "KN-?\\\\d\\\\d"}]');
    expect(alerts(matcher, item("", `${" ".repeat(19_990)}KN-23`))).toEqual(["w"]);
    expect(alerts(matcher, item("", `${" ".repeat(20_001)}KN-23`))).toEqual([]);
  });

  it("shows what it found and not the rest of the word, so that no spans lie in one another", () => {
    const matcher = matcherOf('watches: [{id: w, regex: "[a-z]{3}"}]');
    const terms = matcher.match({ title: "missiles", text: "", language: null, feed: null }).hits[0]?.terms;
    expect(terms?.map((one) => one.term)).toEqual(["mis", "sil"]);
  });

  it.each(["(?=a)b", "(a)\\\\1", "(unclosed"])("that cannot be run linearly are refused: %s", (regex) => {
    expect(() => matcherOf(`watches: [{id: w, regex: "${regex}"}]`)).toThrow(/w/);
  });
});
