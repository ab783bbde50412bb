/**
 * Many names in one pass: MB/s over 50 MB of news text, English and Korean, at 10, 1,000 and 10,000 names, beside
 * `grep -F -c -f` (case-sensitive: the limit), `rg -F -i` where it is installed, and packages found under PEERS.
 *
 *   npm run build && WATCHDESK_DATA=/path/to/data [PEERS=/folder/with/node_modules] node bench/match.mjs [--json]
 *   BYTES=10000000 looks at less of it, for slow peers; NAMES=10000 at one size alone
 *
 * Ours folds case, width, accents and Chinese forms, keeps to word borders and tells every span; the others do less.
 * Prints one line a size; exits 1 when ours is under RATIO of grep at 10,000 names, or when rg or a package is ahead from
 * 1,000 names on.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { compileRules } from "../dist/matching/compile.js";
import { look } from "../dist/matching/sighted.js";

const BYTES = Number(process.env["BYTES"] ?? 50_000_000);
const RATIO = 0.4;
const RUNS = 3;
/** The slowest peer sees every so-manyth line. */
const SAMPLE = 50;
/** Whoever has taken so long is not asked again; a program that takes PATIENCE_MS is stopped, and is slower than shown. */
const SLOW_MS = 20_000;
const PATIENCE_MS = 100_000;
const SIZES = (process.env["NAMES"] ?? "10,1000,10000").split(",").map(Number);
/** Each package of the registry that searches for many strings at once: its name and how it is asked. */
const PACKAGES = {
  "modern-ahocorasick/text": (require, names) => {
    const searcher = new (classOf(require("modern-ahocorasick/text")))(names);
    return (line) => searcher.search(line);
  },
  "modern-ahocorasick/fast": (require, names) => {
    const searcher = new (classOf(require("modern-ahocorasick/fast")))(names);
    return (line) => searcher.search(line);
  },
  ahocorasick: (require, names) => {
    const searcher = new (require("ahocorasick"))(names);
    return (line) => searcher.search(line);
  },
  "@monyone/aho-corasick": (require, names) => {
    const searcher = new (require("@monyone/aho-corasick").AhoCorasick)(names);
    return (line) => searcher.matchInText(line);
  },
  "@tanishiking/aho-corasick": (require, names) => {
    const searcher = new (require("@tanishiking/aho-corasick").Trie)(names);
    return (line) => searcher.parseText(line);
  },
  fastscan: (require, names) => {
    const searcher = new (classOf(require("fastscan")))(names);
    return (line) => searcher.search(line);
  },
};
const classOf = (loaded) => loaded.default ?? loaded;
const data = process.env["WATCHDESK_DATA"];
if (!data) throw new Error("set WATCHDESK_DATA to the folder that holds data/stories/");

const lines = readLines();
const text = lines.join("\n");
const megabytes = Buffer.byteLength(text) / 1e6;
const folder = mkdtempSync(join(tmpdir(), "watchdesk-bench-"));
writeFileSync(join(folder, "text"), text);
const results = [];
const hasRipgrep = spawnSync("rg", ["--version"]).status === 0;
if (!hasRipgrep) console.log("rg is not installed (Debian: apt-get install ripgrep): it is left out");
if (!process.env["PEERS"]) console.log("PEERS is not set: the packages of the registry are left out");
try {
  for (const size of SIZES) results.push(measure(drawNames(size)));
} finally {
  rmSync(folder, { recursive: true });
}
if (process.argv.includes("--json")) console.log(JSON.stringify(results));
for (const failure of shortfalls()) {
  console.log(failure);
  process.exitCode = 1;
}

/** What is not as it should be: speed beside grep at the most names, and whoever is ahead from 1,000 names on. */
function shortfalls() {
  const last = results.at(-1);
  const share = last.ours / last["grep -F"];
  const slow = share < RATIO ? [`only ${share.toFixed(2)} of the speed of grep -F at ${last.names} names`] : [];
  const ahead = results.flatMap(({ names, ours: own, ...others }) =>
    Object.entries(others)
      .filter(([peer, speed]) => names >= 1_000 && peer !== "grep -F" && speed > own)
      .map(([peer]) => `${peer} is ahead at ${names} names`),
  );
  return [...slow, ...ahead];
}

