/** Polling from the configuration to the terminal: the real client against servers on loopback, on a simulated clock. */
import { describe, expect, test } from "vitest";
import { openFetcher } from "../src/app/web.js";
import { createSimulatedClock, systemClock } from "../src/clock.js";
import type { Config } from "../src/config/load.js";
import { configFrom, START, startApp, temporaryFolder } from "./support/app.js";
import { type RssItem, rss } from "./support/memory-fetcher.js";
import { gathering, serve, testFetcher } from "./web/support.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const item = (n: number): RssItem => ({ guid: `g${n}`, title: `Report number ${n} of the harbour` });

/** A configuration of feeds at these addresses; all that comes is alerted. */
function configOf(feeds: Record<string, string>, more = "", folder = temporaryFolder()): Config {
  const lines = Object.entries(feeds).map(([id, rest]) => `  - { id: ${id}, ${rest} }`);
  return configFrom(
    `
watches:
  - { id: everything, any: [{ regex: "\\\\S" }] }
reading: { enabled: false }
polling: { allow: ["127.0.0.0/8"], every: 10m, lookBack: 1000d }
${more}
feeds:
${lines.join("\n")}
`,
    folder,
  );
}

/** The bot over these feeds, and time that passes for it a minute at a time. */
async function running(config: Config, clock = createSimulatedClock(START)) {
  const one = await startApp(config, testFetcher(), clock);
  const state = async (id = "a") => {
    const found = await one.app.store.feeds.state(id);
    if (!found) throw new Error(`no feed ${id}`);
    return found;
  };
  return {
    ...one,
    state,
    alerted: () => [...new Set(one.shown().match(/Report number \d+/g))],
    async settle() {
      await one.app.pipeline.settle();
    },
    /** To the next poll of the feed, and that poll. */
    async next(id = "a") {
      clock.advanceTo((await state(id)).nextDueAt ?? clock.now());
      await one.app.pipeline.settle();
    },
    async pass(ms: number, step = MINUTE) {
      for (const end = clock.now() + ms; clock.now() < end; ) {
        clock.advanceTo(clock.now() + step);
        await one.app.pipeline.settle();
      }
    },
  };
}

const xml = { "content-type": "application/rss+xml" };

test("a permanent redirect is remembered, over a restart too: the old address is asked no more", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/old") response.writeHead(301, { location: "/new" }).end();
    else response.writeHead(200, xml).end(rss([item(1)]));
  });
  const config = configOf({ a: `url: "${server.url}/old"` });
  const first = await running(config);
  await first.settle();
  await first.next();
  expect((await first.state()).movedTo).toBe(`${server.url}/new`);
  await first.app.close();
  const second = await running(config, first.clock);
  await second.next();
  expect(server.requests.map((request) => request.url)).toEqual(["/old", "/new", "/new", "/new"]);
  expect([...first.alerted(), ...second.alerted()]).toEqual(["Report number 1"]);
});

test("a move whose target turns us away later is doubted: the configured address is asked again and found", async () => {
  let moved = true;
  const server = await serve((request, response) => {
    if (request.url === "/old" && moved) response.writeHead(301, { location: "/new" }).end();
    else if (request.url === "/new" && !moved) response.writeHead(403).end();
    else response.writeHead(200, xml).end(rss([item(1)]));
  });
  const one = await running(configOf({ a: `url: "${server.url}/old"` }));
  await one.settle();
  moved = false;
  for (let polls = 0; polls < 3; polls++) await one.next();
  expect(await one.state()).toMatchObject({ movedTo: null, failures: 0 });
});

