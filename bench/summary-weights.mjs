/**
 * How well weights of the ranking carry over to articles they were not fitted on: repeated cross-validation over
 * articles, beside the weights that are shipped and the first sentence that holds the name. Needs the built project
 * and `WATCHDESK_DATA`; `node bench/summary-weights.mjs [FILE]` with lines of {keyword, text, reference}.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeSentences, rankSentences } from "../dist/summary/rank.js";

const FOLDS = 10;
const REPEATS = 5;
/** Of a ridge regression on standardised features; 30 to 1,000 make no difference. */
const RIDGE = 100;
const MAX_CHARS = 500;

const file = process.argv[2] ?? join(process.env["WATCHDESK_DATA"] ?? "", "data/summaries/keyword.dev.jsonl");
const rows = readFileSync(file, "utf8").split("\n").filter(Boolean).map(JSON.parse);

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const pairs = (list) => {
  const counts = new Map();
  for (let at = 1; at < list.length; at++) {
    const pair = `${list[at - 1]} ${list[at]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
};
function rouge2(reference, text) {
  const [a, b] = [pairs(words(reference)), pairs(words(text))];
  const size = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  return size(a) && size(b) ? (2 * shared) / (size(a) + size(b)) : 0;
}

/** Each row's sentences that hold the name: features, what they are worth, and the shipped score. */
const cases = rows.map(({ keyword, text, reference }) => {
  const article = { title: "", text, language: "en" };
  const ranked = rankSentences(article, [keyword]);
  const described = describeSentences(article, [keyword]);
  return described.flatMap(({ sentence, features }, at) =>
    features === null || sentence.text.length > MAX_CHARS
      ? []
      : [
          {
            x: Object.values(features),
            y: rouge2([].concat(reference).join(" "), sentence.text),
            shipped: ranked[at].score,
          },
        ],
  );
});
const names = Object.keys(describeSentences({ title: "", text: "Ada spoke.", language: "en" }, ["Ada"])[0].features);

/** Ridge regression within rows: only differences between sentences of one article count. */
function fitted(chosen) {
  const size = names.length;
  const centred = chosen.flatMap((list) => {
    const mean = (pick) => list.reduce((sum, one) => sum + pick(one), 0) / list.length;
    const means = names.map((_, k) => mean((one) => one.x[k]));
    const worth = mean((one) => one.y);
    return list.length < 2 ? [] : list.map((one) => ({ x: one.x.map((v, k) => v - means[k]), y: one.y - worth }));
  });
  const spread = names.map(
    (_, k) => Math.sqrt(centred.reduce((sum, { x }) => sum + x[k] ** 2, 0) / centred.length) || 1,
  );
  const matrix = names.map((_, i) => names.map((_, j) => (i === j ? RIDGE : 0)));
  const right = names.map(() => 0);
  for (const { x, y } of centred) {
    const z = x.map((v, k) => v / spread[k]);
    for (let i = 0; i < size; i++) {
      right[i] += z[i] * y;
      for (let j = 0; j < size; j++) matrix[i][j] += z[i] * z[j];
    }
  }
  return solve(matrix, right).map((weight, k) => weight / spread[k]);
}

/** Gaussian elimination; the ridge keeps the matrix from being singular. */
function solve(matrix, right) {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const factor = matrix[j][i] / matrix[i][i];
      for (let k = i; k < size; k++) matrix[j][k] -= factor * matrix[i][k];
      right[j] -= factor * right[i];
    }
  }
  const out = new Array(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    out[i] = (right[i] - matrix[i].reduce((sum, v, k) => sum + (k > i ? v * out[k] : 0), 0)) / matrix[i][i];
  }
  return out;
}

const best = (list, score) => list.reduce((a, b) => (score(b) > score(a) ? b : a), list[0])?.y ?? 0;
const report = (name, got) => {
  const mean = got.reduce((sum, y) => sum + y, 0) / got.length;
  const deviation = Math.sqrt(got.reduce((sum, y) => sum + (y - mean) ** 2, 0) / got.length);
  console.log(`${name}: ${mean.toFixed(4)} ± ${((1.96 * deviation) / Math.sqrt(got.length)).toFixed(4)}`);
};

// Rows of one article stay together, so that no fold has seen its neighbour's text.
const articles = [...new Set(rows.map((row) => row.text))];
const articleOf = new Map(articles.map((text, at) => [text, at]));
const first = cases.map((list) => list[0]?.y ?? 0);
const shipped = cases.map((list) => best(list, (one) => one.shipped));
const validated = cases.map(() => 0);
let seed = 20261;
const random = () => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed / 0x7fffffff;
};
for (let repeat = 0; repeat < REPEATS; repeat++) {
  const fold = articles.map(() => Math.floor(random() * FOLDS));
  const foldOf = rows.map((row) => fold[articleOf.get(row.text)]);
  for (let out = 0; out < FOLDS; out++) {
    const weights = fitted(cases.filter((_, at) => foldOf[at] !== out));
    const score = ({ x }) => x.reduce((sum, v, k) => sum + v * weights[k], 0);
    for (const [at, list] of cases.entries()) if (foldOf[at] === out) validated[at] += best(list, score) / REPEATS;
  }
}
report("first sentence with the name", first);
report("shipped weights", shipped);
report(`fitted anew, ${REPEATS} x ${FOLDS} folds`, validated);
report(
  "shipped over first",
  shipped.map((y, at) => y - first[at]),
);
report(
  "fitted over first",
  validated.map((y, at) => y - first[at]),
);
const whole = fitted(cases);
console.log(names.map((name, k) => `${name} ${whole[k].toFixed(3)}`).join("  "));
