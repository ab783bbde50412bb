/** What a merge or a split of stories brings to their channels. Pure. */
import type { StoryEvent } from "../model.js";
import type { Regrouped, RegroupPlan, StoryState, WantedDelivery } from "../ports.js";
import { countedReports } from "../stories/words.js";

/**
 * Merged: the elder's alert grows, in every channel where either had one; the younger's messages are edited to say so,
 * and a note goes under the elder. Split: the part gets an alert wherever the old story has one, and a note goes under
 * the old.
 */
export const regroupPlan: RegroupPlan = {
  regrouped: (change) => (change.act.kind === "merge" ? merged(change) : split(change)),
};

function merged(change: Regrouped): WantedDelivery[] {
  const { act, from, into, fromMemory, intoMemory } = change;
  const channels = [...new Set([...intoMemory.alerted, ...fromMemory.alerted])];
  const text = `${countedReports(act.items.length)} of “${from.headline}” (story ${from.id}) belong${act.items.length === 1 ? "s" : ""} to this event${byWhom(act.by)}.`;
  return [
    ...channels.map((channel) => alertOf(into, channel)),
    ...fromMemory.told.map((channel) => alertOf(from, channel)),
    ...intoMemory.told.map((channel) => noteUnder(into, channel, { kind: "merged", into: into.id }, text)),
  ];
}

function split(change: Regrouped): WantedDelivery[] {
  const { act, from, into, fromMemory } = change;
  const text = `${countedReports(act.items.length)} left this story${byWhom(act.by)}: “${into.headline}” is story ${into.id} now.`;
  return [
    ...fromMemory.alerted.flatMap((channel) => [alertOf(from, channel), alertOf(into, channel)]),
    ...fromMemory.told.map((channel) => noteUnder(from, channel, { kind: "split", into: into.id }, text)),
  ];
}

function byWhom(by: string | null): string {
  return by === null ? "" : `, says ${by}`;
}

function alertOf({ id, revision }: StoryState, channel: string): WantedDelivery {
  const key = { channel, kind: "alert" as const, subject: id, ordinal: "1" };
  return { key, revision, notBeforeMs: 0, body: null, atOnce: true };
}

function noteUnder({ id, revision }: StoryState, channel: string, event: StoryEvent, text: string): WantedDelivery {
  const key = { channel, kind: "note" as const, subject: id, ordinal: `${event.kind}@${revision}` };
  return { key, revision: 1, notBeforeMs: 0, body: { kind: "note", note: { story: id, event, text, url: null } } };
}
