import { expect, test } from "vitest";
import { changeWanted, notesFor, placementEvents } from "../../src/pipeline/notes.js";
import type { StoryState, WantedDelivery } from "../../src/ports.js";

type Report = StoryState["reports"][number];

let made = 0;

function report(title: string, given: Partial<Report> = {}): Report {
  made += 1;
  return {
    item: `i${made}`,
    title,
    url: `https://news.example/${made}`,
    publisher: "First Wire",
    kind: "wire",
    language: "en",
    origin: "o1",
    publishedAt: null,
    firstSeenAt: made,
    text: "",
    arrival: made,
    hits: [],
    ...given,
  };
}

function storyOf(...reports: Report[]): StoryState {
  return {
    id: "s1",
    revision: reports.length,
    openedAt: 1,
    updatedAt: 2,
    severity: "normal",
    headline: reports[0]?.title ?? "",
    mergedInto: null,
    watches: [],
    reports,
  };
}

const alertIn = (channel: string, notBeforeMs = 0): WantedDelivery => ({
  key: { channel, kind: "alert", subject: "s1", ordinal: "1" },
  revision: 1,
  notBeforeMs,
  body: null,
});

const told = { alerted: ["desk", "late"], told: ["desk"] };
const kinds = (...reports: Report[]) => placementEvents(storyOf(...reports)).map(({ kind }) => kind);
const other = { publisher: "Second Paper", origin: "o2" };

/** The notes after the last of the reports. */
function notes(...reports: Report[]) {
  const story = storyOf(...reports);
  return notesFor([alertIn("desk")], told, story, reports.at(-1)!.item, placementEvents(story));
}

function textsOf(wanted: WantedDelivery[]): string[] {
  return wanted.flatMap(({ body }) => (body?.kind === "note" ? [body.note.text] : []));
}

test("a story that was opened just now has no note, however official", () => {
  expect(kinds(report("Defence ministry confirms the launch"))).toEqual([]);
});

test("five reports of one origin stay unconfirmed: no note", () => {
  const reports = Array.from({ length: 5 }, (_, n) => report("Booster moved", { publisher: `Paper ${n}` }));
  for (let count = 1; count <= 5; count++) expect(kinds(...reports.slice(0, count))).toEqual([]);
});

test("a second origin is a note that names both and links the report", () => {
  const [one, ...more] = notes(report("Booster moved"), report("Rocket at the pad", other));
  expect(more).toEqual([]);
  expect(one).toMatchObject({
    key: { channel: "desk", kind: "note", subject: "s1", ordinal: "corroborated@2" },
    revision: 1,
    body: { kind: "note", note: { story: "s1", event: { kind: "corroborated", origin: "o2" } } },
  });
  expect(textsOf([one!])).toEqual(["Second Paper reports it independently of First Wire: “Rocket at the pad”."]);
  expect(one?.body).toMatchObject({ note: { url: expect.stringContaining("https://news.example/") } });
});

test("a third origin is no note", () => {
  const reports = [report("Booster moved"), report("Rocket at the pad", other), report("Rocket up", { origin: "o3" })];
  expect(kinds(...reports)).toEqual([]);
});

test("an official confirmation is a note that says who confirms and who reports it", () => {
  const wanted = notes(report("Booster moved"), report("Defence ministry confirms move", { publisher: "Daily" }));
  expect(wanted[0]?.key.ordinal).toBe("official@2");
  expect(textsOf(wanted)[0]).toMatch(/^Confirmed by Defence ministry, as Daily reports: /);
});

test("a denial is a note", () => {
  const wanted = notes(report("Booster moved"), report("Kremlin denies the move", { publisher: "Daily" }));
  expect(wanted[0]?.key.ordinal).toBe("denied@2");
});

test("words that are firmer than all before are a note with the words of both", () => {
  const wanted = notes(report("Launch may be near"), report("Launch detected by radar"));
  expect(wanted[0]?.key.ordinal).toBe("firmed@2");
  expect(textsOf(wanted)[0]).toMatch(/more firmly: possible \(“may be”\) became detected \(“detected”\)/);
});

test("a reprint in firmer words firms nothing", () => {
  expect(kinds(report("Launch may be near"), report("Launch detected by radar", { publisher: "Reprinter" }))).toEqual(
    [],
  );
});

test("what one report changes is one note, of the gravest kind, with all of it in words", () => {
  const wanted = notes(report("Booster moved"), report("Defence ministry confirms move", other));
  expect(wanted.map(({ key }) => key.ordinal)).toEqual(["official@2"]);
  expect(textsOf(wanted)[0]).toMatch(/Confirmed by .* independently of First Wire/);
});

test("a channel whose alert is still to be sent gets no note: the alert will show it", () => {
  const story = storyOf(report("Booster moved"), report("Rocket at the pad", other));
  const wanted = notesFor(
    [alertIn("desk", 7), alertIn("late")],
    told,
    story,
    story.reports[1]!.item,
    placementEvents(story),
  );
  expect(wanted.map(({ key, notBeforeMs }) => [key.channel, notBeforeMs])).toEqual([["desk", 7]]);
});

const edit = (before: string, after: string, texts: [string, string] = ["", ""]) => {
  const story = storyOf(report(after));
  const change = {
    item: story.reports[0]!.item,
    publisher: "First Wire",
    before: { title: before, text: texts[0] },
    after: { title: after, text: texts[1] },
  };
  return changeWanted([alertIn("desk")], told, story, change);
};

test.each([
  ["Crane at the pad", "Crane and rocket at the pad", "headline-changed@1", /from “Crane at.*” to “Crane and rocket/],
  [
    "Launch may have failed",
    "Launch confirmed to have failed",
    "firmed@1",
    /changed its headline .* more firmly|more firmly.*changed its headline/,
  ],
  ["Launch confirmed", "Launch suspected", "softened@1", /less firmly/],
  ["Army fires 3 missiles", "Army fires 2 missiles", "number-changed@1", /changed a number: 3 .* became 2/],
  ["Launch seen", "Withdrawn: launch seen", "withdrawn@1", /First Wire withdrew its report/],
])("an edit from %s to %s edits the alert and is one note", (before, after, ordinal, text) => {
  const wanted = edit(before, after);
  expect(wanted.map(({ key }) => [key.kind, key.ordinal])).toEqual([
    ["alert", "1"],
    ["note", ordinal],
  ]);
  expect(textsOf(wanted)[0]).toMatch(text);
});

test("an edit of punctuation edits the alert and says nothing", () => {
  expect(edit("Crane at pad", "Crane, at pad.").map(({ key }) => key.kind)).toEqual(["alert"]);
});

test("an edit of the text that means the same does nothing", () => {
  expect(edit("Crane at pad", "Crane at pad", ["One crane stands.", "One crane stands there."])).toEqual([]);
});

test("a correction that leaves the headline is told as one", () => {
  const wanted = edit("Crane at pad", "Crane at pad", ["It stands.", "It stands. Correction: it stood."]);
  expect(textsOf(wanted)).toEqual(["First Wire corrected its report “Crane at pad”."]);
});

test("a headline of any length is quoted within bounds", () => {
  const [, note] = edit("a ".repeat(3000), "b ".repeat(3000));
  expect(textsOf([note!])[0]!.length).toBeLessThan(500);
});
