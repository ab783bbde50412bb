/**
 * Searches the weights by which items become stories, and prints the table of src/stories/weights.ts.
 * See HELP for what it needs and takes; docs/stories-study.md for what was found.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { placedFrom } from "../../dist/pipeline/group.js";
import { createStoryIndex } from "../../dist/stories/story-index.js";
import { shippedTables } from "../../dist/stories/tables.js";
import { SHIPPED } from "../../dist/stories/weights.js";
import { evolve, seeded } from "./evolution.mjs";
import { scored } from "./score.mjs";
import { SETS, versionsOf } from "./sets.mjs";

const HELP = `npm run build && WATCHDESK_DATA=FOLDER node bench/stories/weights.mjs [options]

Needs FOLDER/data/stories/{nk,ko,uci,newst,ecb}.dev.jsonl: one item a line, with id, title, text, url, publisher,
language, at (null where there is no time) and story (the label; null for items that are not scored). One process, one
core; an evaluation of all five sets takes about a minute, the search that ships took some 1,500.

  --sets nk,ko        the sets that are searched on (all)
  --start FILE        where to begin: "shipped" (the default), "plain" (a threshold on the cosine), or a file of --out
  --generations N     0 measures the start alone (150)
  --population N      even (10)
  --spread X          width of the first steps: a share of each weight, and the same plainly (0.12)
  --table full|bare   which weights are searched: those of items with a time or a text (the default), or of bare headlines
  --half 0|1          only the stories of one half, by a hash of their name, to be measured on the other
  --orders N          shuffled orders beside the given one, for sets without times (0)
  --limit N           the first N items of each set alone, for a try
  --free NAMES        weights to be searched although they are held: otherScript, conceptCosine, onePiece
  --seed N            (7)
  --out FILE          keeps the best values as JSON

Progress goes to the standard error, the table to the standard output.`;

/** Set by hand: across scripts on a coarse grid, one piece on own pairs of headlines. The sets say little of them. */
const HELD = ["otherScript", "conceptCosine", "onePiece"];
/** The tables of weights, each with its name and its merges; in a flat list the weights of bare headlines have a dot. */
const TABLES = {
  full: { key: "evidence", prefix: "", merges: ["mergeItemOdds", "mergeStoryOdds"], printed: "WEIGHTS" },
  bare: {
    key: "bare",
    prefix: "bare.",
    merges: ["bareMergeItemOdds", "bareMergeCosine", "bareMergeSize"],
    printed: "BARE_WEIGHTS",
  },
};
/** What a figure beyond its aim counts. */
const BEYOND = 0.3;

const { values: options } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    sets: { type: "string", default: Object.keys(SETS).join(",") },
    start: { type: "string", default: "shipped" },
    generations: { type: "string", default: "150" },
    population: { type: "string", default: "10" },
    spread: { type: "string", default: "0.12" },
    table: { type: "string", default: "full" },
    half: { type: "string" },
    orders: { type: "string", default: "0" },
    limit: { type: "string", default: "Infinity" },
    free: { type: "string", default: "" },
    seed: { type: "string", default: "7" },
    out: { type: "string" },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const folder = process.env.WATCHDESK_DATA;
const sets = options.sets.split(",");
const strange = sets.filter((name) => !(name in SETS));
const table = TABLES[options.table];
if (folder === undefined || strange.length > 0 || table === undefined) {
  const unknown = strange.length > 0 ? `there is no set ${strange.join(", ")}` : `there is no table ${options.table}`;
  console.error(folder === undefined ? "WATCHDESK_DATA names no folder" : unknown);
  console.error(HELP);
  process.exit(2);
}

const random = seeded(Number(options.seed));
const how = { half: options.half === undefined ? null : Number(options.half), random };
const amounts = { orders: Number(options.orders), limit: Number(options.limit) };
const data = new Map(sets.map((name) => [name, versionsOf(folder, name, { ...how, ...amounts })]));
const tables = shippedTables();
const free = options.free.split(",");
const searched = [...Object.keys(SHIPPED[table.key]).map((name) => table.prefix + name), ...table.merges].filter(
  (name) => !HELD.includes(name.slice(table.prefix.length)) || free.includes(name),
);

