import { expect, test } from "vitest";
import { createManualClock } from "../support/clocks.js";
import { ask, failed, fetched, serve, testFetcher, textOf, USER_AGENT } from "./support.js";

const ETAG = '"v1"';
const MODIFIED = "Thu, 15 Jan 2026 09:30:00 GMT";

test("both validators of an answer are handed back", async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { etag: ETAG, "last-modified": MODIFIED }).end("<rss/>");
  });
  const result = fetched(await testFetcher().fetch(ask(server.url)));
  expect(result.validators).toEqual({ etag: ETAG, lastModified: MODIFIED });
});

test("both validators are sent and a 304 means unchanged", async () => {
  const server = await serve((_request, response) => response.writeHead(304).end());
  const validators = { etag: ETAG, lastModified: MODIFIED };
  const result = await testFetcher().fetch(ask(server.url, { validators }));
  expect(result).toMatchObject({ kind: "unchanged", validators, freshForMs: null, movedTo: null });
  expect(server.requests[0]?.headers["if-none-match"]).toBe(ETAG);
  expect(server.requests[0]?.headers["if-modified-since"]).toBe(MODIFIED);
});

test("a 304 may bring a newer validator and keeps the other", async () => {
  const server = await serve((_request, response) => response.writeHead(304, { etag: '"v2"' }).end());
  const validators = { etag: ETAG, lastModified: MODIFIED };
  const result = await testFetcher().fetch(ask(server.url, { validators }));
  expect(result).toMatchObject({ validators: { etag: '"v2"', lastModified: MODIFIED } });
});

test("a 304 does not bring back a validator that was left out on purpose", async () => {
  const server = await serve((_request, response) => response.writeHead(304, { etag: '"v2"' }).end());
  const validators = { etag: null, lastModified: MODIFIED };
  expect(await testFetcher().fetch(ask(server.url, { validators }))).toMatchObject({ kind: "unchanged", validators });
});

test("how long the server took is told by the clock", async () => {
  const clock = createManualClock();
  const server = await serve((request, response) => {
    clock.advance(700);
    if (request.url === "/old") response.writeHead(301, { location: "/new" }).end();
    else response.end("<rss/>");
  });
  expect(fetched(await testFetcher({ clock }).fetch(ask(`${server.url}/old`))).tookMs).toBe(1_400);
});

test("without validators no condition is sent", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  await testFetcher().fetch(ask(server.url, { validators: { etag: null, lastModified: null } }));
  expect(server.requests[0]?.headers).not.toHaveProperty("if-none-match");
  expect(server.requests[0]?.headers).not.toHaveProperty("if-modified-since");
});

test("a 304 to a request without conditions is a failure, not silence", async () => {
  const server = await serve((_request, response) => response.writeHead(304).end());
  const result = failed(await testFetcher().fetch(ask(server.url)));
  expect(result).toMatchObject({ code: "http", status: 304 });
  expect(result.reason).toContain("without conditions");
});

test("an ETag that latches while the feed moves on is overcome by a fetch without validators", async () => {
  let version = 0;
  const server = await serve((request, response) => {
    version += 1;
    if (request.headers["if-none-match"] === ETAG) response.writeHead(304).end();
    else response.writeHead(200, { etag: ETAG }).end(`<rss version="${version}"/>`);
  });
  const fetcher = testFetcher();
  const first = fetched(await fetcher.fetch(ask(server.url)));
  expect((await fetcher.fetch(ask(server.url, { validators: first.validators }))).kind).toBe("unchanged");
  expect(textOf(await fetcher.fetch(ask(server.url)))).toContain('version="3"');
});

test("a validator that could not be sent as a header is not kept", async () => {
  const server = await serve((_request, response) => response.writeHead(200, { etag: '"caf\u00e9"' }).end("<rss/>"));
  expect(fetched(await testFetcher().fetch(ask(server.url))).validators.etag).toBeNull();
});

test("the User-Agent names the project and a contact", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  await testFetcher().fetch(ask(server.url));
  expect(server.requests[0]?.headers["user-agent"]).toBe(USER_AGENT);
});

test("Cache-Control of an answer is told as freshness", async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { "cache-control": "public, max-age=900", age: "100" }).end("<rss/>");
  });
  expect(fetched(await testFetcher().fetch(ask(server.url))).freshForMs).toBe(800_000);
});

test("status, headers and content type are handed on", async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { "content-type": "text/xml; charset=euc-kr", "x-two": ["a", "b"] }).end("<rss/>");
  });
  const result = fetched(await testFetcher().fetch(ask(`${server.url}/feed#part`)));
  expect(result).toMatchObject({ status: 200, contentType: "text/xml; charset=euc-kr", url: `${server.url}/feed` });
  expect(result.headers["x-two"]).toBe("a, b");
});

test("user and password of an address go out as Basic authorization", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  await testFetcher().fetch(ask(server.url.replace("//", "//desk:p%40ss@")));
  expect(server.requests[0]?.headers.authorization).toBe(`Basic ${btoa("desk:p@ss")}`);
});
