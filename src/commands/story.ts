import type { Regrouping, StoryEvent } from "../model.js";
import type { Delivery, ItemWording, StoryState } from "../ports.js";
import { timelineOf } from "../stories/changes.js";
import { ladderOf, type Step } from "../stories/ladder.js";
import { ladderReports } from "../stories/reports.js";
import { revisionEvents } from "../stories/revisions.js";
import { standingOf } from "../stories/standing.js";
import { eventWords } from "../stories/words.js";
import type { AnswerRow, Command, CommandContext } from "./command.js";
import { given } from "./kept-records.js";

type Report = StoryState["reports"][number];

/** Merges that are followed to the story that holds the reports now. */
const MAX_MERGES = 10;

/** The timeline of a story: who said it first, who repeated it, who confirmed, what changed, and where it is told. */
export const story: Command = {
  name: "story",
  summary: "A story's timeline: first report, reprints, confirmations, changes, merges, all links",
  options: [{ name: "id", kind: "rest", summary: "Its id, as alerts and recent --stories show it" }],
  examples: ["story s1f0c2a9b7d3e"],
  async run(input, context) {
    const asked = given(input["id"], "story", "a story's id");
    const found = await holderOf(context, asked);
    if (found === null) {
      const footer = "recent --stories lists the stories; why <item> names the one that took an item.";
      return { title: `There is no story ${asked}`, rows: [], footer, data: null };
    }
    const { store } = context;
    const wordings = await store.stories.wordings(found.id);
    const regroupings = await store.regroupings.of(found.id);
    const deliveries = await store.queries.deliveriesOf(found.id);
    const steps = ladderOf(ladderReports(found.reports));
    const told = [
      ...reportRows(found, steps),
      ...editRows(found, wordings),
      ...regroupings.map((act) => regroupedRow(act, found.id)),
    ];
    told.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const merged = found.id === asked ? [] : [{ text: `${asked} is part of this story now` }];
    return {
      title: found.headline || found.id,
      rows: [...merged, standingRow(found, steps), ...told, ...deliveries.map(deliveryRow)],
      footer: "why <item> tells on what evidence an item was placed; stories merge and stories split correct it.",
      data: { story: found, standing: standingOf(found.reports), ladder: steps, wordings, regroupings, deliveries },
    };
  },
};

/** The story that holds the reports of the one asked for; null where there is none. */
async function holderOf({ store }: CommandContext, asked: string): Promise<StoryState | null> {
  let found = await store.stories.get(asked);
  for (let step = 0; found !== null && found.mergedInto !== null && step < MAX_MERGES; step++) {
    found = await store.stories.get(found.mergedInto);
  }
  return found;
}

/** How it stands, since when. */
function standingRow(found: StoryState, steps: Step[]): AnswerRow {
  const standing = standingOf(found.reports);
  const since = steps.findLast(({ rung }) => rung === standing?.rung)?.at ?? found.openedAt;
  const origins = new Set(found.reports.map(({ origin }) => origin)).size;
  const counts = `${counted(origins, "origin")}, ${counted(found.reports.length, "report")}`;
  const by = standing?.by ? `${standing.rung}: ${standing.by}` : (standing?.rung ?? "no reports left");
  const said = standing?.firmness ? [`${standing.firmness} ("${standing.words}")`] : [];
  return { text: by, at: since, details: [`story ${found.id}`, found.severity, counts, ...said] };
}

/** A row a report: what it was to the story when it came, and the step that the story took with it. */
function reportRows({ reports }: StoryState, steps: Step[]): AnswerRow[] {
  const timeline = timelineOf(ladderReports(reports));
  return reports.map((report, i) => {
    const { events } = timeline[i]!;
    return {
      text: `${report.publisher}: ${report.title || report.item}`,
      url: report.url,
      at: report.firstSeenAt,
      details: [
        roleOf(report, reports.slice(0, i), events),
        ...wordsOf(events, report, reports[0]!),
        ...steps
          .filter(({ item, rung }) => item === report.item && rung !== "single origin")
          .map((step) => stepWords(step, report)),
        `item ${report.item}`,
      ],
    };
  });
}

/** Who took it stands in the row, unless it is somebody whom the report quotes. */
function stepWords({ rung, by }: Step, { publisher }: Report): string {
  return by === publisher ? `now ${rung}` : `now ${rung}: ${by}`;
}

function roleOf(report: Report, earlier: Report[], events: StoryEvent[]): string {
  if (earlier.length === 0) return "first report";
  const origin = earlier.find((one) => one.origin === report.origin);
  if (origin !== undefined) return `repeats ${origin.publisher}`;
  return events.some(({ kind }) => kind === "corroborated") ? "an origin of its own" : "reports it too";
}

/** What changed with it, beyond that there is one more report or origin. */
function wordsOf(events: StoryEvent[], report: Report, first: Report): string[] {
  const telling = events.filter(({ kind }) => kind !== "corroborated");
  const teller = { publisher: report.publisher, title: report.title, first: first.publisher };
  return telling.map((event) => eventWords(event, teller)).filter((words) => words !== "");
}

/** A row an edit that changed what an item says. */
function editRows({ reports }: StoryState, wordings: ItemWording[]): AnswerRow[] {
  return wordings.flatMap((after, i) => {
    const before = wordings[i - 1];
    const report = reports.find(({ item }) => item === after.item);
    if (after.number === 0 || before?.item !== after.item || report === undefined) return [];
    const events = revisionEvents(before, after, report.publisher);
    const words = wordsOf(events, { ...report, title: after.title }, reports[0]!);
    const text = words.length > 0 ? words.join(" ") : `${report.publisher} edited its report.`;
    return [{ text, url: report.url, at: after.seenAt, details: [`item ${after.item}`] }];
  });
}

function regroupedRow({ kind, story: from, into, items, by, at }: Regrouping, asked: string): AnswerRow {
  const who = by === null ? "an item showed it" : `by ${by}`;
  const other = from === asked ? into : from;
  const what = {
    merge: from === asked ? `merged into ${other}` : `story ${other} was merged into this one`,
    split: from === asked ? `split: a part is story ${other} now` : `split off from story ${other}`,
  };
  return { text: what[kind], at, details: [who, counted(items.length, "item")] };
}

function deliveryRow({ key, sentRevision, url, reference }: Delivery): AnswerRow {
  const sent = reference !== null || sentRevision > 0;
  return { text: `${key.kind} in ${key.channel}: ${sent ? "sent" : "waits"}`, url, tone: sent ? "good" : "bad" };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
