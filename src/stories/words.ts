/** What a story came to know, in plain words that name who says so. Pure. */
import type { StoryEvent } from "../model.js";

/** Who reports, and what the words may point at. */
export interface Teller {
  publisher: string;
  title: string;
  /** The publisher of the story's first report. */
  first: string;
}

/** Characters of a headline that is quoted. */
const QUOTE_CHARS = 160;

/** One sentence for an event; empty for those of which a report has nothing more to say. */
export function eventWords(event: StoryEvent, { publisher, title, first }: Teller): string {
  switch (event.kind) {
    case "opened":
    case "reported":
    case "surged":
      return "";
    case "corroborated":
      return publisher === first
        ? `${publisher} has it from a second, independent origin: ${quoted(title)}.`
        : `${publisher} reports it independently of ${first}: ${quoted(title)}.`;
    case "official":
      return event.by === publisher
        ? `${publisher} itself writes of it: ${quoted(title)}.`
        : `Confirmed by ${event.by}, as ${publisher} reports: ${quoted(title)}.`;
    case "denied":
      return `Denied by ${event.by}, as ${publisher} reports: ${quoted(title)}.`;
    case "headline-changed":
      return event.before === event.after
        ? `${publisher} corrected its report ${quoted(event.after)}.`
        : `${publisher} changed its headline from ${quoted(event.before)} to ${quoted(event.after)}.`;
    case "firmed":
    case "softened":
      return `${publisher} says it ${event.kind === "firmed" ? "more" : "less"} firmly: ${steps(event)}.`;
    case "number-changed":
      return `${publisher} changed a number: ${event.before} became ${event.after}.`;
    case "withdrawn":
      return `${publisher} withdrew its report ${quoted(title)}.`;
    case "merged":
      return `This is now part of story ${event.into}.`;
    case "split":
      return `A part of this is now story ${event.into}.`;
  }
}

/** `possible (“may have”) became confirmed (“confirms”)`, from `possible: may have` as the stories tell it. */
function steps({ before, after }: { before: string; after: string }): string {
  const [was, is] = [before, after].map((text) => {
    const at = text.indexOf(": ");
    return `${text.slice(0, at)} (${quoted(text.slice(at + 2))})`;
  });
  return `${was} became ${is}`;
}

function quoted(text: string): string {
  const points = [...text.replace(/\s+/gu, " ").trim()];
  return `“${points.length > QUOTE_CHARS ? `${points.slice(0, QUOTE_CHARS - 1).join("")}…` : points.join("")}”`;
}

/** `1 report`, `3 reports`. */
export function countedReports(count: number): string {
  return `${count} report${count === 1 ? "" : "s"}`;
}
