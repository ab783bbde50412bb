import { expect, test } from "vitest";
import type { FetchResult } from "../../src/ports.js";
import { createRobots, KEPT_MS, RETRY_MS } from "../../src/web/robots.js";
import { createManualClock } from "../support/clocks.js";
import { serve, testFetcher } from "./support.js";

const RULES = `User-agent: *\nDisallow: /private/\nCrawl-delay: 3\n\nUser-agent: Watchdesk\nDisallow: /no-bots/\n`;

async function site(answer: () => [number, string]) {
  const server = await serve((_request, response) => {
    const [status, body] = answer();
    response.writeHead(status).end(body);
  });
  const clock = createManualClock();
  const robots = createRobots({ fetcher: testFetcher(), clock, product: "Watchdesk" });
  return { server, clock, allows: async (path: string) => (await robots.allows(server.url + path)).allowed };
}

test("rules that name us are kept", async () => {
  const { allows } = await site(() => [200, RULES]);
  expect(await allows("/no-bots/page")).toBe(false);
  expect(await allows("/news/page")).toBe(true);
});

test("rules for everybody are kept where none name us, with their pause", async () => {
  const server = await serve((_request, response) => response.end(RULES));
  const robots = createRobots({ fetcher: testFetcher(), clock: createManualClock(), product: "Otherbot" });
  expect(await robots.allows(`${server.url}/private/page`)).toEqual({ allowed: false, delayMs: 3_000 });
  expect((await robots.allows(`${server.url}/no-bots/page`)).allowed).toBe(true);
});

test.each([404, 401, 403, 410])("a site that answers %i has no rules", async (status) => {
  const { allows } = await site(() => [status, "nothing here"]);
  expect(await allows("/page")).toBe(true);
});

test("an empty file has no rules", async () => {
  const { allows } = await site(() => [200, ""]);
  expect(await allows("/page")).toBe(true);
});

test("a page of HTML instead of rules forbids nothing", async () => {
  const { allows } = await site(() => [200, "<!doctype html><title>Gazette</title>"]);
  expect(await allows("/page")).toBe(true);
});

test.each([500, 503, 429])("while a site answers %i nothing of it is read", async (status) => {
  let broken = true;
  const { allows, clock } = await site(() => (broken ? [status, ""] : [200, RULES]));
  expect(await allows("/news/page")).toBe(false);
  broken = false;
  expect(await allows("/news/page")).toBe(false);
  clock.advance(RETRY_MS);
  expect(await allows("/news/page")).toBe(true);
});

test("rules are asked for once a day", async () => {
  const { allows, clock, server } = await site(() => [200, RULES]);
  for (const path of ["/a", "/b", "/c"]) await allows(path);
  clock.advance(KEPT_MS - 1);
  await allows("/d");
  expect(server.requests.map((request) => request.url)).toEqual(["/robots.txt"]);
  clock.advance(1);
  await allows("/e");
  expect(server.requests).toHaveLength(2);
});

test("pages asked for at once share one question", async () => {
  const { allows, server } = await site(() => [200, RULES]);
  expect(await Promise.all([allows("/a"), allows("/b"), allows("/no-bots/c")])).toEqual([true, true, false]);
  expect(server.requests).toHaveLength(1);
});

test("an address that is none is not allowed", async () => {
  const robots = createRobots({ fetcher: testFetcher(), clock: createManualClock(), product: "Watchdesk" });
  expect(await robots.allows("nowhere")).toEqual({ allowed: false, delayMs: null });
});

test("of many thousand sites only the latest are remembered", async () => {
  let asked = 0;
  const answer: FetchResult = { kind: "gone", status: 410 };
  const fetcher = {
    fetch: async () => {
      asked += 1;
      return answer;
    },
    close: async () => undefined,
  };
  const robots = createRobots({ fetcher, clock: createManualClock(), product: "Watchdesk" });
  for (let n = 0; n < 2_001; n += 1) await robots.allows(`https://site-${n}.example/`);
  await robots.allows("https://site-2000.example/");
  expect(asked).toBe(2_001);
  await robots.allows("https://site-0.example/");
  expect(asked).toBe(2_002);
});