test("an ETag that stands still while the feed moves on is found by a full fetch, and trusted no more", async () => {
  const items = [item(1)];
  const server = await serve((request, response) => {
    if (request.headers["if-none-match"] === '"same"') response.writeHead(304, { etag: '"same"' }).end();
    else response.writeHead(200, { ...xml, etag: '"same"' }).end(rss(items));
  });
  const one = await running(configOf({ a: `url: "${server.url}/feed"` }));
  await one.settle();
  items.unshift(item(2));
  for (let polls = 0; polls < 12; polls++) await one.next();
  expect(one.alerted()).toEqual(["Report number 1", "Report number 2"]);
  items.unshift(item(3));
  await one.next();
  expect(one.alerted()).toContain("Report number 3");
});

test("a feed is never asked twice at once, however long its server takes", async () => {
  const { reached, report } = gathering(1);
  let answer = () => {};
  const server = await serve((_request, response) => {
    answer = () => response.writeHead(200, xml).end(rss([item(1)]));
    report();
  });
  const one = await running(configOf({ a: `url: "${server.url}/feed", every: 1m` }));
  await one.app.pipeline.beat();
  await reached;
  one.clock.advanceTo(START + 5 * MINUTE);
  await one.app.pipeline.beat();
  await one.app.pipeline.beat();
  expect(server.requests).toHaveLength(1);
  answer();
  await one.settle();
  expect(one.alerted()).toEqual(["Report number 1"]);
});

test.each([
  ["an interval", "every: 10m"],
  ["a cron expression", 'every: "0 * * * *"'],
])("what a stopped process missed by %s is made up once", async (_what, every) => {
  const server = await serve((_request, response) => response.writeHead(200, xml).end(rss([item(1)])));
  const config = configOf({ a: `url: "${server.url}/feed", ${every}` });
  const first = await running(config);
  await first.settle();
  await first.app.close();
  first.clock.advanceTo(START + DAY);
  const second = await running(config, first.clock);
  await second.settle();
  expect(server.requests).toHaveLength(2);
  expect((await second.state()).nextDueAt).toBeGreaterThan(first.clock.now());
});

test("a cron expression of a feed is obeyed in the feed's time zone", async () => {
  const at: string[] = [];
  const clock = createSimulatedClock(START);
  const server = await serve((_request, response) => {
    at.push(new Date(clock.now()).toISOString().slice(0, 16));
    response.writeHead(200, xml).end(rss([item(1)]));
  });
  const feed = `url: "${server.url}/feed", every: "30 9 * * 1-5", timeZone: Asia/Seoul`;
  const one = await running(configOf({ a: feed }), clock);
  await one.settle();
  await one.pass(4 * DAY, 10 * MINUTE);
  // A new feed is asked at once; then on weekdays at 09:30 in Seoul. 8 March 2019 was a Friday.
  expect(at).toEqual(["2019-03-08T13:00", "2019-03-11T00:30", "2019-03-12T00:30"]);
});

test("first polls are spread over a part of the interval, alike after every start", async () => {
  const server = await serve((_request, response) => response.writeHead(200, xml).end(rss([])));
  const ids = Array.from({ length: 40 }, (_, n) => `f${n}`);
  const config = configOf(Object.fromEntries(ids.map((id) => [id, `url: "${server.url}/${id}", every: 100m`])));
  const spread = { ...config, polling: { ...config.polling, spread: true } };
  const one = await running(spread);
  const due = (await one.app.store.feeds.list()).map((feed) => (feed.nextDueAt ?? 0) - START);
  expect(Math.max(...due)).toBeLessThanOrEqual(10 * MINUTE);
  expect(new Set(due.map((ms) => Math.floor(ms / MINUTE))).size).toBeGreaterThan(5);
});

test("410 stops a feed for good, over a restart too, and the operators hear of it once", async () => {
  const server = await serve((_request, response) => response.writeHead(410).end());
  const config = configOf({ a: `url: "${server.url}/feed"` });
  const first = await running(config);
  await first.pass(2 * HOUR);
  await first.app.close();
  const second = await running(config, first.clock);
  await second.pass(2 * HOUR);
  expect(server.requests).toHaveLength(1);
  expect(await second.state()).toMatchObject({ health: "gone", nextDueAt: null });
  expect(`${first.shown()}${second.shown()}`.match(/a is gone/g)).toHaveLength(1);
});

