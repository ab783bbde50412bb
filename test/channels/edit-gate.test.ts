import { expect, test } from "vitest";
import { createEditGate, edited } from "../../src/channels/edit-gate.js";
import { createManualClock } from "../support/clocks.js";

test("as many edits go at once as a minute allows, then one an interval", () => {
  const clock = createManualClock();
  const gate = createEditGate(clock, 60);
  expect(Array.from({ length: 60 }, () => gate.take())).toEqual(Array.from({ length: 60 }, () => 0));
  expect(gate.take()).toBe(1000);
  clock.advance(1000);
  expect(gate.take()).toBe(0);
  expect(gate.take()).toBeGreaterThan(0);
});

test("those who are turned away come back one after the other", () => {
  const gate = createEditGate(createManualClock(), 60);
  for (let taken = 0; taken < 60; taken += 1) gate.take();
  expect([gate.take(), gate.take(), gate.take()]).toEqual([1000, 2000, 3000]);
});

test("a budget that was not used does not add up", () => {
  const clock = createManualClock();
  const gate = createEditGate(clock, 2);
  clock.advance(3_600_000);
  expect([gate.take(), gate.take()]).toEqual([0, 0]);
  expect(gate.take()).toBeGreaterThan(0);
});

test("without a budget only the platform's word holds", () => {
  const clock = createManualClock();
  const gate = createEditGate(clock, null);
  expect(Array.from({ length: 500 }, () => gate.take()).every((ms) => ms === 0)).toBe(true);
  gate.hold(5000);
  expect(gate.take()).toBe(5000);
  clock.advance(5000);
  expect(gate.take()).toBe(0);
});

test("a shorter word does not cut a longer one", () => {
  const gate = createEditGate(createManualClock(), null);
  gate.hold(5000);
  gate.hold(1);
  expect(gate.take()).toBe(5000);
});

test("what is no limit of the channel passes unchanged", () => {
  const gate = createEditGate(createManualClock(), null);
  const sent = { kind: "sent", reference: "r", url: null } as const;
  const broken = { kind: "retry", reason: "reset", afterMs: null, scope: "channel", unsettled: true } as const;
  expect(edited(gate, sent)).toBe(sent);
  expect(edited(gate, broken)).toBe(broken);
  expect(gate.take()).toBe(0);
});
