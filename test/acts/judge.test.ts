import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/acts/access.js";
import { type ActRules, type AskedAct, judge } from "../../src/acts/judge.js";
import type { Act } from "../../src/model.js";
import type { ActingStory, KeptState } from "../../src/ports.js";

const NOW = Date.UTC(2026, 0, 15, 12);
const rules = (allow: string[] | null = null): ActRules => ({
  channels: [
    { id: "desk", account: "team", channel: "C1", allow },
    { id: "ops", account: "other", channel: "C2", allow: null },
  ],
  morning: { at: "08:00", timeZone: "UTC" },
});
const actor = (part: Partial<Actor> = {}): Actor => ({
  id: "slack:U1",
  name: "Ann",
  names: ["U1"],
  place: { account: "team", channel: "C1" },
  ...part,
});
const OPEN: KeptState = { kind: "open", by: null, byId: null, until: null, revision: 0 };
const state = (kind: KeptState["kind"], part: Partial<KeptState> = {}): KeptState => ({
  kind,
  by: "Ben",
  byId: "slack:U2",
  until: null,
  revision: 4,
  ...part,
});
const story = (part: Partial<ActingStory> = {}): ActingStory => ({
  id: "s1",
  headline: "Cranes at the pad",
  mergedInto: null,
  state: OPEN,
  alerts: [{ channel: "desk", reference: "C1:1.1" }],
  ...part,
});
const ask = (act: Act, part: Partial<AskedAct> = {}): AskedAct => ({ act, actor: actor(), seen: null, ...part });
const outcome = (asked: AskedAct, one: ActingStory, allow: string[] | null = null) =>
  judge(asked, rules(allow), one, NOW).outcome;

describe("who may act", () => {
  test.each([
    ["everybody where nobody is named", actor(), null, "changed"],
    ["who is named", actor(), ["U1"], "changed"],
    ["who bears a role that is named", actor({ names: ["U1", "R9"] }), ["R9"], "changed"],
    ["not who is not named", actor(), ["U7"], "refused"],
    ["nobody where the list is empty", actor(), [], "refused"],
    ["anybody in the terminal", actor({ place: null, names: [] }), ["U7"], "changed"],
  ])("%s", (_what, who, allow, kind) => {
    expect(outcome(ask({ kind: "take" }, { actor: who }), story(), allow).kind).toBe(kind);
  });

  test.each([
    ["another channel", { account: "team", channel: "C9" }],
    ["a channel of that id in another account", { account: "other", channel: "C1" }],
    ["a channel of ours in which the story has no alert", { account: "other", channel: "C2" }],
  ])("nobody from %s", (_what, place) => {
    expect(outcome(ask({ kind: "take" }, { actor: actor({ place }) }), story())).toEqual({
      kind: "refused",
      why: "elsewhere",
    });
  });

  test("from the thread that was made of the alert, and from where a moved alert still stands", () => {
    for (const channel of ["777", "888"]) {
      const who = actor({ place: { account: "team", channel } });
      const one = story({ alerts: [{ channel: "desk", reference: "777:888" }] });
      expect(outcome(ask({ kind: "take" }, { actor: who }), one).kind).toBe("changed");
    }
  });
});

describe("an act", () => {
  const mine = { by: "Ann", byId: "slack:U1" };
  test.each([
    ["take what is mine", { kind: "take" }, state("taken", mine), null, "already"],
    ["take from another by command", { kind: "take" }, state("taken"), null, "changed"],
    ["take over what is shown as taken", { kind: "take" }, state("taken"), 4, "changed"],
    ["take what another took meanwhile", { kind: "take" }, state("taken"), 0, "overtaken"],
    ["take what is done", { kind: "take" }, state("done"), 0, "changed"],
    ["done twice", { kind: "done" }, state("done"), 0, "already"],
    ["done what another took meanwhile", { kind: "done" }, state("taken"), 0, "changed"],
    [
      "snooze again from the view of before",
      { kind: "snooze", span: "1h" },
      state("snoozed", { until: 9 }),
      0,
      "already",
    ],
    ["snooze anew by command", { kind: "snooze", span: "1h" }, state("snoozed", { until: 9 }), null, "changed"],
    ["snooze for good twice", { kind: "snooze", span: "good" }, state("snoozed"), null, "already"],
    ["dismiss twice", { kind: "dismiss", reason: "x" }, state("irrelevant"), null, "already"],
    ["open what is open", { kind: "reopen" }, OPEN, null, "already"],
  ] as [string, Act, KeptState, number | null, string][])("%s", (_what, act, before, seen, kind) => {
    expect(outcome(ask(act, { seen }), story({ state: before })).kind).toBe(kind);
  });

  test("on a merged story is sent to the elder one", () => {
    expect(outcome(ask({ kind: "done" }), story({ mergedInto: "s0" }))).toEqual({ kind: "merged", into: "s0" });
  });

  test("of dismissing is kept as a second person's word though nothing changes", () => {
    const judged = judge(ask({ kind: "dismiss", reason: "x" }), rules(), story({ state: state("irrelevant") }), NOW);
    expect(judged).toMatchObject({ state: null, irrelevant: { reason: "x" } });
  });

  test.each([
    ["1h", NOW + 3_600_000],
    ["morning", Date.UTC(2026, 0, 16, 8)],
    ["good", null],
  ] as const)("of snoozing for %s ends when it says", (span, until) => {
    expect(judge(ask({ kind: "snooze", span }), rules(), story(), NOW).state).toEqual({ kind: "snoozed", until });
  });

  test("any act carried out twice by the same person from the same view changes something once", () => {
    const anyAct = fc.constantFrom<Act>(
      { kind: "take" },
      { kind: "done" },
      { kind: "snooze", span: "1h" },
      { kind: "snooze", span: "morning" },
      { kind: "snooze", span: "good" },
      { kind: "dismiss", reason: null },
      { kind: "reopen" },
    );
    const anyState = fc.constantFrom(OPEN, state("taken"), state("done"), state("irrelevant"), state("snoozed"));
    fc.assert(
      fc.property(anyAct, anyState, (act, before) => {
        const asked = ask(act, { seen: before.revision });
        const first = judge(asked, rules(), story({ state: before }), NOW);
        if (first.state === null) return;
        const after = { ...first.state, by: "Ann", byId: "slack:U1", revision: before.revision + 1 };
        expect(judge(asked, rules(), story({ state: after }), NOW + 400).state).toBeNull();
      }),
    );
  });
});
