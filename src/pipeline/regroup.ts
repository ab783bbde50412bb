/** What a merge or a split of stories brings to their channels. Pure. */
import type { Route, StoryEvent } from "../model.js";
import type { Regrouped, RegroupPlan, StoryState, WantedDelivery } from "../ports.js";
import { originsInCommon } from "../stories/merged-origins.js";
import { countedReports } from "../stories/words.js";
import { routeStory } from "./route.js";

/**
 * Merged: the elder's alert grows, in every channel where either had one; the younger's messages are edited to say so,
 * and a note goes under the elder. Split: the part gets an alert in the old story's channels, and a note goes under the
 * old. What stands already is edited at once; what is new in a channel waits as the routes say (group wait, quiet
 * hours). A part goes only where the routes take it; the elder of a merge goes where the younger was wanted, since the
 * younger's message leads to it, whatever the routes say by now.
 * @param now ms
 */
export function regroupPlan(routes: Route[], now: number): RegroupPlan {
  return {
    regrouped: (change) => {
      const wait = waitsOf(routes, change.into, now);
      return change.act.kind === "merge" ? merged(change, wait) : split(change, wait);
    },
    origins: (elder, younger) => originsInCommon(elder.reports, younger.reports),
  };
}

/** How long a new alert of the story waits in each channel that the routes give it. */
type Waits = Map<string, number>;

function waitsOf(routes: Route[], story: StoryState, now: number): Waits {
  const voice = { silent: new Set<string>(), surges: [], alerted: [] };
  return new Map(routeStory(routes, story, now, voice).map(({ key, notBeforeMs }) => [key.channel, notBeforeMs]));
}

function merged(change: Regrouped, waits: Waits): WantedDelivery[] {
  const { act, from, into, fromMemory, intoMemory } = change;
  const channels = [...new Set([...intoMemory.alerted, ...fromMemory.alerted])];
  const text = `${countedReports(act.items.length)} of “${from.headline}” (story ${from.id}) belong${act.items.length === 1 ? "s" : ""} to this event${byWhom(act.by)}.`;
  return [
    ...channels.map((channel) => alertOf(into, channel, waits.get(channel))),
    ...fromMemory.told.map((channel) => alertOf(from, channel)),
    ...intoMemory.told.map((channel) => noteUnder(into, channel, { kind: "merged", into: into.id }, text)),
  ];
}

function split(change: Regrouped, waits: Waits): WantedDelivery[] {
  const { act, from, into, fromMemory, intoMemory } = change;
  const text = `${countedReports(act.items.length)} left this story${byWhom(act.by)}: “${into.headline}” is story ${into.id} now.`;
  const taken = fromMemory.alerted.filter((channel) => waits.has(channel) || intoMemory.told.includes(channel));
  return [
    ...fromMemory.alerted.map((channel) => alertOf(from, channel)),
    ...taken.map((channel) => alertOf(into, channel, waits.get(channel))),
    ...fromMemory.told.map((channel) => noteUnder(from, channel, { kind: "split", into: into.id }, text)),
  ];
}

function byWhom(by: string | null): string {
  return by === null ? "" : `, says ${by}`;
}

/** One that stands already keeps its first wait, so that the edit is not held back. */
function alertOf({ id, revision }: StoryState, channel: string, notBeforeMs = 0): WantedDelivery {
  const key = { channel, kind: "alert" as const, subject: id, ordinal: "1" };
  return { key, revision, notBeforeMs, body: null, atOnce: true };
}

function noteUnder({ id, revision }: StoryState, channel: string, event: StoryEvent, text: string): WantedDelivery {
  const key = { channel, kind: "note" as const, subject: id, ordinal: `${event.kind}@${revision}` };
  return { key, revision: 1, notBeforeMs: 0, body: { kind: "note", note: { story: id, event, text, url: null } } };
}
