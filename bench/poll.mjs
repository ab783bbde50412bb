/**
 * Polling many feeds of 30 items on loopback, the store and the default watches included: a first round, then a round in
 * which every answer is a 304. Beside it in the same run a plain loop of undici, rss-parser and SQLite, and sfeed_update
 * and newsboat where they are installed.
 *
 *   npm run build && node bench/poll.mjs [FEEDS] [PEERS]      PEERS: ours,loop,sfeed,newsboat (those that there are)
 *
 * Each runs in a process of its own. One host gets two connections, so each feed has an address of its own in 127/8.
 * Between the rounds all rest: polls of one feed lie minutes apart, so that no connection of the first is left.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ITEMS = 30;
/** Feeds at once, alike for all that can be told. */
const AT_ONCE = 16;
const ROUNDS = ["first", "unchanged"];
/** Longer than any peer keeps an idle connection. */
const REST_MS = 5_000;
const self = fileURLToPath(import.meta.url);
const [, , first = "1000", second = "ours,loop,sfeed,newsboat", third, fourth] = process.argv;

const addressOf = (n, port) =>
  `http://127.${1 + ((n >> 16) & 127)}.${(n >> 8) & 255}.${1 + (n & 127)}:${port}/${n}/feed`;
const RUNNERS = { ours, loop };
const WORDS =
  "harbour convoy ministry valley reactor statement engine border signal vessel dawn inspectors satellite".split(" ");
const sentence = (seed, length) =>
  Array.from({ length }, (_, i) => WORDS[(seed * 7 + i * 3 + ((seed * i) % 5)) % WORDS.length]).join(" ");

function documentOf(feed) {
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const id = feed * ITEMS + i;
    return `<item><title>${sentence(id, 9)} ${id}</title><link>https://paper${feed}.example/${id}</link><guid isPermaLink="false">${id}</guid>
<pubDate>Wed, 04 Mar 2026 12:${String(i).padStart(2, "0")}:00 GMT</pubDate><description><![CDATA[<p>${sentence(id, 40)}</p>]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Paper ${feed}</title><link>https://paper${feed}.example/</link><description>d</description>${items.join("")}</channel></rss>`;
}

