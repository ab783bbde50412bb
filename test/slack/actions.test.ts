import { expect, test } from "vitest";
import { actionsOf } from "../../src/slack/actions.js";
import { anAlert } from "../support/alerts.js";

test("an open alert has its buttons and two menus in one block", () => {
  const [block] = actionsOf(anAlert());
  const shown = block?.elements.map((element) =>
    element.type === "button"
      ? element.text.text
      : element.type === "static_select" && [element.placeholder?.text, element.options?.map(({ text }) => text.text)],
  );
  expect(shown).toEqual([
    "Take it",
    "Done",
    ["Snooze", ["For 1 hour", "Until morning", "This story for good"]],
    [
      "Not relevant",
      [
        "Another topic",
        "Something else of the same name",
        "A game, a film or a figure of speech",
        "Old news",
        "Too small to matter",
        "In your own words…",
      ],
    ],
    "Sources",
    "Why",
  ]);
});

test("each button carries the story in its value and says to screen readers what it does", () => {
  const [block] = actionsOf(anAlert({ story: "s1" }));
  expect(block?.elements[0]).toEqual({
    type: "button",
    action_id: "wd.take",
    text: { type: "plain_text", text: "Take it" },
    value: "take.0.s1",
    accessibility_label: "Show everybody that you have this story in hand",
    style: "primary",
  });
});

test("a story whose id is none of ours has no block at all", () => {
  expect(actionsOf(anAlert({ story: "no id" }))).toEqual([]);
});
