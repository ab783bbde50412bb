import { expect, test } from "vitest";
import type { Regrouping, Route } from "../../src/model.js";
import { learnAll } from "../../src/pipeline/group.js";
import { regroupPlan } from "../../src/pipeline/regroup.js";
import type { StoryState, WantedDelivery } from "../../src/ports.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { storyItem } from "../stories/support.js";

const state = (id: string, revision: number): StoryState => ({
  id,
  revision,
  openedAt: 1,
  updatedAt: 2,
  severity: "normal",
  headline: `Headline of ${id}`,
  mergedInto: null,
  watches: [{ watch: "sites", severity: "normal", terms: [] }],
  reports: [],
});
const act = (given: Partial<Regrouping>): Regrouping => ({
  arrival: 3,
  kind: "merge",
  story: "young",
  into: "old",
  items: ["b"],
  by: null,
  at: 0,
  ...given,
});
const route = (to: string[], given: Partial<Route> = {}): Route => ({
  to,
  watches: null,
  severities: ["normal"],
  waitMs: 0,
  quiet: null,
  ...given,
});
const NOON = Date.UTC(2019, 2, 8, 12);
const plan = regroupPlan([route(["desk", "ops", "lab"])], NOON);
const memory = (alerted: string[], told: string[]) => ({ alerted, told });

test("a merge that an item showed names nobody; one by a person says who", () => {
  const [from, into] = [state("young", 2), state("old", 5)];
  const change = { from, into, fromMemory: memory(["desk"], ["desk"]), intoMemory: memory(["desk"], ["desk"]) };
  const textOf = (by: string | null) => {
    const note = plan.regrouped({ ...change, act: act({ by }) }).find(({ key }) => key.kind === "note");
    return note?.body?.kind === "note" ? note.body.note.text : "";
  };
  expect(textOf(null)).toBe("1 report of “Headline of young” (story young) belongs to this event.");
  expect(textOf("Ann")).toBe("1 report of “Headline of young” (story young) belongs to this event, says Ann.");
});

test("a merge edits the younger only where somebody saw it, and brings the elder wherever either was wanted", () => {
  const change = {
    act: act({}),
    from: state("young", 2),
    into: state("old", 5),
    fromMemory: memory(["desk", "ops"], ["ops"]),
    intoMemory: memory(["lab"], []),
  };
  const wanted = plan
    .regrouped(change)
    .map(({ key, revision }) => `${key.channel} ${key.kind} ${key.subject} ${revision}`);
  expect(wanted.sort()).toEqual(["desk alert old 5", "lab alert old 5", "ops alert old 5", "ops alert young 2"]);
});

test("a split in a channel that has seen nothing yet brings two alerts and no note", () => {
  const change = {
    act: act({ kind: "split", story: "old", into: "part" }),
    from: state("old", 4),
    into: state("part", 1),
    fromMemory: memory(["desk"], []),
    intoMemory: memory([], []),
  };
  const kinds = plan.regrouped(change).map(({ key }) => `${key.kind} ${key.subject}`);
  expect(kinds).toEqual(["alert old", "alert part"]);
});

const splitOf = (told: string[], intoMemory = memory([], [])) => ({
  act: act({ kind: "split", story: "old", into: "part" }),
  from: state("old", 4),
  into: state("part", 1),
  fromMemory: memory(["desk", "ops"], told),
  intoMemory,
});
const told = (wanted: WantedDelivery[]) =>
  wanted.map(({ key, notBeforeMs }) => `${key.channel} ${key.kind} ${key.subject} ${notBeforeMs}`).sort();

test("the part of a split waits as its route says, the old story's edit and note do not", () => {
  const quiet = { from: "11:00", to: "14:00", timeZone: "UTC", except: [] };
  const routes = [route(["desk"], { waitMs: 600_000 }), route(["ops"], { quiet })];
  expect(told(regroupPlan(routes, NOON).regrouped(splitOf(["desk"])))).toEqual([
    "desk alert old 0",
    "desk alert part 600000",
    "desk note old 0",
    "ops alert old 0",
    `ops alert part ${2 * 3_600_000}`,
  ]);
});

test("the part of a split goes only where the routes take it, and where it stood before", () => {
  const routes = [route(["desk"], { watches: ["others"] })];
  expect(told(regroupPlan(routes, NOON).regrouped(splitOf([])))).toEqual(["desk alert old 0", "ops alert old 0"]);
  const before = memory(["ops"], ["ops"]);
  expect(told(regroupPlan(routes, NOON).regrouped(splitOf([], before)))).toContain("ops alert part 0");
});

test("the elder of a merge waits as its route says where it is new, and goes there even without a route", () => {
  const change = {
    act: act({}),
    from: state("young", 2),
    into: state("old", 5),
    fromMemory: memory(["desk", "ops"], ["ops"]),
    intoMemory: memory([], []),
  };
  expect(told(regroupPlan([route(["desk"], { waitMs: 600_000 })], NOON).regrouped(change))).toEqual([
    "desk alert old 600000",
    "ops alert old 0",
    "ops alert young 0",
  ]);
});

test("merges and splits are learned between the placements among which they came, and only once", () => {
  const index = createStoryIndex();
  const placed = (arrival: number, story: string, title: string) => ({
    arrival,
    item: storyItem({ id: title, title, at: arrival }),
    story,
    origin: `o${arrival}`,
  });
  const ferry = "Ferry sinks in heavy weather off the southern cape";
  const placements = [
    placed(1, "old", "Tunnel digging resumes at the northern test site"),
    placed(2, "young", ferry),
    placed(4, "old", "Cabinet resigns after the harvest vote"),
  ];
  const acts = [
    act({ arrival: 3, items: [ferry] }),
    act({ arrival: 5, kind: "split", story: "old", into: "young", items: [ferry] }),
  ];
  learnAll(index, placements, acts);
  learnAll(index, placements, acts);
  expect(index.seen).toBe(5);
  expect(index.decide(storyItem({ title: "Ferry sinks off the southern cape in heavy weather", at: 6 })).story).toBe(
    "young",
  );
});
