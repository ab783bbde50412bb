import { expect, test } from "vitest";
import type { StoryItem } from "../../src/model.js";
import { changesWith, timelineOf } from "../../src/stories/changes.js";
import { ladderOf, officialIn } from "../../src/stories/ladder.js";
import { storyItem } from "./support.js";

const report = (title: string, origin: string, given: Partial<StoryItem> = {}, at = 0) => ({
  item: storyItem({ title, publisher: `paper of ${origin}`, ...given }),
  origin,
  at,
});

test("five reports of one origin stay on the first rung", () => {
  const reports = Array.from({ length: 5 }, () => report("Booster moved", "o1"));
  expect(ladderOf(reports).map(({ rung }) => rung)).toEqual(["single origin"]);
});

test("a second origin takes the second rung, with who and when", () => {
  const steps = ladderOf([report("Booster moved", "o1", {}, 5), report("Rocket at the pad", "o2", { id: "x" }, 9)]);
  expect(steps.at(-1)).toEqual({ rung: "several origins", item: "x", by: "paper of o2", at: 9 });
});

test.each([
  ["Defence ministry confirms launch failed", "confirmed"],
  ["Launch confirmed by Joint Chiefs of Staff", "confirmed"],
  ["합참, 북한 미사일 발사 확인했다", "confirmed"],
  ["Kremlin denies sending the parts", "denied"],
  ["통일부, 보도 내용 부인", "denied"],
])("%s: officially %s", (title, kind) => {
  expect(officialIn(storyItem({ title }))?.kind).toBe(kind);
});

test.each(["Analysts confirm their view", "The military has not confirmed the launch", "Team confirms new coach"])(
  "%s: nobody official says so",
  (title) => {
    expect(officialIn(storyItem({ title }))).toBeNull();
  },
);

test.each([
  "An adviser to the defence ministry confirms his view of the launch",
  "Former defence minister confirms he knew of the launch",
  "Defence ministry adviser confirms talks with the plant",
  "Foreign ministry confirms it is aware of reports of a launch",
  "Joint Chiefs of Staff confirmed they were looking into reports of a launch",
  "Defence ministry will say on Monday whether it has confirmed the launch",
  "합참, 현재까지 확인된 바 없다",
  "전직 국방부 관리, 발사 확인했다고 주장",
])("%s: nobody who may confirms it", (title) => {
  expect(officialIn(storyItem({ title }))).toBeNull();
});

const office = (title: string, text = "") =>
  ladderOf([report(title, "o1", { kind: "government", publisher: "Coast Guard", text })]).map(({ rung }) => rung);

test.each([
  ["Debris of a rocket fell north of the island at 07:10", ""],
  ["Military detected one missile from the east coast", ""],
  ["합참, 북한 탄도미사일 1발 포착", ""],
])("an office's feed confirms what it states as a fact: %s", (title, text) => {
  expect(office(title, text)).toEqual(["single origin", "officially confirmed"]);
});

test.each([
  ["Press calendar of the week: launch site visit", ""],
  ["Statement on the launch", "We are aware of reports of a launch and will say more."],
  ["North could be preparing for a launch", ""],
  ["Missile suspected in the east", ""],
  ["Remarks by the Secretary's senior adviser on the launch", ""],
  ["What is known of the launch?", ""],
  ["국방부 주간 보도 일정", ""],
])("an office's feed confirms nothing by: %s", (title, text) => {
  expect(office(title, text)).toEqual(["single origin"]);
});

test("a denial stands beside a confirmation", () => {
  const steps = ladderOf([
    report("Defence ministry confirms the launch", "o1"),
    report("Foreign ministry denies the launch", "o2"),
  ]);
  expect(steps.map(({ rung }) => rung)).toEqual([
    "single origin",
    "officially confirmed",
    "several origins",
    "officially denied",
  ]);
});

test("the first report opens, a reprint is merely reported, another origin corroborates", () => {
  const reports = [report("Booster moved", "o1"), report("Booster moved", "o1"), report("Rocket at the pad", "o2")];
  expect(timelineOf(reports).map(({ events }) => events)).toEqual([
    [{ kind: "opened" }],
    [{ kind: "reported" }],
    [{ kind: "corroborated", origin: "o2" }],
  ]);
});

test("a first confirmation is told once", () => {
  const confirmed = report("Defence ministry confirms the launch", "o1");
  expect(changesWith([report("Launch", "o1"), confirmed])).toEqual([{ kind: "official", by: "Defence ministry" }]);
  expect(changesWith([report("Launch", "o1"), confirmed, confirmed])).toEqual([{ kind: "reported" }]);
});

test("a story is firmed when all before said it less firmly", () => {
  const events = changesWith([
    report("Suspected launch in the east", "o1"),
    report("Launch in the east detected", "o1"),
  ]);
  expect(events).toEqual([{ kind: "firmed", before: "suspected: Suspected", after: "detected: detected" }]);
});

test("a story that was stated plainly is not firmed by a graded report", () => {
  expect(changesWith([report("Launch in the east", "o1"), report("Launch detected", "o1")])).toEqual([
    { kind: "reported" },
  ]);
});

test("no reports, no change", () => {
  expect(changesWith([])).toEqual([]);
});
