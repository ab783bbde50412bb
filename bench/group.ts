/**
 * Items a second of the story index beside an all-pairs cosine over the same terms, in one run; its memory; and how the
 * time of an item grows along a stream: node bench/group.js STREAM.jsonl.gz [ITEMS]
 *
 * Others may use the machine meanwhile. So CPU time is taken instead of time, the medians of many chunks instead of
 * means, and beside each chunk a fixed piece of work is timed: what slows both is the machine, not the stream.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { StoryItem } from "../src/model.js";
import { placedFrom } from "../src/pipeline/group.js";
import type { StoryIndex } from "../src/ports.js";
import { evidenceOf } from "../src/stories/evidence.js";
import { createStoryIndex } from "../src/stories/story-index.js";
import { shippedTables } from "../src/stories/tables.js";

/** Items that the all-pairs peer is given: its time grows with their square. */
const PEER_ITEMS = 3_000;
/** Items that are timed at once. */
const CHUNK = 200;
/** Items of the fixed piece of work: they are only decided, by an index that learns nothing more. */
const FIXED = 40;
const WARM_UP = 1_000;

const [stream, count] = process.argv.slice(2);
if (stream === undefined) {
  console.error("usage: group STREAM.jsonl.gz [ITEMS]");
  process.exit(2);
}
const tables = shippedTables();

/** One item at a time: a stream held whole would be most of the memory that is measured. */
async function* readItems(file: string, most: number): AsyncGenerator<StoryItem> {
  let left = most;
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (line.trim() === "") continue;
    if (left-- <= 0) return;
    const row = JSON.parse(line) as Record<string, string | null>;
    const { id, title, text, url, publisher, language, at } = row;
    yield {
      id: String(id),
      title: title ?? "",
      text: text ?? "",
      url: url ?? null,
      publisher: publisher ?? null,
      family: null,
      kind: null,
      language: language ?? null,
      at: typeof at === "string" ? Date.parse(at) : null,
    };
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(work: () => void): number {
  const began = cpuMs();
  work();
  return cpuMs() - began;
}

function place(index: StoryIndex, items: StoryItem[]): void {
  for (const item of items) index.learn(placedFrom(index.seen + 1, item, index.decide(item)));
}

/** A piece of work that is the same whenever it is done. */
function fixedWork(items: StoryItem[]): () => number {
  const index = createStoryIndex({ tables });
  place(index, items.slice(0, -FIXED));
  return () =>
    timed(() => {
      // Copies, since an index remembers what it has taken apart last.
      for (const item of items.slice(-FIXED)) index.decide({ ...item });
    });
}

interface Chunk {
  items: number;
  /** CPU ms an item took, and the fixed work beside it. */
  ms: number;
  fixed: number;
}

/** The index over the whole stream. */
async function runIndex(file: string, most: number): Promise<{ chunks: Chunk[]; first: StoryItem[] }> {
  const first: StoryItem[] = [];
  for await (const item of readItems(file, Math.min(most, PEER_ITEMS))) first.push(item);
  const fixed = fixedWork(first.slice(0, WARM_UP)); // and the compiler is warm
  const index = createStoryIndex({ tables });
  const chunks: Chunk[] = [];
  let items: StoryItem[] = [];
  const take = () => {
    if (items.length === 0) return;
    const ms = timed(() => place(index, items)) / items.length;
    chunks.push({ items: items.length, ms, fixed: fixed() });
    items = [];
  };
  for await (const item of readItems(file, most)) if (items.push(item) === CHUNK) take();
  take();
  return { chunks, first };
}

/** Compares each item with every one before it. */
function runAllPairs(given: StoryItem[]): void {
  const seen: Map<string, number>[] = [];
  let joined = 0;
  for (const item of given) {
    const { byTerm } = evidenceOf(item, tables.glossary);
    const vector = new Map<string, number>();
    let length = 0;
    for (const [term, weight] of byTerm) {
      const value = weight * Math.log(tables.background.documents / tables.background.count(term));
      vector.set(term, value);
      length += value * value;
    }
    for (const [term, value] of vector) vector.set(term, value / Math.sqrt(length));
    let best = 0;
    for (const other of seen) {
      let dot = 0;
      for (const [term, value] of vector) dot += value * (other.get(term) ?? 0);
      best = Math.max(best, dot);
    }
    if (best > 0.3) joined += 1;
    seen.push(vector);
  }
  if (joined < 0) throw new Error("unreachable");
}

const { chunks, first } = await runIndex(stream, count === undefined ? Number.POSITIVE_INFINITY : Number(count));
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
const usual = median(chunks.map(({ fixed }) => fixed));
const tenths = Array.from({ length: 10 }, (_, i) =>
  chunks.slice(Math.floor((i * chunks.length) / 10), Math.floor(((i + 1) * chunks.length) / 10)),
);
/** As it would have been, had the machine been as fast as it usually was in this run. */
const steady = tenths.map((part) => median(part.map(({ ms, fixed }) => (ms * usual) / fixed)));
const plain = tenths.map((part) => median(part.map(({ ms }) => ms)));
const own = timed(() => place(createStoryIndex({ tables }), first));
const pairs = timed(() => runAllPairs(first));
const items = chunks.reduce((sum, chunk) => sum + chunk.items, 0);
const allMs = chunks.reduce((sum, chunk) => sum + chunk.ms * chunk.items, 0);
console.log(
  JSON.stringify({
    items,
    itemsPerCpuSecond: Math.round((items * 1000) / allMs),
    cpuMsByTenth: steady.map((ms) => round(ms, 3)),
    growth: round(steady.at(-1)! / steady[0]! - 1, 3),
    growthUncorrected: round(plain.at(-1)! / plain[0]! - 1, 3),
    peakMb,
    peerItems: first.length,
    ratioToAllPairs: round(pairs / own, 2),
  }),
);

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
