import { expect, test } from "vitest";
import { actionsOf } from "../../src/discord/actions.js";
import { anAlert } from "../support/alerts.js";

test("an open alert has a row of buttons and a row with one menu", () => {
  const [buttons, menu] = actionsOf(anAlert());
  expect(buttons?.components.map((one) => "label" in one && one.label)).toEqual(["Take it", "Done", "Sources", "Why"]);
  const [select] = menu?.components ?? [];
  expect(select && "options" in select && select.options?.map(({ label }) => label)).toEqual([
    "Snooze for 1 hour",
    "Snooze until morning",
    "Snooze this story for good",
    "Not relevant: Another topic",
    "Not relevant: Something else of the same name",
    "Not relevant: A game, a film or a figure of speech",
    "Not relevant: Old news",
    "Not relevant: Too small to matter",
    "Not relevant: in your own words…",
  ]);
});

test("each button carries the story in its id", () => {
  const [buttons] = actionsOf(anAlert({ story: "s1" }));
  expect(buttons?.components[0]).toEqual({ type: 2, style: 1, custom_id: "wd.take.0.s1", label: "Take it" });
});

test("what is done has no menu", () => {
  const state = { kind: "done", by: "Ann", until: null, revision: 3 } as const;
  expect(actionsOf(anAlert({ state }))).toHaveLength(1);
});

test("a story whose id is none of ours has no rows at all", () => {
  expect(actionsOf(anAlert({ story: "no id" }))).toEqual([]);
});
