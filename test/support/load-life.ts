/** The life of growing stories on a joint clock: reports are placed as they come, and the pipeline delivers beside that. */
import type { Outgoing, Route } from "../../src/model.js";
import { type PlaceDeps, placeReading } from "../../src/pipeline/place.js";
import { createPipeline, type Pipeline, type PipelineOptions } from "../../src/pipeline/run.js";
import type { Clock, Notifier, Store } from "../../src/ports.js";
import { createExtractiveSummariser } from "../../src/summary/extractive.js";
import { quiet } from "./chat-commands.js";
import { emptyStore } from "./empty-store.js";
import type { JointClock } from "./joint-clock.js";
import { givenIndex, idOf, numberOf, type Pattern, polledReport, type Report, reportsOf } from "./load-stories.js";
import { LEASE_MS, poll } from "./store-builders.js";

export interface Sent {
  /** `act` tells when an edit first showed what somebody did. */
  kind: "post" | "note" | "edit" | "act";
  story: number;
  /** ms since the life began. */
  atMs: number;
  /** ms since the newest report that it shows came; of an act since it was done. */
  lagMs: number;
}

export interface LifeOptions {
  clock: JointClock;
  /** Ids of the channels; a story lives in one, in turn. */
  channels: string[];
  stories: number;
  pattern: Pattern;
  notifier(channel: string): Notifier;
}

/** Between a request and its answer. */
const LATENCY_MS = 150;
const BEAT_MS = 1_000;
const OWNER = "one";

/** When somebody takes the first story: with its last report, when most is waiting. */
export function takenAtMs(coming: Report[]): number {
  return coming.find(({ last }) => last)?.atMs ?? 0;
}

/** Lives it to its end. Returns what was sent, in order. */
export async function liveThrough(options: LifeOptions): Promise<Sent[]> {
  const { clock, channels } = options;
  const sent: Sent[] = [];
  const store = await emptyStore(clock);
  await store.deliveries.syncChannels(channels.map((id) => ({ id, account: "team", settings: "" })));
  const beganAt = clock.now();
  const notifiers = new Map(channels.map((id) => [id, timed(options, id, beganAt, sent)]));
  const { store: seen, underWay } = watched(store, clock);
  const pipeline = createPipeline(pipelineOptions(seen, clock, notifiers));
  const coming = reportsOf(options.stories, options.pattern);
  const takeAtMs = takenAtMs(coming);
  for (let workers = 0; workers < 3; workers += 1) clock.enter();
  await Promise.all([
    place(store, coming, options, beganAt),
    take(store, clock, coming[0]?.story ?? 0, takeAtMs),
    beat(pipeline, store, underWay, coming, options, beganAt),
  ]);
  return sent;
}

/** Places what has come, once a beat, as polls bring it. */
async function place(store: Store, coming: Report[], options: LifeOptions, beganAt: number): Promise<void> {
  const { clock, channels } = options;
  const deps = placeDeps(store, clock, channels);
  const watchOf = ({ story }: Report) => `w${story % channels.length}`;
  let done = 0;
  while (done < coming.length) {
    const due = coming.slice(done).filter(({ atMs }) => beganAt + atMs <= clock.now());
    if (due.length > 0) await poll(store, { items: due.map((report) => polledReport(report, watchOf(report))) });
    const claimed = await store.readings.claim({ owner: OWNER, limit: due.length, leaseMs: LEASE_MS });
    for (const reading of claimed) await placeReading(deps, reading);
    done += due.length;
    const next = coming[done];
    if (next !== undefined) await clock.sleep(Math.max(BEAT_MS, beganAt + next.atMs - clock.now()));
  }
  clock.leave();
}

async function take(store: Store, clock: JointClock, story: number, atMs: number): Promise<void> {
  await clock.sleep(atMs);
  const by = { id: "U1", name: "Ann" };
  const taken = { state: { kind: "taken", until: null }, irrelevant: null } as const;
  await store.acts.commit({ story: idOf(String(story)), act: { kind: "take" }, by }, () => taken);
  clock.leave();
}

