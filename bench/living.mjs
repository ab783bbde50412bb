/**
 * A stream of items as a team would have lived it: the whole pipeline on a simulated clock with one channel, and what
 * stood in it a day, beside one message an item. Times of edits are kept to as in a chat.
 *
 *   npm run build && WATCHDESK_DATA=../shared node bench/living.mjs [nk|ko] [--read DAY] [--watch NAME ...]
 *
 * Without --watch the watches that come along are in force. `ko` tells only the day of an item: its items are spread
 * over that day in their order. --read prints what one day (2026-06-01) brought, to be read and not to be kept.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { openApp } from "../dist/app.js";
import { createSimulatedClock } from "../dist/clock.js";
import { resolveFeed } from "../dist/config/feed-schema.js";
import { loadConfig } from "../dist/config/load.js";
import { createRecordedCadence, createRecordedFetcher, recordedUrl } from "../dist/replay/fetcher.js";
import { readRecording } from "../dist/replay/recording.js";
import { replayDocuments } from "../dist/replay/replay.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { read: { type: "string" }, watch: { type: "string", multiple: true, default: [] } },
});
const [name = "nk"] = positionals;
const data = process.env.WATCHDESK_DATA;
if (data === undefined) throw new Error("WATCHDESK_DATA names the folder of the data; without it nothing is measured");

const DAY_MS = 86_400_000;
const SPREAD_MS = 12 * 60_000;
/** Items that a publisher's feed shows at once. */
const SHOWN = 20;

const items = readFileSync(join(data, `data/stories/${name}.dev.jsonl`), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));
const times = spread(items.map((item) => Date.parse(item.at)));
const folder = mkdtempSync(join(tmpdir(), "watchdesk-living-"));

/** Items of which only the day is known come one after the other on that day. */
function spread(known) {
  const seen = new Map();
  return known.map((at) => {
    const count = seen.get(at) ?? 0;
    seen.set(at, count + 1);
    return name === "ko" ? Math.floor(at / DAY_MS) * DAY_MS + count * SPREAD_MS : at;
  });
}

const escaped = (text) => text.replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]);

function record() {
  const feeds = new Map();
  for (const [index, item] of items.entries()) {
    const id = item.publisher.replace(/[^\p{L}\p{N}]+/gu, "-");
    const shown = feeds.get(id) ?? [];
    feeds.set(id, shown);
    const pubDate = new Date(times[index]).toUTCString();
    shown.push(
      `<item><guid isPermaLink="false">${item.id}</guid><title>${escaped(item.title)}</title>` +
        `<link>${escaped(item.url ?? "")}</link><description>${escaped(item.text ?? "")}</description>` +
        `<pubDate>${pubDate}</pubDate></item>`,
    );
    const at = new Date(times[index]).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
    mkdirSync(join(folder, "feeds", id), { recursive: true });
    const document = `<rss version="2.0"><channel><title>${id}</title>${shown.slice(-SHOWN).join("")}</channel></rss>`;
    writeFileSync(join(folder, "feeds", id, `${at}Z.xml`), document);
  }
}

function configFile() {
  const list = values.watch.map((one) => JSON.stringify(one)).join(", ");
  const rules = values.watch.length > 0 ? `watches: [${list}]` : "include: { watches: [default] }";
  const path = join(folder, "watchdesk.yaml");
  writeFileSync(path, `${rules}\nstore: { path: "${join(folder, "store.db")}" }\nreading: { enabled: false }\n`);
  return path;
}

function day(at) {
  return new Date(at).toISOString().slice(0, 10);
}

/** What a message in the channel is, by its first word. */
function kindOf(text) {
  if (text.startsWith("note ")) return "notes";
  return /^(grown|merged|handled) /.test(text) ? "edits" : "messages";
}

try {
  record();
  const recorded = readRecording(join(folder, "feeds"));
  const clock = createSimulatedClock(Math.min(...times));
  const config = loadConfig({ file: configFile(), env: {}, cwd: folder });
  const seen = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      seen.push({ at: clock.now(), text: String(chunk) });
      done();
    },
  });
  const log = { debug() {}, info() {}, warn() {}, error: (fields) => console.error(fields) };
  const feeds = recorded.map(({ id }) => resolveFeed({ id, url: recordedUrl(id), publisher: id }, {}, 60_000));
  const app = await openApp({
    config: { ...config, feeds, operators: [], polling: { ...config.polling, spread: false, lookBack: Infinity } },
    clock,
    random: () => 0.5,
    log,
    owner: "living",
    terminal: { output, rich: false, timeZone: "UTC" },
    version: "0",
    fetcher: createRecordedFetcher(recorded, clock),
    cadence: createRecordedCadence(recorded, clock),
  });
  await replayDocuments(app, recorded, ["terminal"], clock, () => {}, new AbortController().signal);
  const placed = await app.store.stories.placementsSince(0, 100_000);
  const alerted = new Set();
  for (const story of new Set(placed.map((one) => one.story))) {
    const sent = await app.store.queries.deliveriesOf(story);
    if (sent.some(({ key, sentRevision }) => key.kind === "alert" && sentRevision > 0)) alerted.add(story);
  }
  await app.close();
  tell(seen, placed.length, placed.filter((one) => alerted.has(one.story)).length);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param hits items that satisfy a watch, those for a digest alone included; @param alerting items whose story alerts */
function tell(seen, hits, alerting) {
  const counts = { messages: 0, notes: 0, edits: 0 };
  const days = new Map();
  for (const { at, text } of seen) {
    const kind = kindOf(text);
    counts[kind] += 1;
    const one = days.get(day(at)) ?? { messages: 0, notes: 0, edits: 0 };
    days.set(day(at), { ...one, [kind]: one[kind] + 1 });
  }
  const all = Math.round((Math.max(...times) - Math.min(...times)) / DAY_MS) + 1;
  const a = (count) => (count / all).toFixed(2);
  console.log(`${name}: ${items.length} items in ${all} days; ${hits} satisfy a watch, ${alerting} one that alerts`);
  console.log(`one message an item        ${alerting} (${a(alerting)} a day)`);
  console.log(`messages                   ${counts.messages} (${a(counts.messages)} a day)`);
  console.log(`notes in their threads     ${counts.notes} (${a(counts.notes)} a day)`);
  console.log(`edits, which ring nobody   ${counts.edits} (${a(counts.edits)} a day)`);
  const busiest = [...days].sort(([, one], [, other]) => other.messages - one.messages)[0];
  if (busiest) console.log(`busiest day ${busiest[0]}: ${JSON.stringify(busiest[1])}`);
  if (values.read === undefined) return;
  for (const { at, text } of seen.filter((one) => day(one.at) === values.read)) {
    console.log(`\n${new Date(at).toISOString().slice(11, 16)} ${text.trim()}`);
  }
}
