import { describe, expect, it } from "vitest";
import { createMatchStage } from "../../src/stages/match.js";
import { matcherOf } from "../matching/support.js";

const stage = createMatchStage(matcherOf("watches: [missile]"));

describe("the stage match", () => {
  it("answers hits and near misses", () => {
    expect(stage.answer({ id: 1, title: "missile", text: null, language: null })).toMatchObject({
      hits: [{ watch: "missile" }],
      rejected: [],
    });
  });

  it("ignores unknown keys and takes null for absent", () => {
    expect(stage.answer({ title: null, publishedAt: null, more: [], feed: { id: "a", kind: null } })).toEqual({
      hits: [],
      rejected: [],
    });
  });

  it("refuses a title that is no text", () => {
    expect(() => stage.answer({ title: 7 })).toThrow();
  });
});