test("a feed silent for far longer than its habit is told once, over a restart too, and once when it is back", async () => {
  const hourly = (n: number): RssItem => ({ ...item(n), at: new Date(START - n * HOUR).toISOString() });
  const items = Array.from({ length: 10 * 24 }, (_, n) => hourly(n + 1));
  const server = await serve((_request, response) => response.writeHead(200, xml).end(rss(items)));
  const config = configOf({ a: `url: "${server.url}/feed", every: 1h` });
  const first = await running(config);
  await first.pass(5 * HOUR, 30 * MINUTE);
  expect(first.shown()).not.toContain("is stale");
  await first.pass(5 * HOUR, 30 * MINUTE);
  expect(await first.state()).toMatchObject({ health: "stale", failures: 0 });
  await first.app.close();
  const second = await running(config, first.clock);
  await second.pass(5 * HOUR, 30 * MINUTE);
  items.unshift({ ...item(0), at: new Date(second.clock.now()).toISOString() });
  await second.pass(3 * HOUR, 30 * MINUTE);
  const told = `${first.shown()}${second.shown()}`.match(/\[(problem|recovered)\] .*/g);
  expect(told).toEqual(["[problem] a is stale", "[recovered] a is back"]);
});

test("the word that a feed fails says why and what to do", async () => {
  const server = await serve((_request, response) => response.writeHead(404).end());
  const one = await running(configOf({ a: `url: "${server.url}/feed"` }));
  await one.pass(HOUR);
  expect(one.shown()).toMatch(
    /\[problem\] a is failing\n.*answers 404\n\s*Check the address; .*\. It is tried again by itself/,
  );
});

describe("a feed that is given another address", () => {
  test("is asked there, and not where the old one had moved to, without the old one's validators", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/old") response.writeHead(301, { location: "/moved" }).end();
      else response.writeHead(200, { ...xml, etag: '"1"' }).end(rss([item(1)]));
    });
    const folder = temporaryFolder();
    const first = await running(configOf({ a: `url: "${server.url}/old"` }, "", folder));
    await first.settle();
    await first.next();
    await first.app.close();
    const second = await running(configOf({ a: `url: "${server.url}/other"` }, "", folder), first.clock);
    await second.settle();
    expect(server.requests.map((request) => request.url)).toEqual(["/old", "/moved", "/moved", "/other"]);
    expect(server.requests[3]?.headers).not.toHaveProperty("if-none-match");
    expect([...first.alerted(), ...second.alerted()]).toEqual(["Report number 1"]);
  });

  test("is asked again although the old one had ended for good", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/old") response.writeHead(410).end();
      else response.writeHead(200, xml).end(rss([item(1)]));
    });
    const folder = temporaryFolder();
    const first = await running(configOf({ a: `url: "${server.url}/old"` }, "", folder));
    await first.settle();
    await first.app.close();
    const second = await running(configOf({ a: `url: "${server.url}/new"` }, "", folder), first.clock);
    await second.settle();
    expect(second.alerted()).toEqual(["Report number 1"]);
    expect(await second.state()).toMatchObject({ health: "healthy", failures: 0 });
  });

  test("floods nobody with what is old there", async () => {
    const old = { ...item(2), at: "2012-01-01T00:00:00Z" };
    const server = await serve((request, response) => {
      response.writeHead(200, xml).end(rss(request.url === "/old" ? [item(1)] : [old, item(1), item(3)]));
    });
    const folder = temporaryFolder();
    const first = await running(configOf({ a: `url: "${server.url}/old"` }, "", folder));
    await first.settle();
    await first.app.close();
    const second = await running(configOf({ a: `url: "${server.url}/new"` }, "", folder), first.clock);
    await second.settle();
    expect(second.shown()).toContain("Report number 3");
    expect(second.shown()).not.toContain("Report number 2");
  });
});