/** Beats until nothing is wanted any more; not in seconds in which nothing can be due. */
async function beat(
  pipeline: Pipeline,
  store: Store,
  underWay: () => number,
  coming: Report[],
  { clock, channels }: LifeOptions,
  beganAt: number,
): Promise<void> {
  for (;;) {
    await pipeline.beat();
    const due = await store.deliveries.nextDueInMs(channels);
    const sinceMs = clock.now() - beganAt;
    const next = coming.find(({ atMs }) => atMs > sinceMs - BEAT_MS);
    const draining = underWay() > 0;
    if (due === null && next === undefined && !draining) break;
    const idleMs = Math.min(due ?? Number.POSITIVE_INFINITY, next === undefined ? Infinity : next.atMs - sinceMs);
    await clock.sleep(draining ? BEAT_MS : Math.max(1, Math.ceil(idleMs / BEAT_MS)) * BEAT_MS);
  }
  clock.leave();
}

/** With the time that a request takes; what was sent is noted. */
function timed({ clock, notifier }: LifeOptions, channel: string, beganAt: number, sent: Sent[]): Notifier {
  const own = notifier(channel);
  return {
    ...own,
    async send(outgoing, signal) {
      await clock.sleep(LATENCY_MS);
      const result = await own.send(outgoing, signal);
      const atMs = clock.now() - beganAt;
      if (result.kind === "sent") sent.push(...sentOf(outgoing, clock.now(), atMs));
      return result;
    },
  };
}

function sentOf({ body, reference }: Outgoing, now: number, atMs: number): Sent[] {
  if (body.kind === "note") return [{ kind: "note", story: numberOf(body.note.story), atMs, lagMs: 0 }];
  if (body.kind !== "alert") return [];
  const { story: id, updatedAt, state } = body.alert;
  const [story, lagMs] = [numberOf(id), now - updatedAt];
  if (reference === null) return [{ kind: "post", story, atMs, lagMs }];
  const acted = state === undefined ? [] : [{ kind: "act" as const, story, atMs, lagMs: 0 }];
  return [{ kind: "edit", story, atMs, lagMs }, ...acted];
}

/** Each channel under way is a worker of the clock, from its claim to its release. Polls and readings are not the lanes'. */
function watched(store: Store, clock: JointClock): { store: Store; underWay: () => number } {
  let underWay = 0;
  const seen: Store = {
    ...store,
    feeds: { ...store.feeds, claimDue: async () => [] },
    readings: { ...store.readings, claim: async () => [] },
    deliveries: {
      ...store.deliveries,
      async claimChannel(claim) {
        const claimed = await store.deliveries.claimChannel(claim);
        if (claimed !== null) {
          underWay += 1;
          clock.enter();
        }
        return claimed;
      },
      async release(channel, owner) {
        await store.deliveries.release(channel, owner);
        underWay -= 1;
        clock.leave();
      },
    },
  };
  return { store: seen, underWay: () => underWay };
}

function placeDeps(store: Store, clock: Clock, channels: string[]): PlaceDeps {
  const routes = channels.map((id, index): Route => {
    return { watches: [`w${index}`], severities: ["normal"], to: [id], waitMs: 0, quiet: null };
  });
  return {
    store,
    reader: { read: async () => ({ kind: "unread", why: "no pages here" }), close: async () => {} },
    embedder: null,
    matcher: () => ({ version: "none", match: () => ({ hits: [], rejected: [] }) }),
    index: givenIndex(),
    routes: () => routes,
    watches: () => [],
    clock,
    log: quiet,
    owner: OWNER,
  };
}

/** Of a pipeline that polls nothing and brings what is wanted to these notifiers. */
export function pipelineOptions(store: Store, clock: Clock, notifiers: Map<string, Notifier>): PipelineOptions {
  const common = { store, clock, log: quiet, owner: OWNER };
  return {
    ...common,
    channels: [...notifiers.keys()],
    concurrency: 1,
    feedLeaseMs: LEASE_MS,
    // No feed is ever due: its items are brought by hand.
    poll: {} as PipelineOptions["poll"],
    place: placeDeps(store, clock, []),
    deliver: {
      ...common,
      notifiers,
      summariser: createExtractiveSummariser(),
      summaryLimits: { maxSentences: 2, maxChars: 500 },
      findPlaces: () => [],
      random: () => 0.5,
      operators: [],
      signal: new AbortController().signal,
    },
  };
}
