/** Stories that grow, as items that polls bring, and what each of them is to bring to its channel in the end. */
import type { Placement, StoryItem } from "../../src/model.js";
import type { PolledItem, StoryIndex } from "../../src/ports.js";
import { hit, polled } from "./store-builders.js";

/** When reports come, ms. */
export interface Pattern {
  /** Between the openings of two stories. */
  openEveryMs: number;
  /** Each further report's time since its story opened, in order. */
  growAtMs: number[];
}

export interface Report {
  story: number;
  /** 0 opens the story. */
  growth: number;
  atMs: number;
  /** Nothing of the story comes after it. */
  last: boolean;
  brings: "alert" | "note" | "edit";
}

/** The second report is another origin's, the seventh the ministry's; the others repeat the first. */
const SECOND_ORIGIN = 1;
const OFFICIAL = 6;
/** The notes that these two bring; what came before the alert stood is shown by the alert itself. */
export function notesOf(story: number, { openEveryMs, growAtMs }: Pattern, postedAtMs: number): string[] {
  const comesAt = (growth: number) => story * openEveryMs + (growAtMs[growth - 1] ?? 0);
  const notes: [number, string][] = [
    [SECOND_ORIGIN, "Corroborated"],
    [OFFICIAL, "Official"],
  ];
  return notes.filter(([growth]) => comesAt(growth) > postedAtMs).map(([, note]) => note);
}

/** Every report in order of time. */
export function reportsOf(stories: number, { openEveryMs, growAtMs }: Pattern): Report[] {
  const all = Array.from({ length: stories }, (_, story) =>
    [0, ...growAtMs].map((ms, growth): Report => {
      const brings = growth === 0 ? "alert" : [SECOND_ORIGIN, OFFICIAL].includes(growth) ? "note" : "edit";
      return { story, growth, atMs: story * openEveryMs + ms, last: growth === growAtMs.length, brings };
    }),
  );
  return all.flat().sort((one, other) => one.atMs - other.atMs || one.story - other.story);
}

const PLACES = ["quay", "hangar", "dry dock", "rail yard", "test stand", "canal lock", "power house"];

export function polledReport({ story, growth }: Report, watch: string): PolledItem {
  const official = growth === OFFICIAL;
  const place = PLACES[story % PLACES.length];
  return polled(
    `${String(story).padStart(4, "0")}-${growth}`,
    {
      publisher: official ? "Ministry of Works" : `Paper ${growth}`,
      kind: official ? "government" : "newspaper",
      title: official
        ? `Ministry of Works confirms that plant ${story} was closed`
        : `Plant ${story} may be closed, story ${story} end`,
      text:
        `The plant at ${place} ${story} may be closed after a crack was found in wall ${growth + 1}. ` +
        `Engineers of district ${story} counted ${growth + 2} pumps that stood still. ` +
        `Nobody was hurt, and the ${place} stays open to ships of up to ${100 + growth} tonnes.`,
    },
    [hit(watch, { terms: [{ term: "plant", field: "text", start: 4, end: 9 }] })],
  );
}

/** Of the story with this number. */
export const idOf = (story: string) => `s${story.padStart(12, "0")}`;
/** The story's number, from its id. */
export const numberOf = (id: string) => Number(id.slice(1));

/** Knows by its id where an item belongs. */
export function givenIndex(): StoryIndex {
  let seen = 0;
  return {
    get seen() {
      return seen;
    },
    decide({ id }: StoryItem): Placement {
      const [story = "", growth = "0"] = id.split("-");
      const change = growth === "0" ? "opened" : "grown";
      const origin = [SECOND_ORIGIN, OFFICIAL].includes(Number(growth)) ? growth : "0";
      return { story: idOf(story), change, origin: `${story}o${origin}`, score: 1, evidence: [] };
    },
    learn({ arrival }) {
      seen = arrival;
    },
    regroup() {},
  };
}
