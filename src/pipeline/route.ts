/** Which channels a story goes to and when. Pure. */
import type { Route, Severity } from "../model.js";
import type { StoryState, WantedDelivery } from "../ports.js";
import { quietForMs } from "./quiet-hours.js";
import type { Voice } from "./voice.js";

/** Gravest first. What only a digest would show is no alert. */
export const ALERTING: Severity[] = ["critical", "high", "normal", "low"];

/**
 * The alert of a story in every channel that some route gives it, wanted at the story's present revision. Growth before
 * the first send merges by itself; after it, the same message is edited: the key is the same, the revision rises.
 *
 * A watch that cools off or waits for a surge opens no alert; where the story has one already, it grows all the same.
 */
export function routeStory(routes: Route[], story: StoryState, now: number, voice: Voice): WantedDelivery[] {
  const speaking = { ...story, watches: story.watches.filter((one) => !voice.silent.has(one.watch)) };
  const opened = alertsOf(routes, speaking, now);
  const known = new Set(opened.map((one) => one.key.channel));
  const grown = alertsOf(routes, story, now).filter(
    ({ key }) => voice.alerted.includes(key.channel) && !known.has(key.channel),
  );
  return [...opened, ...grown, ...surgeNotes(routes, story, now, voice)];
}

function alertsOf(routes: Route[], story: StoryState, now: number): WantedDelivery[] {
  const wanted = new Map<string, WantedDelivery>();
  for (const route of routes) {
    const severity = severityFor(route, story);
    if (severity === null) continue;
    const notBeforeMs = Math.max(route.waitMs, quietForMs(route.quiet, severity, now));
    for (const channel of route.to) {
      const elder = wanted.get(channel);
      if (elder && elder.notBeforeMs <= notBeforeMs) continue;
      wanted.set(channel, {
        key: { channel, kind: "alert", subject: story.id, ordinal: "1" },
        revision: story.revision,
        notBeforeMs,
        body: null,
      });
    }
  }
  return [...wanted.values()];
}

/** Under the alert that a surge opens: why now. One a watch and story, however long the surge lasts. */
function surgeNotes(routes: Route[], story: StoryState, now: number, voice: Voice): WantedDelivery[] {
  return voice.surges.flatMap(({ watch, why }) => {
    const own = { ...story, watches: story.watches.filter((one) => one.watch === watch) };
    return alertsOf(routes, own, now)
      .filter(({ key }) => !voice.alerted.includes(key.channel))
      .map((alert): WantedDelivery => {
        const note = { story: story.id, event: { kind: "surged", watch } as const, text: why, url: null };
        const key = { ...alert.key, kind: "note" as const, ordinal: `surge ${watch}` };
        return { ...alert, key, revision: 1, body: { kind: "note", note } };
      });
  });
}

/** The gravest severity with which the story satisfies the route; null when it does not. */
function severityFor(route: Route, story: StoryState): Severity | null {
  const fit = story.watches
    .filter((one) => route.watches === null || route.watches.includes(one.watch))
    .map((one) => one.severity)
    .filter((severity) => route.severities.includes(severity));
  return ALERTING.find((severity) => fit.includes(severity)) ?? (fit.includes("digest") ? "digest" : null);
}
