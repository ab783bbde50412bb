/** Which channels a story goes to and when. Pure. */
import type { Placement, Route, Severity } from "../model.js";
import type { StoryState, WantedDelivery } from "../ports.js";
import { quietForMs } from "./quiet-hours.js";

/** Gravest first. What only a digest would show is no alert. */
export const ALERTING: Severity[] = ["critical", "high", "normal", "low"];

/**
 * The alert of a story in every channel that some route gives it, wanted at the story's present revision. Growth before
 * the first send merges by itself; after it, the same message is edited: the key is the same, the revision rises.
 */
export function routeStory(routes: Route[], story: StoryState, _placement: Placement, now: number): WantedDelivery[] {
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

/** The gravest severity with which the story satisfies the route; null when it does not. */
function severityFor(route: Route, story: StoryState): Severity | null {
  const fit = story.watches
    .filter((one) => route.watches === null || route.watches.includes(one.watch))
    .map((one) => one.severity)
    .filter((severity) => route.severities.includes(severity));
  return ALERTING.find((severity) => fit.includes(severity)) ?? (fit.includes("digest") ? "digest" : null);
}
