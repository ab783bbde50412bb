/**
 * A process of its own that works on a store until it is killed or has nothing left, and says on standard output what
 * it was told is done. Arguments: `write` or `place`, the options of openStore as JSON, its owner's name.
 */
import { openStore } from "../../dist/store/open.js";

const [, , task, options, owner] = process.argv;
const clock = { now: () => Date.now(), sleep: async () => {} };
const store = await openStore({ ...JSON.parse(options ?? "{}"), clock });
const say = (word) => new Promise((resolve) => process.stdout.write(`${word}\n`, resolve));

const ITEMS_A_POLL = 5;

async function write() {
  await store.feeds.sync([{ id: "f", enabled: true, dueInMs: 0 }]);
  for (;;) {
    const [state] = await store.feeds.claimDue({ owner, limit: 1, leaseMs: 60_000 });
    if (!state) throw new Error("the feed is held by somebody else");
    const n = (state.habit.n ?? 0) + 1;
    const { committed } = await store.feeds.commitPoll(commitOf(n));
    if (committed) await say(n);
  }
}

function commitOf(n) {
  const items = Array.from({ length: ITEMS_A_POLL }, (_, k) => itemOf(`${n}-${k}`));
  const hit = { watch: "w", severity: "normal", score: 1, terms: [] };
  return {
    feed: "f",
    owner,
    state: { habit: { n } },
    nextInMs: 0,
    items: items.map((item) => ({ item, hits: [hit], read: true })),
    revisions: [],
    identities: [],
    capture: { url: "u", headers: {}, body: Buffer.from(`document ${n}`), contentType: null },
    readingDeadlineMs: 20_000,
    deliveries: [
      {
        key: { channel: "c", kind: "operator", subject: `s${n}`, ordinal: "1" },
        revision: 1,
        notBeforeMs: 0,
        body: null,
      },
    ],
  };
}

function itemOf(id) {
  const absent = {
    family: null,
    guid: null,
    url: null,
    author: null,
    language: null,
    publishedAt: null,
    updatedAt: null,
  };
  return {
    id,
    feed: "f",
    publisher: "P",
    kind: "wire",
    identities: [`guid:${id}`],
    title: `T ${id}`,
    text: "x",
    ...absent,
  };
}

async function place() {
  for (;;) {
    const readings = await store.readings.claim({ owner, limit: 5, leaseMs: 60_000 });
    if (readings.length === 0) break;
    for (const { item, hits } of readings) {
      const commit = { item: item.id, owner, page: null, unread: "no", match: { hits, rejected: [] }, seen: 0 };
      const plan = {
        place: () => ({ story: "s", change: "grown", origin: "o", score: 1, evidence: [] }),
        route: () => [],
      };
      const { placed } = await store.readings.place(commit, plan);
      await say(`${item.id} ${placed?.arrival}`);
    }
  }
  await store.close();
}

await (task === "write" ? write() : place());