function measure(names) {
  writeFileSync(join(folder, "names"), names.join("\n"));
  const result = { names: names.length, ours: best(() => ours(names)) };
  result["grep -F"] = best(() => () => run("grep", ["-F", "-c", "-f", join(folder, "names"), join(folder, "text")]));
  if (hasRipgrep) {
    result["rg -F -i"] = best(
      () => () => run("rg", ["-F", "-i", "-c", "-f", join(folder, "names"), join(folder, "text")]),
    );
  }
  Object.assign(result, peers(names));
  console.log(
    Object.entries(result)
      .map(([key, value]) => `${key} ${key === "names" ? value : value.toFixed(1)}`)
      .join("  "),
  );
  return result;
}

/** MB/s of the fastest of RUNS; `prepare` builds what it needs and returns the pass over the text. */
function best(prepare) {
  const pass = prepare();
  let fastest = Number.POSITIVE_INFINITY;
  for (let at = 0, spent = 0; at < RUNS && spent < SLOW_MS; at++) {
    const from = performance.now();
    pass();
    const took = performance.now() - from;
    fastest = Math.min(fastest, took);
    spent += took;
  }
  return megabytes / (fastest / 1000);
}

function ours(names) {
  const rules = compileRules([{ groups: { names: { names } } }]);
  return () => {
    let seen = 0;
    for (const line of lines) seen += look(rules, { title: "", text: line, language: "en", feed: null }).byOwner.size;
    return seen;
  };
}

/** Packages that search for many strings, case folded beforehand as they need it. */
function peers(names) {
  if (!process.env["PEERS"]) return {};
  const require = createRequire(join(process.env["PEERS"], "package.json"));
  const lower = names.map((name) => name.toLowerCase());
  const found = {};
  for (const [label, make] of Object.entries(PACKAGES)) {
    try {
      const find = make(require, lower);
      found[label] = best(() => () => lines.reduce((sum, line) => sum + find(line.toLowerCase()).length, 0));
    } catch (error) {
      console.error(`${label}: ${error.message.split("\n")[0]}`);
    }
  }
  if (names.length <= 1_000) {
    const escaped = lower.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const expression = new RegExp(escaped.join("|"), "gi");
    const sample = lines.filter((_, at) => at % SAMPLE === 0);
    const pass = () => sample.reduce((sum, line) => sum + (line.match(expression)?.length ?? 0), 0);
    found["one RegExp"] = best(() => pass) / SAMPLE;
  }
  return found;
}

function run(command, args) {
  try {
    const env = { ...process.env, LC_ALL: "C.UTF-8" };
    execFileSync(command, args, { stdio: ["ignore", "pipe", "inherit"], env, timeout: PATIENCE_MS });
  } catch (error) {
    if (error.code === "ETIMEDOUT")
      console.log(`${command} is not done within ${PATIENCE_MS / 1_000} s; it is slower than shown`);
    else if (error.status !== 1) throw error;
  }
}

/** Titles and texts of the recorded streams, half English and half Korean by bytes, again and again up to BYTES. */
function readLines() {
  const rows = (file) => {
    const bytes = readFileSync(join(data, "data/stories", file));
    const whole = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    return whole
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((row) => `${row.title} ${row.text ?? ""}`.replace(/\s+/g, " "));
  };
  const fill = (source) => {
    const filled = [];
    for (let at = 0, bytes = 0; bytes < BYTES / 2; at++) {
      filled.push(source[at % source.length]);
      bytes += Buffer.byteLength(filled.at(-1)) + 1;
    }
    return filled;
  };
  return [...fill(rows("stream.dev.jsonl.gz")), ...fill(rows("ko.dev.jsonl"))];
}

/** Names as a watchlist holds them: two words that the text knows, seldom side by side; half of them Korean. */
function drawNames(size) {
  const word = (at) => {
    const words = lines[(at * 7919) % lines.length].match(/[\p{L}\p{N}]{3,12}/gu) ?? ["none"];
    return words[(at * 31) % words.length];
  };
  const names = new Set();
  for (let at = 0; names.size < size; at++) {
    const first = word(at * 2);
    const second = word(at * 2 + 20_001);
    if (/\p{Script=Hangul}/u.test(first) === /\p{Script=Hangul}/u.test(second)) names.add(`${first} ${second}`);
  }
  return [...names];
}
