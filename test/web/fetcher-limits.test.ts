import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { HEADERS_TIMEOUT_MS } from "../../src/web/exchange.js";
import { createManualClock } from "../support/clocks.js";
import { ask, failed, fetched, gathering, serve, serveRaw, testFetcher, textOf } from "./support.js";

const BODY = "<rss><channel><title>Harbour notes</title></channel></rss>";

describe("packed bodies", () => {
  const packed: [string, string, Uint8Array][] = [
    ["gzip", "gzip", gzipSync(BODY)],
    ["brotli", "br", brotliCompressSync(BODY)],
    ["deflate as zlib has it", "deflate", deflateSync(BODY)],
    ["deflate as many servers send it", "deflate", deflateRawSync(BODY)],
    ["gzip within gzip", "gzip, gzip", gzipSync(gzipSync(BODY))],
    ["gzip that is announced and not done", "gzip", Buffer.from(BODY)],
  ];
  test.each(packed)("%s is unpacked", async (_name, encoding, bytes) => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(bytes),
    );
    expect(textOf(await testFetcher().fetch(ask(server.url)))).toBe(BODY);
  });

  test("gzip that nobody announced is unpacked", async () => {
    const server = await serve((_request, response) => response.end(gzipSync(BODY)));
    expect(textOf(await testFetcher().fetch(ask(server.url)))).toBe(BODY);
  });

  test("what can be unpacked is said to the server", async () => {
    const server = await serve((_request, response) => response.end(BODY));
    await testFetcher().fetch(ask(server.url));
    expect(server.requests[0]?.headers["accept-encoding"]).toMatch(/^gzip, br(, zstd)?$/);
  });

  test.each(["gzip", "br"])("a bomb packed with %s is refused at the cap", async (encoding) => {
    const bytes = Buffer.alloc(50_000_000, "<");
    const bomb = encoding === "gzip" ? gzipSync(bytes) : brotliCompressSync(bytes);
    expect(bomb.length).toBeLessThan(100_000);
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(bomb),
    );
    const result = failed(await testFetcher().fetch(ask(server.url)));
    expect(result.code).toBe("limit");
    expect(result.reason).toContain("1000000 bytes");
  });

  test("a packing cut off half-way is a failure", async () => {
    const half = gzipSync(BODY).subarray(0, 40);
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(half),
    );
    expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain("broken or cut off");
  });

  test("a packing that nobody asked for is named", async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "compress" }).end(BODY),
    );
    expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain("compress");
  });

  test("more layers than two are refused", async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip, gzip, gzip" }).end(BODY),
    );
    expect(failed(await testFetcher().fetch(ask(server.url))).code).toBe("limit");
  });
});

describe("size", () => {
  test("a body of exactly the cap is taken", async () => {
    const server = await serve((_request, response) => response.end("x".repeat(1000)));
    expect(fetched(await testFetcher().fetch(ask(server.url, { maxBytes: 1000 }))).body.length).toBe(1000);
  });

  test("a length announced over the cap is refused before the body comes", async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "5000000" });
      response.write("x");
    });
    expect(failed(await testFetcher().fetch(ask(server.url))).code).toBe("limit");
  });

  test("an endless body without a length is cut at the cap", async () => {
    const server = await serve((_request, response) => {
      const more = () => {
        while (response.write("x".repeat(10_000)));
      };
      response.on("drain", more);
      more();
    });
    expect(failed(await testFetcher().fetch(ask(server.url))).code).toBe("limit");
  });

  test("headers without end are refused", async () => {
    const server = await serveRaw((socket) => {
      socket.once("data", () => socket.write(`HTTP/1.1 200 OK\r\nx-long: ${"a".repeat(100_000)}`));
    });
    const result = failed(await testFetcher().fetch(ask(server.url)));
    expect(result).toMatchObject({ code: "network", reason: expect.stringContaining("more headers than we read") });
  });
});

