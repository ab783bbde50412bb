import type { StoryEvent } from "../model.js";
import { compareFirmness, firmnessOf } from "./firmness.js";
import { type LadderReport, ladderOf } from "./ladder.js";

/**
 * What a story came to know with its latest report, the most important first; routing decides from it between
 * silence, an edit, a note and a fresh alert.
 * @param reports the story's reports in order of arrival, the new one last
 */
export function changesWith(reports: LadderReport[]): StoryEvent[] {
  const latest = reports.at(-1);
  if (latest === undefined) return [];
  const before = reports.slice(0, -1);
  const events = ladderEvents(before, reports, latest);
  const firmed = firmedBy(before, latest);
  if (firmed !== null) events.push(firmed);
  if (before.length === 0) return [{ kind: "opened" }, ...events];
  return events.length > 0 ? events : [{ kind: "reported" }];
}

function ladderEvents(before: LadderReport[], after: LadderReport[], latest: LadderReport): StoryEvent[] {
  const known = new Set(ladderOf(before).map(({ rung }) => rung));
  const steps = ladderOf(after).filter(({ rung }) => !known.has(rung));
  const events: StoryEvent[] = [];
  for (const { rung, by } of steps) {
    if (rung === "officially denied") events.push({ kind: "denied", by });
    if (rung === "officially confirmed") events.push({ kind: "official", by });
  }
  const knownOrigins = new Set(before.map(({ origin }) => origin));
  if (before.length > 0 && !knownOrigins.has(latest.origin))
    events.push({ kind: "corroborated", origin: latest.origin });
  return events;
}

/** A report that says more firmly what all before it said less firmly. */
function firmedBy(before: LadderReport[], latest: LadderReport): StoryEvent | null {
  const now = firmnessOf(latest.item.title, latest.item.text);
  if (now === null || before.length === 0) return null;
  const grades = before.map(({ item }) => firmnessOf(item.title, item.text));
  if (grades.some((grade) => grade === null)) return null; // somebody stated it plainly already
  const firmest = grades.reduce((best, grade) =>
    compareFirmness(grade!.firmness, best!.firmness) > 0 ? grade : best,
  )!;
  if (compareFirmness(now.firmness, firmest.firmness) <= 0) return null;
  return { kind: "firmed", before: `${firmest.firmness}: ${firmest.text}`, after: `${now.firmness}: ${now.text}` };
}

/** A story's reports in order, each with what it changed: the timeline that people read. */
export function timelineOf(reports: LadderReport[]): { report: LadderReport; events: StoryEvent[] }[] {
  return reports.map((report, i) => ({ report, events: changesWith(reports.slice(0, i + 1)) }));
}
