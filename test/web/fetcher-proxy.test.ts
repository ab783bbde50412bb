import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { proxyFor } from "../../src/web/proxy.js";
import { ask, failed, serve, serveRaw, testFetcher, textOf } from "./support.js";

test("an http address is asked through the proxy in its plain form", async () => {
  const proxy = await serve((_request, response) => response.end("<rss via='proxy'/>"));
  const fetcher = testFetcher({ allow: [], proxy: { http: proxy.url, https: proxy.url, except: [] } });
  expect(textOf(await fetcher.fetch(ask("http://news.example/feed?x=1")))).toContain("proxy");
  expect(proxy.requests[0]?.url).toBe("http://news.example/feed?x=1");
  expect(proxy.requests[0]?.headers.host).toBe("news.example");
});

test("user and password of the proxy are given to the proxy", async () => {
  const proxy = await serve((_request, response) => response.end("<rss/>"));
  const url = proxy.url.replace("//", "//desk:p%40ss@");
  const fetcher = testFetcher({ allow: [], proxy: { http: url, https: null, except: [] } });
  await fetcher.fetch(ask("http://news.example/"));
  expect(proxy.requests[0]?.headers["proxy-authorization"]).toBe(`Basic ${btoa("desk:p@ss")}`);
});

test("an https address is asked through a tunnel", async () => {
  const lines: string[] = [];
  const proxy = await serveRaw((socket) => {
    socket.once("data", (data) => {
      lines.push(data.toString().split("\r\n")[0] ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
  });
  const fetcher = testFetcher({ allow: [], proxy: { http: null, https: proxy.url, except: [] } });
  expect(failed(await fetcher.fetch(ask("https://news.example/feed")))).toMatchObject({
    code: "network",
    reason: `the proxy 127.0.0.1:${proxy.port} opens no way to news.example: it answers 502`,
    hint: expect.stringContaining("polling.proxy"),
  });
  expect(lines).toEqual(["CONNECT news.example:443 HTTP/1.1"]);
});

test("a proxy that is not there is what is told, with nothing of its password, and not the server behind it", async () => {
  const proxy = await serve((_request, response) => response.end());
  await proxy.close();
  const url = proxy.url.replace("//", "//desk:hunter2@");
  const fetcher = testFetcher({ allow: [], proxy: { http: url, https: url, except: [] } });
  for (const address of ["http://news.example/", "https://news.example/"]) {
    const { reason, hint } = failed(await fetcher.fetch(ask(address)));
    expect(reason).toBe(`the proxy 127.0.0.1:${proxy.port} refuses the connection`);
    expect(hint).toContain("HTTPS_PROXY");
  }
});

test("a host excepted from the proxy is asked directly", async () => {
  const server = await serve((_request, response) => response.end("<rss via='direct'/>"));
  const proxy = await serve((_request, response) => response.end("<rss via='proxy'/>"));
  const fetcher = testFetcher({ proxy: { http: proxy.url, https: null, except: ["127.0.0.0/8"] } });
  expect(textOf(await fetcher.fetch(ask(server.url)))).toContain("direct");
  expect(proxy.requests).toHaveLength(0);
});

test.each([
  "http://127.0.0.1/",
  "http://[::1]/",
  "http://169.254.169.254/",
  "http://localhost/",
  "http://wiki.internal/",
  "http://printer.local/",
  "http://intranet/",
  "http://intranet./",
])("%s is not asked of the proxy either", async (url) => {
  const proxy = await serve((_request, response) => response.end("secret"));
  const fetcher = testFetcher({ allow: [], proxy: { http: proxy.url, https: null, except: [] } });
  expect(failed(await fetcher.fetch(ask(url))).code).toBe("refused");
  expect(proxy.requests).toHaveLength(0);
});

test("a tunnel that a proxy opens carries the answer", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  const proxy = await serveRaw((socket) => {
    socket.once("data", () => {
      const onward = connect(server.port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
      onward.on("error", () => undefined);
      socket.pipe(onward).pipe(socket);
    });
  });
  const fetcher = testFetcher({ allow: [], proxy: { http: null, https: proxy.url, except: [] } });
  // the server speaks no TLS: that the handshake fails shows that the tunnel stands
  expect(failed(await fetcher.fetch(ask("https://news.example/"))).code).toBe("network");
  expect(server.connections.total).toBe(1);
});

describe("which addresses go through a proxy", () => {
  const settings = { http: "http://p:1", https: "http://q:2", except: [] as string[] };
  const cases: [string, string[], string | null][] = [
    ["http://news.example/", [], "http://p:1"],
    ["https://news.example/", [], "http://q:2"],
    ["http://news.example/", ["*"], null],
    ["http://news.example/", ["news.example"], null],
    ["http://a.news.example/", ["news.example"], null],
    ["http://a.news.example/", [".news.example"], null],
    ["http://a.news.example/", ["*.news.example"], null],
    ["http://oldnews.example/", ["news.example"], "http://p:1"],
    ["http://news.example:8080/", ["news.example:8080"], null],
    ["http://news.example/", ["news.example:8080"], "http://p:1"],
    ["https://news.example/", ["news.example:443"], null],
    ["http://10.1.2.3/", ["10.0.0.0/8"], null],
    ["http://[fd00::1]/", ["fd00::/8"], null],
    ["http://news.example/", ["10.0.0.0/8", ""], "http://p:1"],
  ];
  test.each(cases)("%s with exceptions %j: %s", (url, except, proxy) => {
    expect(proxyFor(new URL(url), { ...settings, except })).toBe(proxy);
  });

  test("without settings nothing does", () => expect(proxyFor(new URL("http://news.example/"), null)).toBeNull());
});
