/** The labelled sets, each in the versions that the search is judged on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What is aimed at, by which figure, and from which pair precision on a set costs nothing more. `thinned`: further
 * versions that lack a random fifth of the items, so that a small set does not decide by single items. `shuffled`:
 * sets without times may come in any order.
 */
export const SETS = {
  nk: { aim: 0.94, by: "f1", precise: { from: 0.9, cost: 0.3 }, thinned: 4, shuffled: false },
  ko: { aim: 0.94, by: "f1", precise: { from: 0.95, cost: 0.2 }, thinned: 4, shuffled: false },
  uci: { aim: 0.885, by: "f1", precise: null, thinned: 0, shuffled: true },
  newst: { aim: 0.91, by: "nmi", precise: null, thinned: 0, shuffled: true },
  ecb: { aim: 0.915, by: "f1", precise: null, thinned: 1, shuffled: false },
};
const DROPPED = 0.2;

/**
 * @param {string} folder that of the data, with data/stories in it
 * @param {string} name of a set
 * @param {{half: number | null, orders: number, limit: number, random: () => number}} how `half`: only the stories whose
 * name's hash is even (0) or odd (1); `orders`: shuffled versions beside the given order; `limit`: items at most
 * @returns {{item: object, gold: string | null}[][]} the versions
 */
export function versionsOf(folder, name, { half, orders, limit, random }) {
  const { thinned, shuffled } = SETS[name];
  const given = readSet(join(folder, "data", "stories", `${name}.dev.jsonl`))
    .filter(({ gold }) => half === null || gold === null || hashOf(gold) % 2 === half)
    .slice(0, limit);
  const versions = [given];
  for (let i = 0; i < thinned; i++) versions.push(given.filter(() => random() > DROPPED));
  for (let i = 0; shuffled && i < orders; i++) versions.push(inAnyOrder(given, random));
  return versions;
}

function readSet(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => rowOf(JSON.parse(line)));
}

function rowOf({ id, title, text, url, publisher, language, at, story }) {
  const item = { id, title, text: text ?? "", url: url ?? null, publisher: publisher ?? null };
  const ms = at === null || at === undefined ? null : Date.parse(at);
  return { item: { ...item, family: null, kind: null, language: language ?? null, at: ms }, gold: story ?? null };
}

/** Fisher and Yates. */
function inAnyOrder(rows, random) {
  const order = [...rows];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function hashOf(text) {
  let hash = 7;
  for (const letter of String(text)) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash >>> 3;
}
