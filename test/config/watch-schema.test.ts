import { describe, expect, it } from "vitest";
import { parseWatchFile } from "../../src/config/watch-file.js";
import { watchListSchema } from "../../src/config/watch-schema.js";
import { fileless } from "../../src/config/yaml-file.js";
import { compileRules } from "../../src/matching/compile.js";
import { pack } from "../matching/support.js";

const complaint = (value: unknown): string => {
  try {
    parseWatchFile(fileless("w.yaml", value));
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

describe("watch files", () => {
  it("takes an empty file", () => {
    expect(parseWatchFile(fileless("w.yaml", {}))).toEqual({});
  });

  it("refuses an unknown key and names it with its place", () => {
    expect(complaint({ watches: [{ id: "a", any: ["b"], colour: "red" }] })).toMatch(
      /^w\.yaml: watches\[0\]\.colour: unknown key/,
    );
  });

  it("names the place of a mistake inside nested conditions", () => {
    expect(complaint({ watches: [{ id: "a", all: ["b", { nar: {} }] }] })).toMatch(
      /watches\[0\]\.all\[1\]\.nar: unknown key; did you mean "near"\?/,
    );
  });

  it("refuses an id with capitals and says what ids look like", () => {
    expect(complaint({ watches: [{ id: "Big", any: ["b"] }] })).toContain("watches[0].id: must be 1 to 64 of a-z");
  });

  it("refuses coordinates off the globe", () => {
    expect(
      complaint({ entities: [{ id: "a", kind: "site", names: ["b"], coordinates: { lat: 91, lon: 0 } }] }),
    ).toContain("entities[0].coordinates.lat");
  });

  it("takes plain words and whole watches side by side", () => {
    expect(watchListSchema.parse(["missile", { id: "a", any: ["b"] }])).toHaveLength(2);
  });
});

describe("what refers to what", () => {
  it.each([
    ["watches: [{id: a, any: ['entity:nowhere']}]", 'watch a, rule only: there is no entity called "nowhere"'],
    ["watches: [{id: a, any: ['group:nothing']}]", 'there is no group called "nothing"'],
    ["watches: [{id: a, any: ['context:none']}]", 'there is no context called "none"'],
    [
      "contexts: {x: {any: ['context:y']}, y: {any: ['context:x']}}\nwatches: [{id: a, any: ['context:x']}]",
      "refers to itself",
    ],
    ["watches: [{id: a, none: [b]}]", "neither rules nor"],
    ["watches: [{id: a, rules: [{id: r, none: [b]}]}]", "absences alone"],
    ["watches: [{id: a, regex: '(a)\\1'}]", "is not understood"],
    ["watches: [{id: a, any: ['***']}]", "no letter or digit"],
    ["entities: [{id: e, kind: site, names: [a]}, {id: e, kind: site, names: [b]}]", "used twice"],
    ["entities: [{id: e, kind: site, weak: [a]}]", "weak names and needs go together"],
  ])("refuses %s", (yaml, message) => {
    expect(() => compileRules([pack(yaml)])).toThrow(message);
  });

  it("gives rules a version that changes with them", () => {
    const one = compileRules([pack("watches: [a]")]).version;
    expect(one).toMatch(/^[0-9a-f]{12}$/);
    expect(compileRules([pack("watches: [a]")]).version).toBe(one);
    expect(compileRules([pack("watches: [b]")]).version).not.toBe(one);
  });

  it("lets the main configuration replace a pack's watch and switch one off", () => {
    const packs = [pack("watches: [{id: a, any: [x]}, {id: b, any: [y]}]")];
    const rules = compileRules(packs, [
      { id: "a", any: ["z"], severity: "low", enabled: true },
      { id: "b", any: ["y"], severity: "low", enabled: false },
    ]);
    expect(rules.watches.map((watch) => [watch.id, watch.severity])).toEqual([["a", "low"]]);
  });
});
