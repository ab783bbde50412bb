import { expect, test } from "vitest";
import { createEditGate, edited } from "../../src/channels/edit-gate.js";
import { createManualClock } from "../support/clocks.js";

const taken = (gate: ReturnType<typeof createEditGate>, count: number, urgent = false) =>
  Array.from({ length: count }, () => gate.take(urgent));
const none = (count: number) => Array.from({ length: count }, () => 0);

test("as many edits go at once as a minute allows, a fifth of them only where people wait; then one an interval", () => {
  const clock = createManualClock();
  const gate = createEditGate(clock, 60);
  expect(taken(gate, 48)).toEqual(none(48));
  expect(gate.take()).toBe(1000);
  expect(taken(gate, 12, true)).toEqual(none(12));
  expect(gate.take(true)).toBe(1000);
  clock.advance(13_000);
  expect([gate.take(), gate.take()]).toEqual([0, 1000]);
});

test("those who are turned away come back one after the other, and who is waited for does not wait for growth", () => {
  const gate = createEditGate(createManualClock(), 60);
  taken(gate, 60, true);
  expect(taken(gate, 3)).toEqual([13_000, 14_000, 15_000]);
  expect(taken(gate, 2, true)).toEqual([1000, 2000]);
});

test("a budget that was not used does not add up", () => {
  const clock = createManualClock();
  const gate = createEditGate(clock, 2);
  clock.advance(3_600_000);
  expect(taken(gate, 2)).toEqual(none(2));
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
