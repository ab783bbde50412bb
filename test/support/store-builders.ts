/** Builders of what a store is given, so that a test names only what it is about. */
import type { DeliveryKey, Hit, MatchResult, NewItem, Placement } from "../../src/model.js";
import type { PlacementPlan, PollCommit, PolledItem, Store, WantedDelivery } from "../../src/ports.js";

export const LEASE_MS = 60_000;
export const DEADLINE_MS = 20_000;

export function newItem(id: string, fields: Partial<NewItem> = {}): NewItem {
  return {
    id,
    feed: "wire-a",
    publisher: "Wire A",
    family: null,
    kind: "wire",
    identities: [`guid:${id}`],
    guid: id,
    url: `https://wire-a.example/${id}`,
    title: `Activity reported, part ${id}`,
    text: `Vehicles were seen near the gate of the plant (${id}).`,
    author: null,
    language: "en",
    publishedAt: null,
    updatedAt: null,
    ...fields,
  };
}

export function hit(watch = "sites", fields: Partial<Hit> = {}): Hit {
  return {
    watch,
    severity: "normal",
    score: 1,
    terms: [{ term: "plant", field: "text", start: 36, end: 41 }],
    ...fields,
  };
}

export function polled(id: string, fields: Partial<NewItem> = {}, hits: Hit[] = [hit()]): PolledItem {
  return { item: newItem(id, fields), hits, read: hits.length > 0 };
}

export function pollCommit(fields: Partial<PollCommit> = {}): PollCommit {
  return {
    feed: "wire-a",
    owner: "one",
    state: {},
    nextInMs: 600_000,
    items: [],
    revisions: [],
    identities: [],
    capture: null,
    readingDeadlineMs: DEADLINE_MS,
    deliveries: [],
    ...fields,
  };
}

export function wanted(key: Partial<DeliveryKey> = {}, fields: Partial<WantedDelivery> = {}): WantedDelivery {
  return {
    key: { channel: "desk", kind: "alert", subject: "s1", ordinal: "1", ...key },
    revision: 1,
    notBeforeMs: 0,
    body: null,
    ...fields,
  };
}

/** A feed that is due, claimed and polled once with these items. */
export async function poll(store: Store, fields: Partial<PollCommit> = {}): Promise<void> {
  const feed = fields.feed ?? "wire-a";
  await store.feeds.sync([{ id: feed, enabled: true, dueInMs: 0 }]);
  const [claimed] = await store.feeds.claimDue({ owner: "one", limit: 10, leaseMs: LEASE_MS });
  if (claimed?.id !== feed) throw new Error(`${feed} is not due`);
  const { committed } = await store.feeds.commitPoll(pollCommit({ feed, nextInMs: 0, ...fields }));
  if (!committed) throw new Error("the poll was not committed");
}

export const MATCHED: MatchResult = { hits: [hit()], rejected: [] };

export function placement(story: string, fields: Partial<Placement> = {}): Placement {
  return { story, change: "opened", origin: `${story}-o1`, score: 0, evidence: [], ...fields };
}

/** A plan that puts everything in one story and wants one alert for it. */
export function planFor(story: string, wants: (revision: number) => WantedDelivery[] = () => []): PlacementPlan {
  return { place: () => placement(story), route: (state) => wants(state.revision) };
}

/** Claims the readings there are and places each in the story. */
export async function placeAll(store: Store, story: string, plan = planFor(story)): Promise<void> {
  for (const reading of await store.readings.claim({ owner: "one", limit: 100, leaseMs: LEASE_MS })) {
    const match = { hits: reading.hits, rejected: [] };
    const commit = { item: reading.item.id, owner: "one", page: null, unread: "not asked for", match, seen: 0 };
    await store.readings.place(commit, plan);
  }
}
