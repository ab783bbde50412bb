/** The list of buttons, entries and notes with their tests, in docs/decisions/acts.md: complete, and no test is invented. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { offersOf } from "../../src/acts/offers.js";
import { EVENTS } from "../../src/channels/wording.js";
import type { AlertState } from "../../src/model.js";
import { anAlert } from "../support/alerts.js";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const LIST = read("docs/decisions/acts.md").split("## Each button")[1] ?? "";

/** Rows of the table that begins with this column. */
function rowsUnder(column: string): [string, string][] {
  const [, table = ""] = LIST.split(`| ${column} |`);
  const lines = table.split("\n").slice(2);
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(0, end).map((line) => {
    const [shown = "", named = ""] = line.slice(1, -1).split("|");
    return [shown.trim(), named.trim()];
  });
}

const CONTROLS = rowsUnder("button or entry");
const NOTES = rowsUnder("note");
const STATES: AlertState["kind"][] = ["open", "taken", "done", "snoozed", "irrelevant"];

/** Whatever stands under an alert in some state. */
function offered(): string[] {
  const labels = STATES.flatMap((kind) => {
    const { buttons, snooze, dismiss } = offersOf(anAlert({ state: { kind, by: null, until: null, revision: 1 } }));
    return [...buttons, ...snooze, ...dismiss].map(({ label }) => label);
  });
  return [...new Set(labels)];
}

test("each button and each menu's entry is listed once, and nothing else", () => {
  expect(CONTROLS.map(([shown]) => shown).sort()).toEqual(offered().sort());
});

test("each kind of note is listed once, and nothing else", () => {
  const { opened: _opened, reported: _reported, ...noted } = EVENTS;
  expect(NOTES.map(([shown]) => shown).sort()).toEqual(
    Object.values(noted)
      .map(({ label }) => label)
      .sort(),
  );
});

describe("the test that is named stands where the list says", () => {
  test.each(CONTROLS)("%s", (_shown, named) => {
    expect(read("test/support/act-contract.ts")).toContain(`test("${named}"`);
  });

  test.each(NOTES)("%s", (_shown, named) => {
    const [, file = "", title = ""] = /^`([\w.]+)`: (.*)$/.exec(named) ?? [];
    expect(read(`test/pipeline/${file}`)).toContain(`"${title}"`);
  });

  test("for all notes in the threads of both platforms", () => {
    const [, file = "", title = ""] = /`(test\/app\/[\w.-]+)`, (.*)\.\n/.exec(LIST) ?? [];
    expect(read(file)).toContain(`"${title}"`);
  });
});