test.each([429, 503])("Retry-After of a %i is the least that passes before the feed is asked again", async (status) => {
  const server = await serve((_request, response) => response.writeHead(status, { "retry-after": "7200" }).end());
  const one = await running(configOf({ a: `url: "${server.url}/feed"` }));
  await one.pass(119 * MINUTE);
  expect(server.requests).toHaveLength(1);
});

test("many feeds of one host are asked two at a time", async () => {
  const { reached, report } = gathering(2);
  const held: (() => void)[] = [];
  let open = true;
  const server = await serve((_request, response) => {
    const answer = () => response.writeHead(200, xml).end(rss([]));
    if (open) held.push(answer);
    else answer();
    report();
  });
  const ids = Array.from({ length: 8 }, (_, n) => `f${n}`);
  const one = await running(configOf(Object.fromEntries(ids.map((id) => [id, `url: "${server.url}/${id}"`]))));
  await one.app.pipeline.beat();
  await reached;
  expect(server.requests).toHaveLength(2);
  open = false;
  for (const answer of held) answer();
  await one.settle();
  expect(server.requests).toHaveLength(8);
  expect(server.connections.most).toBeLessThanOrEqual(2);
});

test("a feed that fails is asked after waits that grow, with chance in them", async () => {
  const at: number[] = [];
  const clock = createSimulatedClock(START);
  const server = await serve((_request, response) => {
    at.push(clock.now());
    response.writeHead(500).end();
  });
  const one = await running(configOf({ a: `url: "${server.url}/feed", every: 1h` }), clock);
  await one.settle();
  for (let polls = 0; polls < 4; polls++) await one.next();
  const waits = at.slice(1).map((time, index) => (time - (at[index] ?? 0)) / MINUTE);
  // Chance is .5 in tests: three quarters of 15, 30, 60 and 120 minutes.
  expect(waits).toEqual([11.25, 22.5, 45, 90]);
});

test("Cache-Control widens the interval, but never beyond what the user set", async () => {
  let maxAge = 0;
  const server = await serve((_request, response) => {
    response.writeHead(200, { ...xml, "cache-control": `max-age=${maxAge}` }).end(rss([item(1)]));
  });
  const one = await running(configOf({ a: `url: "${server.url}/feed", every: 1h` }));
  await one.settle();
  maxAge = 7 * 86_400;
  await one.next();
  const wait = ((await one.state()).nextDueAt ?? 0) - one.clock.now();
  expect(wait).toBeGreaterThan(0.9 * HOUR - 1);
  expect(wait).toBeLessThanOrEqual(HOUR);
});

test("a document that could not be read is asked for again without conditions, and nothing of it is lost", async () => {
  let broken = true;
  const server = await serve((request, response) => {
    if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else response.writeHead(200, { ...xml, etag: '"1"' }).end(broken ? "<!doctype html><html>Blocked" : rss([item(1)]));
  });
  const one = await running(configOf({ a: `url: "${server.url}/feed"` }));
  await one.settle();
  expect(await one.state()).toMatchObject({ validators: { etag: null, lastModified: null }, failures: 1 });
  broken = false;
  await one.next();
  expect(one.alerted()).toEqual(["Report number 1"]);
});

test("publishers are told who asks and whom to write to", async () => {
  const server = await serve((_request, response) => response.writeHead(200, xml).end(rss([item(1)])));
  const config = configOf({ a: `url: "${server.url}/feed"` });
  const polling = { ...config.polling, contact: "mailto:desk@example.org" };
  const clock = createSimulatedClock(START);
  const fetcher = openFetcher({
    config: { ...config, polling },
    clock,
    wallClock: systemClock,
    random: () => 0.5,
    version: "9.9",
  });
  const { app } = await startApp(config, fetcher, clock);
  await app.pipeline.settle();
  expect(server.requests[0]?.headers["user-agent"]).toBe("Watchdesk/9.9 (+mailto:desk@example.org)");
});
