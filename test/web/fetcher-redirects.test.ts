import { expect, test } from "vitest";
import { MAX_REDIRECTS } from "../../src/web/redirects.js";
import type { TestServer } from "../support/http-server.js";
import { ask, failed, fetched, serve, testFetcher } from "./support.js";

/** A server whose paths redirect as told; every other path answers with a document. */
function redirecting(table: Record<string, [number, string]>): Promise<TestServer> {
  return serve((request, response) => {
    const to = table[request.url ?? ""];
    if (to === undefined) response.end("<rss/>");
    else response.writeHead(to[0], { location: to[1] }).end("moved");
  });
}

test.each([301, 308])("a permanent redirect (%i) is reported as the new address", async (status) => {
  const server = await redirecting({ "/old": [status, "/new"] });
  const result = fetched(await testFetcher().fetch(ask(`${server.url}/old`)));
  expect(result).toMatchObject({ url: `${server.url}/new`, movedTo: `${server.url}/new` });
});

test.each([302, 303, 307])("a temporary redirect (%i) is followed and not remembered", async (status) => {
  const server = await redirecting({ "/old": [status, "/new"] });
  const result = fetched(await testFetcher().fetch(ask(`${server.url}/old`)));
  expect(result).toMatchObject({ url: `${server.url}/new`, movedTo: null });
});

test("one temporary step among permanent ones makes the whole way temporary", async () => {
  const server = await redirecting({ "/a": [301, "/b"], "/b": [302, "/c"], "/c": [308, "/d"] });
  expect(fetched(await testFetcher().fetch(ask(`${server.url}/a`))).movedTo).toBeNull();
});

test("a feed that answers where it is has not moved", async () => {
  const server = await redirecting({});
  expect(fetched(await testFetcher().fetch(ask(server.url))).movedTo).toBeNull();
});

test("a circle of redirects is refused", async () => {
  const server = await redirecting({ "/a": [302, "/b"], "/b": [302, "/a"] });
  expect(failed(await testFetcher().fetch(ask(`${server.url}/a`))).reason).toContain("circle");
  expect(server.requests).toHaveLength(2);
});

test("a redirect to itself is a circle", async () => {
  const server = await redirecting({ "/a": [301, "/a"] });
  expect(failed(await testFetcher().fetch(ask(`${server.url}/a`))).reason).toContain("circle");
});

test("as many redirects as allowed are followed and one more is refused", async () => {
  const server = await serve((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end("<rss/>");
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  const fetcher = testFetcher();
  expect((await fetcher.fetch(ask(`${server.url}/${MAX_REDIRECTS}`))).kind).toBe("fetched");
  const result = failed(await fetcher.fetch(ask(`${server.url}/${MAX_REDIRECTS + 1}`)));
  expect(result.reason).toContain(`more than ${MAX_REDIRECTS} times`);
});

test("a redirect that whoever asks objects to is not followed, with the reason", async () => {
  const server = await redirecting({ "/a": [302, "/b"] });
  const seen: string[] = [];
  const objection = async (url: string) => {
    seen.push(url);
    return "not there";
  };
  const result = failed(await testFetcher().fetch(ask(`${server.url}/a`, { objection })));
  expect(result).toMatchObject({ code: "refused", reason: "not there" });
  expect(seen).toEqual([`${server.url}/b`]);
});

test("a redirect without a target is a failure", async () => {
  const server = await serve((_request, response) => response.writeHead(301).end());
  expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain("to nowhere");
});

test("a permanent redirect whose target turns us away is a failure with the target's status", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/old") response.writeHead(301, { location: "/new" }).end();
    else response.writeHead(403).end("no");
  });
  expect(failed(await testFetcher().fetch(ask(`${server.url}/old`)))).toMatchObject({ code: "http", status: 403 });
});

test("a redirect to another scheme is refused", async () => {
  const server = await redirecting({ "/a": [302, "file:///etc/passwd"] });
  expect(failed(await testFetcher().fetch(ask(`${server.url}/a`)))).toMatchObject({ code: "refused" });
});

test("conditions go along on a redirect", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/old") response.writeHead(302, { location: "/new" }).end();
    else response.writeHead(request.headers["if-none-match"] === '"1"' ? 304 : 200).end();
  });
  const validators = { etag: '"1"', lastModified: null };
  expect((await testFetcher().fetch(ask(`${server.url}/old`, { validators }))).kind).toBe("unchanged");
});

test("a move is told with a 304 too", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/old") response.writeHead(308, { location: "/new" }).end();
    else response.writeHead(304).end();
  });
  const validators = { etag: '"1"', lastModified: null };
  const result = await testFetcher().fetch(ask(`${server.url}/old`, { validators }));
  expect(result).toMatchObject({ kind: "unchanged", movedTo: `${server.url}/new` });
});

test("user and password stay with their own origin", async () => {
  const other = await serve((_request, response) => response.end("<rss/>"));
  const server = await redirecting({ "/a": [302, "/b"], "/b": [302, `${other.url}/c`] });
  await testFetcher().fetch(ask(`${server.url.replace("//", "//desk:secret@")}/a`));
  expect(server.requests[1]?.headers.authorization).toBeDefined();
  expect(other.requests[0]?.headers.authorization).toBeUndefined();
});

test("a target with letters beyond ASCII is followed", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/old") response.writeHead(301, { location: Buffer.from("/소식").toString("latin1") }).end();
    else response.end(request.url);
  });
  const result = fetched(await testFetcher().fetch(ask(`${server.url}/old`)));
  expect(new TextDecoder().decode(result.body)).toBe(encodeURI("/소식"));
});
