/** What a person sees of a mistake across watch files: file, line, key, and what was meant. */
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.js";
import { folderOf } from "../support/folder.js";

function complaint(mine: string, others: Record<string, string> = {}): string {
  const files = { "watchdesk.yaml": "", "watches/mine.yaml": mine, ...others };
  try {
    loadConfig({ file: "watchdesk.yaml", env: {}, cwd: folderOf(files) });
  } catch (error) {
    return (error as Error).message.replaceAll(/\/\S*\//g, "");
  }
  return "accepted";
}

describe("a mistake in a watch file is told with its place", () => {
  test.each([
    [
      "a group that is nowhere",
      "groups: {fire: [fire]}\nwatches:\n  - id: w\n    any: ['group:fires']",
      'mine.yaml:4: watches[0].any[0]: there is no group called "fires"; did you mean "fire"?',
    ],
    [
      "a reference deep inside a rule",
      "watches:\n  - id: w\n    rules:\n      - id: r\n        near:\n          of: [a]\n          and: ['entity:x']\n          within: 9",
      'mine.yaml:7: watches[0].rules[0].near.and[0]: there is no entity called "x"',
    ],
    [
      "what a weak name needs",
      "entities:\n  - id: e\n    kind: site\n    weak: [a]\n    needs: ['context:none']",
      'mine.yaml:5: entities[0].needs[0]: there is no context called "none"',
    ],
    [
      "a kind that no entity is of",
      "entities: [{id: e, kind: site, names: [a]}]\ncontexts:\n  c: {any: ['kind:sites']}",
      'mine.yaml:3: contexts.c.any[0]: there is no kind called "sites"; did you mean "site"?',
    ],
    [
      "an entity that is there already",
      "entities:\n  - {id: e, kind: site, names: [a]}\n  - {id: e, kind: site, names: [b]}",
      'mine.yaml:3: entities[1].id: the entity "e" is there already',
    ],
    [
      "a watch twice in one file",
      "watches:\n  - {id: w, any: [a]}\n  - {id: w, any: [b]}",
      'mine.yaml:3: watches[1].id: the watch "w" is in this file already',
    ],
    [
      "weak names that need nothing",
      "entities:\n  - id: e\n    kind: site\n    weak: [a]",
      "mine.yaml:4: entities[0].weak: weak names need something: say what in needs",
    ],
    [
      "needs without weak names",
      "entities:\n  - id: e\n    kind: site\n    names: [a]\n    needs: [b]",
      "mine.yaml:5: entities[0].needs: only weak names need something, and there are none",
    ],
    ["an entity without names", "entities:\n  - {id: e, kind: site}", "mine.yaml:2: entities[0]: has no names"],
    [
      "a watch that asks for nothing",
      "watches:\n  - id: w\n    none: [a]",
      "mine.yaml:2: watches[0]: a watch needs any, all, near, regex or rules: something to be seen",
    ],
    [
      "a key that is missing",
      "watches:\n  - id: w\n    near: {of: [a], within: 9}",
      "mine.yaml:3: watches[0].near.and: is missing: expected an array",
    ],
  ])("%s", (_, mine, expected) => {
    expect(complaint(mine)).toBe(expected);
  });

  test("an entity of another file counts", () => {
    const others = { "watches/places.yaml": "entities: [{id: e, kind: site, names: [a]}]" };
    expect(complaint("watches: [{id: w, any: ['entity:e', 'kind:site']}]", others)).toBe("accepted");
  });

  test("a watch of the main file may replace a pack's", () => {
    const others = { "watchdesk.yaml": "watches: [{id: w, any: [b]}]" };
    expect(complaint("watches: [{id: w, any: [a]}]", others)).toBe("accepted");
  });

  test("a file that cannot be read is told alone, not what refers to it", () => {
    const others = { "watches/broken.yaml": "groups: {fire: {names: 5}}" };
    expect(complaint("watches: [{id: w, any: ['group:fire']}]", others)).toMatch(/^broken\.yaml:1: groups\.fire/);
  });
});
