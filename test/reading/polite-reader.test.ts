import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/clock.js";
import { createPageReader } from "../../src/reading/page-reader.js";
import { createPauses } from "../../src/reading/pauses.js";
import { createPoliteReader } from "../../src/reading/polite-reader.js";
import { createFetcher } from "../../src/web/fetcher.js";
import { createRobots } from "../../src/web/robots.js";

const SENTENCE = "Cranes stand at the launch pad, and two trucks come and go between the hall and the rail yard. ";
const ARTICLE = page(`<article><h1>Work seen</h1><p>${SENTENCE.repeat(3)}</p><p>${SENTENCE.repeat(3)}</p></article>`);

function page(body: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><title>Work seen</title>${head}</head><body>${body}</body></html>`;
}

/** A site on loopback, and a reader that may reach it. */
async function site(pages: Record<string, string>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const text = pages[request.url ?? ""];
    if (text?.startsWith("/") || text?.startsWith("302 ")) {
      response.writeHead(302, { location: text.replace("302 ", "") }).end();
      return;
    }
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetcher = createFetcher({
    userAgent: "Watchdesk/test",
    allow: ["127.0.0.1"],
    proxy: null,
    perHost: { connections: 2, minIntervalMs: 0, paces: {} },
    clock: systemClock,
    random: () => 0.5,
  });
  onTestFinished(async () => {
    await fetcher.close();
    server.closeAllConnections();
    server.close();
  });
  const robots = createRobots({ fetcher, clock: systemClock, product: "Watchdesk" });
  const reader = createPoliteReader({
    fetcher,
    robots,
    pauses: createPauses(systemClock),
    pages: createPageReader(null),
    timeoutMs: 5_000,
  });
  const read = (path: string) => reader.read({ url: base + path, language: null }, AbortSignal.timeout(10_000));
  return { read, reader, asked, base };
}

test("the main text of the page behind an item is read", async () => {
  const { read } = await site({ "/1": ARTICLE });
  const outcome = await read("/1");
  expect(outcome).toMatchObject({ kind: "read", page: { language: "en" } });
  expect(outcome.kind === "read" && outcome.page.text).toContain("Cranes stand at the launch pad");
});

test("a page that robots.txt forbids is not asked for", async () => {
  const { read, asked } = await site({ "/robots.txt": "User-agent: Watchdesk\nDisallow: /1", "/1": ARTICLE });
  expect(await read("/1")).toEqual({ kind: "unread", why: "the site's robots.txt asks not to" });
  expect(asked).toEqual(["/robots.txt"]);
});

test("a pay wall is said", async () => {
  const wall = page("<article><h1>Work seen</h1><p>Subscribe now to continue reading.</p></article>");
  expect(await (await site({ "/1": wall })).read("/1")).toEqual({ kind: "unread", why: "the text is for subscribers" });
});

test("a page that only leads to another is followed there", async () => {
  const way = page("<p>One moment.</p>", '<meta http-equiv="Refresh" content="0; URL=\'/full\'">');
  const { read, asked } = await site({ "/1": way, "/full": ARTICLE });
  expect(await read("/1")).toMatchObject({ kind: "read", page: { text: expect.stringContaining("Cranes stand") } });
  expect(asked).toEqual(["/robots.txt", "/1", "/full"]);
});

test.each([
  ["reloads itself later", '<meta http-equiv="refresh" content="300; url=/other">'],
  [
    "sends readers without scripts elsewhere",
    '<noscript><meta http-equiv="refresh" content="0; url=/other"></noscript>',
  ],
  ["says so with an address that is none", '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">'],
])("a page is not left because it %s", async (_, head) => {
  const { read, asked } = await site({
    "/1": page("<p>Soon, says the desk of the paper.</p>", head),
    "/other": ARTICLE,
  });
  await read("/1");
  expect(asked).toEqual(["/robots.txt", "/1"]);
});

test("a stub's canonical address is followed once", async () => {
  const stub = page("<p>Soon.</p>", '<link rel="canonical" href="/full">');
  const { read } = await site({ "/1": stub, "/full": ARTICLE });
  expect(await read("/1")).toMatchObject({ kind: "read" });
});

test("a stub's light-weight twin is followed once", async () => {
  const stub = page("<p>Soon.</p>", '<link rel="amphtml" href="/amp">');
  const { read, asked } = await site({ "/1": stub, "/amp": ARTICLE });
  expect(await read("/1")).toMatchObject({ kind: "read" });
  expect(asked).toEqual(["/robots.txt", "/1", "/amp"]);
});

test("no address is followed from the one that was followed", async () => {
  const stub = (next: string) => page("<p>Soon.</p>", `<link rel="canonical" href="${next}">`);
  const { read, asked } = await site({ "/1": stub("/2"), "/2": stub("/3"), "/3": ARTICLE });
  await read("/1");
  expect(asked).not.toContain("/3");
});

test("a page with its text is read where it was found, whatever it calls its own address", async () => {
  const whole = ARTICLE.replace("</head>", '<link rel="canonical" href="/2"><link rel="amphtml" href="/amp"></head>');
  const { read, asked } = await site({ "/1": whole, "/2": ARTICLE });
  expect(await read("/1")).toMatchObject({ kind: "read" });
  expect(asked).toEqual(["/robots.txt", "/1"]);
});

test("rules that cannot be seen are told as such, with why", async () => {
  const fetch = async () => ({
    kind: "failed" as const,
    code: "refused" as const,
    reason: "127.0.0.1 is ours",
    hint: null,
    status: null,
    retryAfterMs: null,
  });
  const fetcher = { fetch, close: async () => {} };
  const robots = createRobots({ fetcher, clock: systemClock, product: "Watchdesk" });
  const reader = createPoliteReader({
    fetcher,
    robots,
    pauses: createPauses(systemClock),
    pages: createPageReader(null),
    timeoutMs: 5_000,
  });
  expect(await reader.read({ url: "http://127.0.0.1/1", language: null }, AbortSignal.timeout(10_000))).toEqual({
    kind: "unread",
    why: "the site's robots.txt cannot be seen: 127.0.0.1 is ours",
  });
});

test("what robots.txt forbids is not followed either", async () => {
  const stub = page("<p>Soon, says the desk of the paper.</p>", '<link rel="canonical" href="/full">');
  const { read, asked } = await site({ "/robots.txt": "User-agent: *\nDisallow: /full", "/1": stub, "/full": ARTICLE });
  await read("/1");
  expect(asked).not.toContain("/full");
});

test("a redirect to what robots.txt forbids is not followed", async () => {
  const robots = "User-agent: *\nDisallow: /closed";
  const { read, asked } = await site({ "/robots.txt": robots, "/1": "/closed/1", "/closed/1": ARTICLE });
  expect(await read("/1")).toEqual({ kind: "unread", why: "the site's robots.txt asks not to" });
  expect(asked).toEqual(["/robots.txt", "/1"]);
});

test("a redirect to another site is followed after that site's robots.txt was asked", async () => {
  const closed = await site({ "/robots.txt": "User-agent: *\nDisallow: /", "/story": ARTICLE });
  const open = await site({ "/story": ARTICLE });
  const { read } = await site({ "/a": `302 ${closed.base}/story`, "/b": `302 ${open.base}/story` });
  expect(await read("/a")).toEqual({ kind: "unread", why: "the site's robots.txt asks not to" });
  expect(closed.asked).toEqual(["/robots.txt"]);
  expect(await read("/b")).toMatchObject({ kind: "read" });
  expect(open.asked).toEqual(["/robots.txt", "/story"]);
});

test("a redirect within a site waits for no second turn of its Crawl-delay", async () => {
  const { read } = await site({ "/robots.txt": "User-agent: *\nCrawl-delay: 60", "/1": "/2", "/2": ARTICLE });
  expect((await read("/1")).kind).toBe("read");
});

test.each(["/", "/en/"])("a short report is not left for the front %s that it gives as its address", async (front) => {
  const text = "Two cranes were seen at the launch pad on Monday, and the road to it was closed.";
  const brief = page(`<article><h1>Work seen</h1><p>${text}</p></article>`, `<link rel="canonical" href="${front}">`);
  const { read, asked } = await site({ "/1": brief, [front]: ARTICLE });
  expect(await read("/1")).toMatchObject({ kind: "read", page: { text: expect.stringContaining("Two cranes") } });
  expect(asked).toEqual(["/robots.txt", "/1"]);
});

test("a short report is not left for a wall at its other address", async () => {
  const text = "Two cranes were seen at the launch pad on Monday, and the road to it was closed.";
  const brief = page(`<article><h1>Work seen</h1><p>${text}</p></article>`, '<link rel="canonical" href="/2">');
  const offer = `<article><p>${SENTENCE.repeat(2)}</p></article><p>Subscribe to continue reading.</p>`;
  const { read } = await site({ "/1": brief, "/2": page(offer) });
  expect(await read("/1")).toMatchObject({ kind: "read", page: { text: expect.stringContaining("Two cranes") } });
});

test("an aggregator's link that HTTP resolves is read where it leads", async () => {
  const { read } = await site({ "/click?id=1": "/story", "/story": ARTICLE });
  const outcome = await read("/click?id=1");
  expect(outcome).toMatchObject({ kind: "read", page: { url: expect.stringMatching(/\/story$/) } });
});

test("published and updated are kept apart", async () => {
  const head =
    '<meta property="article:published_time" content="2019-03-05T09:00:00Z"><meta property="article:modified_time" content="2019-03-07T09:00:00Z">';
  const dated = ARTICLE.replace("</head>", `${head}</head>`);
  expect(await (await site({ "/1": dated })).read("/1")).toMatchObject({
    page: { publishedAt: "2019-03-05T09:00:00.000Z", updatedAt: "2019-03-07T09:00:00.000Z" },
  });
});

test("a page that is not there is said with its status", async () => {
  expect(await (await site({})).read("/nowhere")).toMatchObject({ kind: "unread", why: expect.stringMatching(/404/) });
});

test("an aggregator's link is not followed", async () => {
  const { reader, asked } = await site({});
  const item = { url: "https://news.google.com/rss/articles/abc", language: null };
  const outcome = await reader.read(item, AbortSignal.timeout(1_000));
  expect(outcome).toEqual({ kind: "unread", why: "the aggregator hides the article's address" });
  expect(asked).toEqual([]);
});

test("an item without an address is unread with its reason", async () => {
  const { reader } = await site({});
  expect(await reader.read({ url: null, language: null }, AbortSignal.timeout(1_000))).toMatchObject({
    kind: "unread",
  });
});

test("a page whose turn by the site's Crawl-delay comes too late is left, and the reader says so", async () => {
  const { read, asked } = await site({ "/robots.txt": "User-agent: *\nCrawl-delay: 60", "/1": ARTICLE, "/2": ARTICLE });
  expect((await read("/1")).kind).toBe("read");
  const why = "the site's robots.txt asks for 60 s between two pages, and others are before this one";
  expect(await read("/2")).toEqual({ kind: "unread", why });
  expect(asked).toEqual(["/robots.txt", "/1"]);
});
