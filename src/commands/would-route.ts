/** What routing would do with a story just now, route by route, in words. */
import type { Route, Severity } from "../model.js";
import { quietForMs } from "../pipeline/quiet-hours.js";
import { routeStory } from "../pipeline/route.js";
import { askOf, silenceOf, voiceOf, type WatchTraits } from "../pipeline/voice.js";
import type { Store, StoryState } from "../ports.js";
import type { AnswerRow } from "./command.js";

export interface WouldRoute {
  /** Null when some channel would get an alert; else why none would. */
  why: string | null;
  rows: AnswerRow[];
}

type FiredWatch = { watch: string; severity: Severity };

/**
 * @param story the id under which the item is or would be filed
 * @param known the story as it stands; null for one that would be opened
 * @param fired watches that fire on the item, beside those that the story has
 */
export async function wouldRoute(
  { store, routes, traits }: { store: Store; routes: Route[]; traits: readonly WatchTraits[] },
  story: string,
  known: StoryState | null,
  fired: FiredWatch[],
): Promise<WouldRoute> {
  const now = await store.now();
  const watches = joined(known?.watches ?? [], fired);
  const names = watches.map((one) => one.watch);
  const memory = await store.watches.memory(story, names, askOf(traits));
  const voice = voiceOf({ watches }, traits, memory);
  const silences = names.flatMap((watch) => {
    const why = voice.silent.has(watch) ? silenceOf(watch, traits, memory) : null;
    return why === null ? [] : [`watch ${watch}: ${why}`];
  });
  const state = { ...(known ?? emptyStory(story)), watches: watches.map((one) => ({ terms: [], ...one })) };
  const rows = routes.map((route): AnswerRow => {
    const takes = routeStory([route], state, now, voice).some(({ key }) => key.kind === "alert");
    const to = route.to.join(", ");
    if (!takes) return { text: `${to}: no alert: ${refusal(route, watches) ?? silences.join("; ")}`, tone: "bad" };
    const stands = route.to.every((channel) => memory.alerted.includes(channel));
    const how = stands ? "its alert is there and would be edited" : waitText(route, watches, now);
    return { text: `${to}: ${how}`, tone: "good" };
  });
  const alerted = rows.some((row) => row.tone === "good");
  return { why: alerted ? null : reasonOf(routes, watches, silences), rows };
}

function joined(standing: readonly FiredWatch[], fired: FiredWatch[]): FiredWatch[] {
  const known = new Set(standing.map((one) => one.watch));
  return [...standing, ...fired.filter((one) => !known.has(one.watch))].map(({ watch, severity }) => ({
    watch,
    severity,
  }));
}

/** Why none of the routes would alert, as one reason where there is one. */
function reasonOf(routes: Route[], watches: FiredWatch[], silences: string[]): string {
  if (routes.length === 0) return "there are no routes";
  const open = routes.filter((route) => refusal(route, watches) === null);
  if (open.length > 0 && silences.length > 0) return silences.join("; ");
  if (watches.every((one) => one.severity === "digest")) return "its watches have severity digest, which never alerts";
  return "no route takes it";
}

/** Why the route does not take such a story at all; null when it does. */
function refusal(route: Route, watches: FiredWatch[]): string | null {
  const own = watches.filter((one) => route.watches === null || route.watches.includes(one.watch));
  if (own.length === 0) return `the route takes ${list("watch", "watches", route.watches ?? [])} alone`;
  if (own.some((one) => route.severities.includes(one.severity))) return null;
  const severities = [...new Set(own.map((one) => one.severity))];
  if (severities.every((one) => one === "digest")) return "severity digest never alerts";
  return `the route takes severity ${route.severities.join(", ")} alone; this is ${severities.join(", ")}`;
}

function waitText(route: Route, watches: FiredWatch[], now: number): string {
  const { quiet, waitMs } = route;
  const severities = watches.map((one) => one.severity).filter((one) => route.severities.includes(one));
  const quietMs = Math.min(...severities.map((severity) => quietForMs(quiet, severity, now)));
  if (quiet !== null && quietMs > waitMs) {
    return `would wait for ${spanText(quietMs)}: quiet hours from ${quiet.from} to ${quiet.to} (${quiet.timeZone})`;
  }
  return waitMs > 0
    ? `would be alerted after ${spanText(waitMs)} in which it collects reports`
    : "would be alerted at once";
}

function list(one: string, many: string, names: string[]): string {
  return names.length === 0 ? `no ${one}` : `the ${names.length === 1 ? one : many} ${names.join(", ")}`;
}

/** `6 h 20 min`, `45 s`. */
export function spanText(ms: number): string {
  if (ms < 60_000) return `${Math.ceil(ms / 1_000)} s`;
  const minutes = Math.ceil(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

function emptyStory(id: string): StoryState {
  return {
    id,
    revision: 1,
    openedAt: 0,
    updatedAt: 0,
    severity: "normal",
    headline: "",
    mergedInto: null,
    watches: [],
    reports: [],
  };
}