/** All weights by name, those of the merges among them. */
function started() {
  if (options.start !== "plain" && options.start !== "shipped") return JSON.parse(readFileSync(options.start, "utf8"));
  const { evidence, bare, ...merges } = SHIPPED;
  const all = { ...evidence, ...prefixed(bare, TABLES.bare.prefix), ...merges };
  if (options.start === "shipped") return all;
  const none = Object.fromEntries(Object.keys(SHIPPED[table.key]).map((name) => [name, 0]));
  const plain = prefixed({ ...none, bias: -3, cosine: 10 }, table.prefix);
  return { ...all, ...plain, ...(options.table === "full" ? { mergeItemOdds: 0, mergeStoryOdds: 5 } : {}) };
}

function prefixed(weights, prefix) {
  return Object.fromEntries(Object.entries(weights).map(([name, value]) => [prefix + name, value]));
}

/** What the index takes, from the flat list. */
function weighingOf(all) {
  const entries = Object.entries(all);
  const bare = entries.filter(([name]) => name.startsWith("bare."));
  const merges = Object.values(TABLES).flatMap((one) => one.merges.map((name) => [name, all[name]]));
  const evidence = entries.filter(([name]) => name in SHIPPED.evidence);
  return {
    ...Object.fromEntries(merges),
    evidence: Object.fromEntries(evidence),
    bare: Object.fromEntries(bare.map(([name, value]) => [name.slice("bare.".length), value])),
  };
}

const start = started();
const named = (values) => ({ ...start, ...Object.fromEntries(searched.map((name, i) => [name, values[i]])) });

/** One version of a set, item by item as they would arrive. */
function measured(rows, weights) {
  const index = createStoryIndex({ tables, weights: weighingOf(weights) });
  const gold = [];
  const made = [];
  rows.forEach((row, i) => {
    const placement = index.decide(row.item);
    index.learn(placedFrom(i + 1, row.item, placement));
    if (row.gold === null) return;
    gold.push(row.gold);
    made.push(placement.story);
  });
  return scored(gold, made);
}

/** How far the sets together are from their aims, and each one's figure and pair precision. */
function judged(weights) {
  let figure = 0;
  const shown = [];
  for (const [name, versions] of data) {
    const { aim, by, precise } = SETS[name];
    const found = versions.map((rows) => measured(rows, weights));
    const mean = (key) => found.reduce((sum, one) => sum + one[key], 0) / found.length;
    const over = mean(by) - aim;
    figure += over < 0 ? over : BEYOND * over;
    if (precise !== null) figure += precise.cost * Math.min(0, mean("pairPrecision") - precise.from);
    shown.push(`${name} ${mean(by).toFixed(3)}/${mean("pairPrecision").toFixed(2)}`);
  }
  return { figure, shown: shown.join(" ") };
}

let best = start;
const given = {
  start: searched.map((name) => start[name]),
  spread: searched.map((name) => Number(options.spread) * (1 + Math.abs(start[name]))),
  population: Number(options.population),
  generations: Number(options.generations),
  random,
};
let last = "";
evolve(
  given,
  (values) => {
    const { figure, shown } = judged(named(values));
    last = shown;
    return figure;
  },
  ({ generation, values, figure }) => {
    best = named(values);
    console.error(`generation ${generation}: ${figure.toFixed(4)} ${last}`);
    if (options.out !== undefined) writeFileSync(options.out, JSON.stringify(best));
  },
);
const rounded = (value) => Math.round(value * 1000) / 1000;
const found = weighingOf(best);
console.log(`export const ${table.printed} = {`);
for (const [name, value] of Object.entries(found[table.key])) console.log(`  ${name}: ${rounded(value)},`);
console.log("};");
for (const name of table.merges) console.log(`export const ${constant(name)} = ${rounded(found[name])};`);

/** `mergeItemOdds` as a constant's name. */
function constant(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
