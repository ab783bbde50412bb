import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCode } from "../../src/acts/codes.js";
import { offersOf } from "../../src/acts/offers.js";
import type { AlertState } from "../../src/model.js";
import { anAlert, anyBody } from "../support/alerts.js";

const state = (kind: AlertState["kind"]): AlertState => ({ kind, by: "Ann", until: null, revision: 4 });
const kinds = (part: Parameters<typeof anAlert>[0]) => {
  const { buttons, snooze, dismiss } = offersOf(anAlert(part));
  return { buttons: buttons.map(({ kind }) => kind), snooze: snooze.length, dismiss: dismiss.length };
};
const QUESTIONS = ["sources", "why"];

describe("what is offered under an alert", () => {
  test("an open story can be taken, done, snoozed and dismissed", () => {
    expect(kinds({})).toEqual({ buttons: ["take", "done", ...QUESTIONS], snooze: 3, dismiss: 6 });
  });

  test("a taken story can be taken over and given back", () => {
    expect(kinds({ state: state("taken") })).toEqual({
      buttons: ["done", "take", "reopen", ...QUESTIONS],
      snooze: 3,
      dismiss: 6,
    });
    expect(offersOf(anAlert({ state: state("taken") })).buttons[1]?.label).toBe("Take over");
  });

  test("a snoozed story can be taken, done and opened again", () => {
    expect(kinds({ state: state("snoozed") })).toEqual({
      buttons: ["take", "done", "reopen", ...QUESTIONS],
      snooze: 0,
      dismiss: 0,
    });
  });

  test.each(["done", "irrelevant"] as const)("what is %s can be undone", (kind) => {
    expect(kinds({ state: state(kind) })).toEqual({ buttons: ["reopen", ...QUESTIONS], snooze: 0, dismiss: 0 });
  });

  test("a story that was folded into another is only asked about", () => {
    const mergedInto = { story: "elder", url: null };
    expect(kinds({ mergedInto })).toEqual({ buttons: QUESTIONS, snooze: 0, dismiss: 0 });
  });

  test("each carries the story and the revision of the state that was shown", () => {
    const { buttons } = offersOf(anAlert({ story: "s1", state: state("taken") }));
    for (const { code } of buttons) expect(readCode(code)).toMatchObject({ story: "s1", seen: 4 });
  });

  test("any alert gets codes that can be read, at most five buttons and nine entries", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        if (body.kind !== "alert") return;
        const { buttons, snooze, dismiss } = offersOf(body.alert);
        expect(buttons.length).toBeLessThanOrEqual(5);
        expect(snooze.length + dismiss.length).toBeLessThanOrEqual(9);
        for (const { code } of [...buttons, ...snooze, ...dismiss]) expect(readCode(code)).not.toBeNull();
      }),
    );
  });
});