describe("time", () => {
  test("a server that takes the request and says nothing is given up", async () => {
    const clock = createManualClock();
    const arrived = gathering(1);
    const server = await serve(() => arrived.report());
    const answer = testFetcher({ clock }).fetch(ask(server.url));
    await arrived.reached;
    clock.advance(HEADERS_TIMEOUT_MS);
    expect(failed(await answer)).toMatchObject({ code: "network", reason: expect.stringContaining("does not answer") });
  });

  test("a body that stalls is given up when the time for the whole is over", async () => {
    const clock = createManualClock();
    const server = await serve((_request, response) => {
      response.writeHead(200).write("<rss>");
      setImmediate(() => clock.advance(HEADERS_TIMEOUT_MS - 1));
    });
    const answer = testFetcher({ clock }).fetch(ask(server.url, { timeoutMs: HEADERS_TIMEOUT_MS - 1 }));
    expect(failed(await answer)).toMatchObject({ code: "network", reason: expect.stringContaining("in time") });
  });

  test("a body that drips is given up when the time for the whole is over", async () => {
    const clock = createManualClock();
    const server = await serve((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => {
        response.write("x");
        clock.advance(1_000);
      }, 1);
      response.on("close", () => clearInterval(drip));
    });
    expect(failed(await testFetcher({ clock }).fetch(ask(server.url))).code).toBe("network");
  });

  test("a redirect leaves less time for what follows", async () => {
    const clock = createManualClock();
    const server = await serve((request, response) => {
      clock.advance(6_000);
      if (request.url === "/") response.writeHead(302, { location: "/next" }).end();
    });
    const result = failed(await testFetcher({ clock }).fetch(ask(server.url, { timeoutMs: 10_000 })));
    expect(result.reason).toContain("in time");
    expect(server.requests).toHaveLength(2);
  });

  test("a name that is never resolved does not hold up the fetcher", async () => {
    const fetcher = testFetcher({ resolve: () => undefined, connectTimeoutMs: 50 });
    expect(failed(await fetcher.fetch(ask("http://news.example/"))).reason).toContain("does not take the connection");
  });

  test("a request that is called off ends at once", async () => {
    const stop = new AbortController();
    const server = await serve(() => stop.abort());
    const result = failed(await testFetcher().fetch(ask(server.url, { signal: stop.signal })));
    expect(result.reason).toContain("called off");
  });
});

describe("answers that are none", () => {
  test("an empty body with 200 is a failure with its reason", async () => {
    const server = await serve((_request, response) => response.writeHead(200).end());
    expect(failed(await testFetcher().fetch(ask(server.url)))).toMatchObject({
      code: "http",
      status: 200,
      reason: expect.stringContaining("empty body"),
    });
  });

  test("an empty packed body with 200 is a failure too", async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("")),
    );
    expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain("empty body");
  });

  test.each([204, 202, 206])("status %i brings no document", async (status) => {
    const server = await serve((_request, response) => response.writeHead(status).end());
    expect(failed(await testFetcher().fetch(ask(server.url)))).toMatchObject({ code: "http", status });
  });

  test("a feed that calls itself HTML is taken; the parser judges the bytes", async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end(BODY),
    );
    expect(fetched(await testFetcher().fetch(ask(server.url))).contentType).toBe("text/html");
  });

  test.each(["image/png", "video/mp4", "application/pdf"])("type %s is refused before its body comes", async (type) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-type": type });
      response.write("x");
    });
    expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain(type);
  });

  test("a connection that is reset is a failure of the network", async () => {
    const server = await serveRaw((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(failed(await testFetcher().fetch(ask(server.url)))).toMatchObject({
      code: "network",
      reason: expect.stringContaining("broke"),
    });
  });

  test("a body that ends before its announced length is a failure", async () => {
    const server = await serveRaw((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<rss>")),
    );
    expect(failed(await testFetcher().fetch(ask(server.url))).code).toBe("network");
  });

  test("an answer that is not HTTP is told as such", async () => {
    const server = await serveRaw((socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.9\r\n")));
    expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain("not HTTP");
  });

  test("a port on which nobody listens refuses the connection", async () => {
    const server = await serve((_request, response) => response.end());
    await server.close();
    expect(failed(await testFetcher().fetch(ask(server.url))).reason).toContain("refuses the connection");
  });

  test("a name that does not exist is told with what to do", async () => {
    const fetcher = testFetcher({
      resolve: (_name, _options, done) => done(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []),
    });
    const result = failed(await fetcher.fetch(ask("http://nowhere.example/feed")));
    expect(result).toMatchObject({ reason: "nowhere.example is a name that does not exist" });
    expect(result.hint).toContain("check the address");
  });
});
