/** Which changes of a story are worth a note under its alert, and what the note says. Pure. */
import type { Note, StoryEvent } from "../model.js";
import type { AlertMemory, ItemChange, StoryState, WantedDelivery } from "../ports.js";
import { changesWith } from "../stories/changes.js";
import { ladderReports } from "../stories/reports.js";
import { revisionEvents } from "../stories/revisions.js";
import { eventWords, type Teller } from "../stories/words.js";

type Report = StoryState["reports"][number];

/** A revision can mean several things at once; the note is of the kind that stands first here. */
const GRAVEST_FIRST: StoryEvent["kind"][] = [
  "withdrawn",
  "denied",
  "official",
  "corroborated",
  "firmed",
  "softened",
  "number-changed",
  "headline-changed",
];

/** What the newest report changed that people are told; nothing for the report that opened the story. */
export function placementEvents(story: StoryState): StoryEvent[] {
  const reports = ladderReports(story.reports);
  const latest = story.reports.at(-1);
  if (latest === undefined || reports.length < 2) return [];
  const earlier = story.reports.slice(0, -1);
  const known = new Set(earlier.map(({ origin }) => origin));
  return changesWith(reports).filter(({ kind }) => {
    if (kind === "corroborated") return known.size === 1; // the third origin and those after it are an edit
    if (kind === "firmed") return !repeats(earlier, latest);
    return GRAVEST_FIRST.includes(kind);
  });
}

/**
 * One note for all that one report or one edit changed, in every channel where the alert stands already. Where it is
 * still to be sent, it will show the change itself, so there is no note.
 * @param alerts the alerts wanted with this change
 */
export function notesFor(
  alerts: WantedDelivery[],
  { told }: AlertMemory,
  story: StoryState,
  item: string,
  events: StoryEvent[],
): WantedDelivery[] {
  const report = story.reports.find((one) => one.item === item);
  const sorted = [...events].sort((a, b) => GRAVEST_FIRST.indexOf(a.kind) - GRAVEST_FIRST.indexOf(b.kind));
  const [event] = sorted;
  if (event === undefined || report === undefined) return [];
  const teller = tellerOf(story, report);
  const text = sorted.map((one) => eventWords(one, teller)).join(" ");
  const note: Note = { story: story.id, event, text, url: report.url };
  return alerts
    .filter(({ key }) => key.kind === "alert" && told.includes(key.channel))
    .map(({ key, notBeforeMs }) => ({
      key: { channel: key.channel, kind: "note", subject: story.id, ordinal: `${event.kind}@${story.revision}` },
      revision: 1,
      notBeforeMs,
      body: { kind: "note", note },
    }));
}

/** The alerts with those marked that get a note: what a note tells, the alert above it shows at once. */
export function shownAtOnce(alerts: WantedDelivery[], notes: WantedDelivery[]): WantedDelivery[] {
  const noted = new Set(notes.map(({ key }) => key.channel));
  return alerts.map((alert) => (noted.has(alert.key.channel) ? { ...alert, atOnce: true } : alert));
}

/** The alerts and notes for an edit of one of the story's items; none for one of layout, or of words that mean the same. */
export function changeWanted(
  alerts: WantedDelivery[],
  memory: AlertMemory,
  story: StoryState,
  { item, publisher, before, after }: ItemChange,
): WantedDelivery[] {
  const events = revisionEvents(before, after, publisher);
  if (events.length === 0 && before.title === after.title) return [];
  const notes = notesFor(alerts, memory, story, item, events);
  return [...shownAtOnce(alerts, notes), ...notes];
}

/** A reprint: of a known origin, and not from the publisher whose report that origin is. */
function repeats(earlier: Report[], latest: Report): boolean {
  const first = earlier.find(({ origin }) => origin === latest.origin);
  return first !== undefined && first.publisher !== latest.publisher;
}

function tellerOf(story: StoryState, report: Report): Teller {
  return { publisher: report.publisher, title: report.title, first: story.reports[0]?.publisher ?? report.publisher };
}
