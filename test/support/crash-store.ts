/**
 * A store that lets a process die at a chosen commit: every method is one transaction, so "before" and "after" each
 * call are all the boundaries that there are. And stores that break one promise each, to show what the promise is for.
 */
import type { PollCommit, Store } from "../../src/ports.js";

/** Where a process dies: at the `nth` (from 1) call of a method, with its transaction done or not. */
export interface Boundary {
  method: string;
  nth: number;
  when: "before" | "after";
}

export interface MortalStore {
  store: Store;
  /** Calls that changed or may have changed something, in order. */
  commits: Pick<Boundary, "method" | "nth">[];
  dead(): boolean;
}

/** Calls that only read: dying beside them is dying beside the commit before or after. */
const READS = new Set(["now", "close", "known", "due", "get", "state", "list", "nextDueInMs", "placementsSince"]);
READS.add("arrivalBefore")
  .add("since")
  .add("of")
  .add("recentItems")
  .add("recentStories")
  .add("deliveriesOf")
  .add("status");

type Method = (...given: unknown[]) => Promise<unknown>;

/** `inner` until the boundary; from then on every call fails, as the process that made it is no more. */
export function createMortalStore(inner: Store, at: Boundary | null): MortalStore {
  const counts = new Map<string, number>();
  const commits: MortalStore["commits"] = [];
  let dead = false;
  const die = () => {
    dead = true;
    throw new Error("the process is dead");
  };
  const store = eachMethod(inner, (method, call) => async (...given) => {
    if (method === "close") return undefined;
    if (dead) return die();
    if (READS.has(method)) return call(...given);
    const nth = (counts.get(method) ?? 0) + 1;
    counts.set(method, nth);
    const here = at?.method === method && at.nth === nth ? at.when : null;
    if (here === "before") return die();
    const answer = await call(...given);
    if (here === "after" || dead) return die();
    const nothing = answer === null || answer === false || (Array.isArray(answer) && answer.length === 0);
    if (!nothing) commits.push({ method, nth });
    return answer;
  });
  return { store, commits, dead: () => dead };
}

/** The store with each method replaced by what `wrap` makes of it. */
function eachMethod(inner: Store, wrap: (method: string, call: Method) => Method): Store {
  const wrapPart = (part: object): object =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]) => [
        name,
        typeof value === "function" ? wrap(name, value as Method) : wrapPart(value as object),
      ]),
    );
  return wrapPart(inner) as Store;
}

/** A way to break one promise of the store. */
export type Breach = (store: Store) => Store;

/** A poll in two commits, the validators first. */
export const validatorsFirst: Breach = (store) => {
  const held = new Set<string>();
  const hold = async (owner: string, feed: string) => {
    for (const { id } of await store.feeds.claimDue({ owner, limit: 100, leaseMs: 60_000 })) held.add(id);
    return held.delete(feed);
  };
  const nothing = { items: [], revisions: [], identities: [], capture: null, deliveries: [] };
  const commitPoll = async (commit: PollCommit) => {
    const moved = await store.feeds.commitPoll({ ...commit, ...nothing, nextInMs: 0 });
    if (!moved.committed || !(await hold(commit.owner, commit.feed))) return moved;
    return store.feeds.commitPoll(commit);
  };
  return { ...store, feeds: { ...store.feeds, commitPoll } };
};

/** A placement in two commits, the wanted deliveries last. */
export const deliveriesLast: Breach = (store) => ({
  ...store,
  readings: {
    ...store.readings,
    async place(commit, plan) {
      const wanted: ReturnType<typeof plan.route> = [];
      const route: typeof plan.route = (...given) => {
        wanted.push(...plan.route(...given));
        return [];
      };
      const answer = await store.readings.place(commit, { ...plan, route });
      await store.deliveries.want(wanted);
      return answer;
    },
  },
});

/** Every try of a message goes under a name of its own. */
export const keyOfEachTry =
  (name: () => string): Breach =>
  (store) => ({
    ...store,
    deliveries: {
      ...store.deliveries,
      due: async (channel, limit) =>
        (await store.deliveries.due(channel, limit)).map((one) => ({ ...one, shortKey: name() })),
    },
  });

/** Sends and settles although its claim has passed to another. */
export const withoutFence: Breach = (store) => ({
  ...store,
  deliveries: {
    ...store.deliveries,
    extend: async (channel, owner, leaseMs) => (await store.deliveries.extend(channel, owner, leaseMs)) || true,
    begin: async (key, owner, neededMs) => (await store.deliveries.begin(key, owner, neededMs)) || true,
    settle: async (key, owner, outcome) => (await store.deliveries.settle(key, owner, outcome)) || true,
  },
});

/** Takes a channel whether or not another holds it, and sends on whatever the fence says. */
export const withoutClaim: Breach = (store) => {
  const unfenced = withoutFence(store);
  const claimChannel: Store["deliveries"]["claimChannel"] = async (claim) => {
    const granted = await store.deliveries.claimChannel(claim);
    if (granted) return granted;
    for (const channel of claim.channels) {
      if ((await store.deliveries.due(channel, 1)).length > 0) return { channel, expiresAt: 0 };
    }
    return null;
  };
  return { ...unfenced, deliveries: { ...unfenced.deliveries, claimChannel } };
};
