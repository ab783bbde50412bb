/**
 * The store at 100,000 items, in a file and on a PostgreSQL, beside a baseline in the same run: for commits the same
 * rows written by hand-made SQL over the same driver (four tables, no claims, no search, no identities looked up);
 * for search a scan with LIKE.
 *
 *   npm run build && node bench/store.mjs [ITEMS] [DATABASE_URL]
 *
 * Prints one line a measure. Without DATABASE_URL it says that PostgreSQL is left out.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import Libsql from "libsql";
import { openStore } from "../dist/store/open.js";

const ITEMS = Number(process.argv[2] ?? 100_000);
const ITEMS_A_POLL = 30;
const RUNS = 20;
const WORDS = "plant gate rail crane truck vehicle cover pad stand tower tunnel road river test fuel site image".split(
  " ",
);
const KOREAN = ["발사장", "위성사진", "차량", "미사일", "공장", "열차", "움직임"];

const clock = { now: () => Date.now(), sleep: async () => {} };
const folder = mkdtempSync(join(tmpdir(), "watchdesk-bench-"));

function itemOf(n) {
  const pick = (list, salt) => list[(n * 7919 + salt * 104_729) % list.length];
  const text = Array.from({ length: 60 }, (_, k) => pick(WORDS, k)).join(" ");
  const title = `${pick(WORDS, 1)} ${pick(KOREAN, 2)} ${n % 5000 === 0 ? "marigold" : ""} number ${n}`;
  return {
    id: `item-${n}`,
    feed: "f",
    publisher: "P",
    family: null,
    kind: "wire",
    identities: [`guid:${n}`, `url:${n}`],
    guid: String(n),
    url: `https://wire.example/${n}`,
    title,
    text,
    author: null,
    language: "en",
    publishedAt: 1_552_000_000_000 + n,
    updatedAt: null,
  };
}

const hit = { watch: "w", severity: "normal", score: 1, terms: [{ term: "plant", field: "text", start: 0, end: 5 }] };
const body = (n) => Buffer.from(`document ${n} `.repeat(500));

function report(name, value, unit, note = "") {
  console.log(
    `${name.padEnd(46)} ${value.toFixed(value < 10 ? 2 : 0).padStart(10)} ${unit}${note ? `   ${note}` : ""}`,
  );
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Median of the runs, ms. */
async function median(work) {
  const times = [];
  for (let run = 0; run < RUNS; run++) times.push(await timed(work));
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

async function fill(store) {
  await store.feeds.sync([{ id: "f", enabled: true, dueInMs: 0 }]);
  for (let n = 0; n < ITEMS; n += ITEMS_A_POLL) {
    await store.feeds.claimDue({ owner: "o", limit: 1, leaseMs: 60_000 });
    const items = Array.from({ length: Math.min(ITEMS_A_POLL, ITEMS - n) }, (_, k) => itemOf(n + k));
    await store.feeds.commitPoll({
      feed: "f",
      owner: "o",
      state: {},
      nextInMs: 0,
      items: items.map((item, k) => ({ item, hits: k % 10 === 0 ? [hit] : [], read: k % 10 === 0 })),
      revisions: [],
      identities: [],
      capture: { url: "u", headers: {}, body: body(n), contentType: null },
      readingDeadlineMs: 20_000,
      deliveries: [],
    });
    // A bot is never so busy that the event loop stands; statements of libsql are freed when it turns.
    if (n % 300 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

function baseline(path) {
  const db = new Libsql(path);
  db.exec("pragma journal_mode = wal; pragma synchronous = full");
  db.exec(`create table item (id text primary key, feed text, publisher text, kind text, guid text, url text, title text,
    text text, language text, published_at integer, first_seen_at integer);
    create table identity (identity text primary key, item text); create table hit (item text, watch text, terms text);
    create table capture (hash text primary key, body blob)`);
  const item = db.prepare("insert into item values (?,?,?,?,?,?,?,?,?,?,?)");
  const identity = db.prepare("insert into identity values (?,?)");
  const hits = db.prepare("insert into hit values (?,?,?)");
  const capture = db.prepare("insert into capture values (?,?)");
  for (let n = 0; n < ITEMS; n += ITEMS_A_POLL) {
    db.exec("begin immediate");
    capture.run(randomUUID(), body(n));
    for (let k = 0; k < ITEMS_A_POLL && n + k < ITEMS; k++) {
      const i = itemOf(n + k);
      item.run(
        i.id,
        i.feed,
        i.publisher,
        i.kind,
        i.guid,
        i.url,
        i.title,
        i.text,
        i.language,
        i.publishedAt,
        Date.now(),
      );
      for (const name of i.identities) identity.run(name, i.id);
      if (k % 10 === 0) hits.run(i.id, hit.watch, JSON.stringify(hit.terms));
    }
    db.exec("commit");
  }
  return db;
}

async function placeSome(store, count) {
  let placed = 0;
  let seen = 0;
  while (placed < count) {
    const readings = await store.readings.claim({ owner: "o", limit: 50, leaseMs: 60_000 });
    if (readings.length === 0) return placed;
    for (const { item, hits } of readings) {
      const story = `s${placed % 200}-${Math.floor(placed / 1000)}`;
      const commit = { item: item.id, owner: "o", page: null, unread: "no", match: { hits, rejected: [] }, seen };
      const want = (state) => [
        {
          key: { channel: "c", kind: "alert", subject: state.id, ordinal: "1" },
          revision: state.revision,
          notBeforeMs: 0,
          body: null,
        },
      ];
      const plan = {
        place: () => ({ story, change: "grown", origin: story, score: 1, evidence: [] }),
        route: want,
      };
      seen = (await store.readings.place(commit, plan)).placed?.arrival ?? seen;
      placed += 1;
    }
  }
  return placed;
}

async function measure(name, options, scan) {
  const store = await openStore({ url: null, path: "", ...options, clock });
  const filled = await timed(() => fill(store));
  const polls = Math.ceil(ITEMS / ITEMS_A_POLL);
  report(`${name}: polls of ${ITEMS_A_POLL} items committed`, (polls / filled) * 1000, "polls/s");
  let count = 0;
  const placing = await timed(async () => {
    count = await placeSome(store, 2000);
  });
  report(`${name}: placements`, (count / placing) * 1000, "placements/s");
  const query = { watch: null, sinceMs: null, text: null, limit: 20 };
  const asked = {
    "recent items": () => store.queries.recentItems(query),
    "recent items of a watch, one day": () => store.queries.recentItems({ ...query, watch: "w", sinceMs: 86_400_000 }),
    "search, frequent word": () => store.queries.recentItems({ ...query, text: "crane" }),
    "search, rare word": () => store.queries.recentItems({ ...query, text: "marigold" }),
    "search, two Korean syllables": () => store.queries.recentItems({ ...query, text: "발사" }),
    "recent stories": () => store.queries.recentStories(query),
    "recent stories, search": () => store.queries.recentStories({ ...query, text: "marigold" }),
    status: () => store.queries.status(),
    "claim of due feeds, none due": () => store.feeds.claimDue({ owner: "o", limit: 0, leaseMs: 1 }),
    "known identities of a document": () =>
      store.feeds.known(
        "f",
        Array.from({ length: 60 }, (_, k) => `guid:${k * 1000}`),
      ),
  };
  for (const [what, ask] of Object.entries(asked)) {
    const ms = await median(ask);
    const ratio =
      what.startsWith("search") && scan ? `${(scan() / ms).toFixed(1)} times as fast as a scan with LIKE` : "";
    report(`${name}: ${what}`, ms, "ms", ratio);
  }
  await store.close();
  return filled;
}

const plainPath = join(folder, "plain.db");
let plain;
const byHand = await timed(() => {
  plain = baseline(plainPath);
});
const scan = () => {
  const start = performance.now();
  plain
    .prepare("select id from item where title like ? or text like ? order by first_seen_at desc limit 20")
    .all(["%발사%", "%발사%"]);
  return performance.now() - start;
};
report("by hand: polls committed", (Math.ceil(ITEMS / ITEMS_A_POLL) / byHand) * 1000, "polls/s");
const path = join(folder, "store.db");
const filled = await measure("sqlite", { path }, scan);
report("sqlite: time of commits, by hand = 1", filled / byHand, "times");
report("sqlite: size", statSync(path).size / 1e6, "MB", `by hand ${(statSync(plainPath).size / 1e6).toFixed(0)} MB`);
report("memory", process.memoryUsage().rss / 1e6, "MB");
if (process.argv[3]) await measure("postgres", { url: process.argv[3] }, null);
else console.log("PostgreSQL is left out: give its address (of an empty database) as the second argument.");
plain.close();
rmSync(folder, { recursive: true, force: true });
