/**
 * How well reprints are told from reports of one's own: pairs of one story from two publishers, labelled twice before the
 * detector ran. The texts stay where they are; origin-pairs.tsv holds their ids and labels alone.
 * usage: npm run build && node bench/stories/origins.mjs DATA_FOLDER [--errors]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { htmlToText } from "../../dist/parsing/plain-text.js";
import { sameOrigin } from "../../dist/stories/origins.js";

const [folder, flag] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node bench/stories/origins.mjs DATA_FOLDER [--errors]");
  process.exit(2);
}
const pairs = readFileSync(new URL("origin-pairs.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t"));
const wanted = new Set(pairs.flatMap((pair) => pair.slice(0, 2)));
const items = new Map();
const stream = join(folder, "data", "stories", "stream.dev.jsonl.gz");
for (const line of gunzipSync(readFileSync(stream)).toString("utf8").split("\n")) {
  if (line === "") continue;
  const row = JSON.parse(line);
  if (wanted.has(String(row.id))) items.set(String(row.id), itemOf(row));
}
for (const set of ["1", "2", "3"]) report(set);

function itemOf({ id, title, text, url, publisher, language }) {
  // The stream holds markup with its signs written out.
  const plain = htmlToText(htmlToText(text ?? ""));
  const rest = { family: null, kind: null, language: language ?? null, at: null };
  return { id: String(id), title: htmlToText(title ?? ""), text: plain, url: url ?? null, publisher, ...rest };
}

function report(set) {
  const own = pairs.filter((pair) => pair[2] === set);
  const agreed = own.filter(([, , , first, second]) => first === second);
  const counts = { right: 0, wrong: 0, missed: 0, apart: 0 };
  for (const [a, b, , label] of agreed.filter(([, , , label]) => label !== "?")) {
    const [x, y] = [items.get(a), items.get(b)];
    const why = sameOrigin(y, x);
    const outcome = why === null ? (label === "y" ? "missed" : "apart") : label === "y" ? "right" : "wrong";
    counts[outcome] += 1;
    if (flag === "--errors" && (outcome === "wrong" || outcome === "missed")) show(outcome, why, x, y);
  }
  const { right, wrong, missed } = counts;
  const share = (of) => Math.round((right / of) * 1000) / 1000;
  console.log(
    JSON.stringify({
      set,
      pairs: own.length,
      agreed: agreed.length,
      kappa: Math.round(kappa(own.map(([, , , first, second]) => [first, second])) * 1000) / 1000,
      ...counts,
      precision: share(right + wrong),
      precision95: wilson(right, right + wrong),
      recall: share(right + missed),
      recall95: wilson(right, right + missed),
    }),
  );
}

function show(outcome, why, x, y) {
  console.log(`${outcome} (${why ?? "-"})`);
  for (const { publisher, title, text } of [x, y]) console.log(`   [${publisher}] ${title} :: ${text}`);
}

/** Agreement of two passes beyond chance. */
function kappa(labels) {
  const share = (of) => labels.filter(of).length / labels.length;
  const chance = ["y", "n", "?"].reduce((sum, one) => sum + share(([a]) => a === one) * share(([, b]) => b === one), 0);
  return (share(([a, b]) => a === b) - chance) / (1 - chance);
}

/** The 95 % interval of a share (Wilson, 1927). */
function wilson(found, of) {
  const [p, z] = [found / of, 1.96];
  const centre = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return [centre - spread, centre + spread].map((one) => Math.round((one / (1 + (z * z) / of)) * 1000) / 1000);
}