/** The documents are made before the first is asked for: making one takes a third of what polling it does, and would be taken from those peers that use both processors. */
function serve(feeds) {
  const documents = Array.from({ length: feeds }, (_, feed) => Buffer.from(documentOf(feed)));
  const server = createServer((request, response) => {
    const feed = Number(/^\/(\d+)\//.exec(request.url ?? "")?.[1] ?? 0);
    const etag = `"e${feed}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { "content-type": "application/rss+xml", etag }).end(documents[feed]);
  });
  server.listen(0, "0.0.0.0", () => process.stdout.write(`${server.address().port}\n`));
}

/** Prints seconds, CPU seconds and peak memory of each round. */
async function measured(rounds) {
  for (const [index, round] of rounds.entries()) {
    if (index > 0) await setTimeout(REST_MS);
    const cpu = process.cpuUsage();
    const start = performance.now();
    const counted = await round();
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - start) / 1000;
    const peakMb = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(
      `${JSON.stringify({ round: ROUNDS[index], seconds, cpu: (user + system) / 1e6, peakMb, counted })}\n`,
    );
  }
}

async function ours(feeds, port, folder) {
  // As main.ts does before all else.
  (await import("../dist/heap.js")).boundHeapGrowth();
  const { openApp } = await import("../dist/app.js");
  const { loadConfig } = await import("../dist/config/load.js");
  const { resolveFeed } = await import("../dist/config/feed-schema.js");
  const { systemClock } = await import("../dist/clock.js");
  writeFileSync(
    join(folder, "watchdesk.yaml"),
    `include: { watches: [default] }\nreading: { enabled: false }\npolling: { allow: ["127.0.0.0/8"], spread: false, every: 1h, concurrency: ${AT_ONCE}, lookBack: 1h }\n`,
  );
  const config = loadConfig({ file: "watchdesk.yaml", env: {}, cwd: folder });
  config.store.path = join(folder, "ours.db");
  config.feeds = Array.from({ length: feeds }, (_, n) => {
    return resolveFeed({ id: `f${n}`, url: addressOf(n, port), publisher: `P${n}`, language: "en" }, {}, 3_600_000);
  });
  const quiet = { debug() {}, info() {}, warn: console.error, error: console.error };
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = { output, rich: false, timeZone: "UTC" };
  const app = await openApp({
    config,
    clock: systemClock,
    random: Math.random,
    log: quiet,
    owner: "bench",
    terminal,
    version: "bench",
  });
  const count = async () => (await app.store.queries.status()).items;
  const settle = async () => {
    await app.pipeline.settle();
    return count();
  };
  await measured([settle]);
  await setTimeout(REST_MS);
  await app.pollAll();
  ROUNDS.shift();
  await measured([settle]);
  await app.close();
}

/** What a script of an afternoon does: conditional GET, rss-parser, one transaction a feed. */
async function loop(feeds, port, folder) {
  const { request } = await import("undici");
  const { default: Parser } = await import("rss-parser");
  const { default: Libsql } = await import("libsql");
  const db = new Libsql(join(folder, "loop.db"));
  db.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table feed (id text primary key, etag text);
    create table item (feed text, guid text, title text, link text, text text, at text, primary key (feed, guid))`);
  const etagOf = db.prepare("select etag from feed where id = ?");
  const keep = db.prepare("insert or replace into feed values (?, ?)");
  const add = db.prepare("insert or ignore into item values (?, ?, ?, ?, ?, ?)");
  const poll = async (n) => {
    const etag = etagOf.get(`f${n}`)?.etag;
    const answer = await request(addressOf(n, port), { headers: etag ? { "if-none-match": etag } : {} });
    const text = await answer.body.text();
    if (answer.statusCode === 304) return;
    const { items } = await new Parser().parseString(text);
    db.transaction(() => {
      for (const item of items) add.run(`f${n}`, item.guid, item.title, item.link, item.contentSnippet, item.isoDate);
      keep.run(`f${n}`, answer.headers.etag ?? null);
    })();
  };
  const round = async () => {
    let next = 0;
    const lane = async () => {
      while (next < feeds) await poll(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return db.prepare("select count(*) as n from item").get().n;
  };
  await measured([round, round]);
}

async function compare(feeds, peers) {
  const server = spawn(process.execPath, [self, "serve", String(feeds)], { stdio: ["ignore", "pipe", "inherit"] });
  const port = Number(await new Promise((resolve) => server.stdout.once("data", resolve)));
  const folder = mkdtempSync(join(tmpdir(), "watchdesk-poll-"));
  try {
    console.log(`${feeds} feeds of ${ITEMS} items, ${AT_ONCE} at once`);
    for (const peer of peers) {
      if (peer in RUNNERS) {
        // As `npm start` does.
        const args = [
          ...(peer === "ours" ? ["--max-semi-space-size=4"] : []),
          self,
          peer,
          String(feeds),
          String(port),
          folder,
        ];
        const run = spawnSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
        for (const line of run.stdout.trim().split("\n").filter(Boolean)) report(peer, feeds, JSON.parse(line));
      } else runPeer(peer, feeds, port, folder);
    }
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runPeer(peer, feeds, port, folder) {
  const command = peer === "sfeed" ? sfeed(feeds, port, folder) : newsboat(feeds, port, folder);
  if (spawnSync("which", [command[0]]).status !== 0) return console.log(`${peer}: not installed, left out`);
  for (const round of ROUNDS) {
    const start = performance.now();
    const run = spawnSync(command[0], command.slice(1), { stdio: "ignore", env: { ...process.env, HOME: folder } });
    if (run.status !== 0) console.log(`${peer}: ended with ${run.status}`);
    report(peer, feeds, { round, seconds: (performance.now() - start) / 1000 });
  }
}

function sfeed(feeds, port, folder) {
  const lines = Array.from({ length: feeds }, (_, n) => `feed f${n} ${addressOf(n, port)}`);
  const rc = `sfeedpath=${folder}/sfeed\nmaxjobs=${AT_ONCE}\nfeeds() {\n${lines.join("\n")}\n}\n`;
  writeFileSync(join(folder, "sfeedrc"), rc);
  return ["sfeed_update", join(folder, "sfeedrc")];
}

function newsboat(feeds, port, folder) {
  writeFileSync(join(folder, "urls"), Array.from({ length: feeds }, (_, n) => `${addressOf(n, port)}\n`).join(""));
  writeFileSync(join(folder, "config"), `reload-threads ${AT_ONCE}\n`);
  const file = (name) => join(folder, name);
  return ["newsboat", "-u", file("urls"), "-C", file("config"), "-c", file("cache.db"), "-x", "reload"];
}

function report(peer, feeds, { round, seconds, cpu, peakMb, counted }) {
  const more =
    cpu === undefined ? "" : `, ${cpu.toFixed(1)} s CPU, peak ${peakMb.toFixed(0)} MB, ${counted} items kept`;
  console.log(
    `${peer.padEnd(8)} ${round.padEnd(9)} ${(feeds / seconds).toFixed(0).padStart(6)} feeds/s (${seconds.toFixed(1)} s${more})`,
  );
}

if (first === "serve") serve(Number(second));
else if (first in RUNNERS) await RUNNERS[first](Number(second), Number(third), fourth);
else await compare(Number(first), second.split(","));
