import { describe, expect, it } from "vitest";
import { inlineRules, laidOver } from "../../src/config/tried-rules.js";
import { compileRules } from "../../src/matching/compile.js";
import { pack } from "../matching/support.js";

const BASE = pack(`
entities: [{ id: sohae, kind: site, names: [Sohae] }]
groups: { fire: [fire], work: { names: [work] } }
watches: [{ id: a, any: [entity:sohae] }]
`);

describe("a watch in place of a file", () => {
  it.each([
    ["launch pad", ["launch-pad"]],
    ["{any: [pad], none: [helipad]}", ["tried"]],
    ["{id: pads, any: [pad]}", ["pads"]],
    ["[Sohae, {id: b, any: [pad]}]", ["sohae", "b"]],
    ["{groups: {x: [y]}, watches: [{id: c, any: ['group:x']}]}", ["c"]],
  ])("%s is read as it is meant", (text, ids) => {
    expect(compileRules([inlineRules(text)]).watches.map((watch) => watch.id)).toEqual(ids);
  });

  it.each([
    ["{any: [pad", "not valid YAML"],
    ["{anny: [pad]}", "anny"],
    ["[5]", "the watch"],
  ])("%s is refused in words", (text, word) => {
    expect(() => inlineRules(text)).toThrow(word);
  });
});

describe("a file laid over those in force", () => {
  it("replaces entities and groups of the same id and leaves the rest", () => {
    const changed = pack("{entities: [{ id: sohae, kind: site, names: [Tongchang] }], groups: {fire: [blaze]}}");
    const rules = compileRules(laidOver([BASE], changed));
    const names = rules.names.map((name) => rules.owners[name.owner]?.id);
    expect(names.sort()).toEqual(["fire", "sohae", "work"]);
  });

  it("replaces a watch of the same id", () => {
    const rules = compileRules(laidOver([BASE], inlineRules("{id: a, severity: high, any: [pad]}")));
    expect(rules.watches).toMatchObject([{ id: "a", severity: "high" }]);
  });
});
