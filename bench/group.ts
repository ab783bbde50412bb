/**
 * Items a second of the story index beside an all-pairs cosine over the same terms, in one run, and how the time of an
 * item grows along a stream: node bench/group.js STREAM.jsonl.gz [ITEMS]
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { StoryItem } from "../src/model.js";
import { placedFrom } from "../src/pipeline/group.js";
import { evidenceOf } from "../src/stories/evidence.js";
import { createStoryIndex } from "../src/stories/story-index.js";
import { shippedTables } from "../src/stories/tables.js";

/** Items that the all-pairs peer is given: its time grows with their square. */
const PEER_ITEMS = 3_000;
const PARTS = 10;

const [stream, count] = process.argv.slice(2);
if (stream === undefined) {
  console.error("usage: group STREAM.jsonl.gz [ITEMS]");
  process.exit(2);
}
const tables = shippedTables();
const items = readItems(stream).slice(0, count === undefined ? undefined : Number(count));

function readItems(file: string): StoryItem[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const row = JSON.parse(line) as Record<string, string | null>;
      const { id, title, text, url, publisher, language, at } = row;
      return {
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
    });
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Places the items; gives the CPU ms an item took in each part of the stream. */
function runIndex(given: StoryItem[], count = PARTS): number[] {
  const index = createStoryIndex({ tables });
  const size = Math.ceil(given.length / count);
  const parts: number[] = [];
  let began = cpuMs();
  given.forEach((item, i) => {
    index.learn(placedFrom(i + 1, item, index.decide(item)));
    if ((i + 1) % size !== 0 && i + 1 !== given.length) return;
    parts.push((cpuMs() - began) / ((i % size) + 1));
    began = cpuMs();
  });
  return parts;
}

/** Compares each item with every one before it. */
function runAllPairs(given: StoryItem[]): number {
  const began = cpuMs();
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
  return (cpuMs() - began) / given.length;
}

runIndex(items.slice(0, 1_000)); // warms the compiler up, which is no part of an item's time
const parts = runIndex(items);
// The first part once more: on a machine that others use too, time an item grows by what they do meanwhile.
const [again] = runIndex(items.slice(0, Math.ceil(items.length / PARTS)), 1);
const peer = items.slice(0, PEER_ITEMS);
const [own, pairs] = [mean(runIndex(peer)), runAllPairs(peer)];
const first = mean([parts[0]!, again!]);
const last = parts.at(-1)!;
console.log(
  JSON.stringify({
    items: items.length,
    itemsPerCpuSecond: Math.round(1000 / mean(parts)),
    cpuMsByPart: parts.map((ms) => Math.round(ms * 1000) / 1000),
    cpuMsFirstAgain: Math.round(again! * 1000) / 1000,
    growth: Math.round((last / first - 1) * 1000) / 1000,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    peerItems: peer.length,
    ratioToAllPairs: Math.round((pairs / own) * 100) / 100,
  }),
);

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
