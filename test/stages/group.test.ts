import { expect, test } from "vitest";
import { createGroupStage } from "../../src/stages/group.js";
import { createStoryIndex } from "../../src/stories/story-index.js";

test("a line is answered with its story, change, origin and score", () => {
  const stage = createGroupStage(createStoryIndex());
  expect(
    stage.answer({ id: 1, title: "A test at the northern site was detected", text: null, at: "2026-01-02" }),
  ).toMatchObject({
    story: expect.stringMatching(/^s/),
    change: "opened",
    origin: expect.stringMatching(/^o/),
    score: 0,
  });
});

test("each line is learned before the next", () => {
  const stage = createGroupStage(createStoryIndex());
  const title = "A test at the northern site was detected";
  const first = stage.answer({ id: "a", title, publisher: "one" });
  const { story } = first as { story: string };
  expect(stage.answer({ id: "b", title, publisher: "two", extra: true })).toMatchObject({ story, change: "grown" });
});

test("a line without a title is refused", () => {
  expect(() => createGroupStage(createStoryIndex()).answer({ id: "a" })).toThrow();
});

test("a time that is none counts as not given", () => {
  const stage = createGroupStage(createStoryIndex());
  expect(stage.answer({ id: "a", title: "A test was detected", at: "yesterday-ish" })).toMatchObject({
    change: "opened",
  });
});
