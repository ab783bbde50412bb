import fc from "fast-check";
import { expect, test } from "vitest";
import { addressFault, inRange, parseRange } from "../../src/web/addresses.js";
import { createGuard } from "../../src/web/guard.js";
import { ask, failed, fetched, serve, testFetcher } from "./support.js";

const PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"];

const NOT_PUBLIC = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "100.100.100.200",
  "169.254.169.254",
  "168.63.129.16",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.251",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:a9fe:a9fe",
  "::ffff:0:127.0.0.1",
  "64:ff9b::127.0.0.1",
  "64:ff9b:1::1",
  "2001:db8::1",
  "2001::1",
  "2002:7f00:1::",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "100::1",
  "4000::1",
];

test.each(PUBLIC)("%s is public", (address) => expect(addressFault(address)).toBeNull());

test.each(NOT_PUBLIC)("%s is not public", (address) => expect(addressFault(address)).not.toBeNull());

test("an IPv4 address is judged alike however IPv6 wraps it", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const shut = addressFault(address) !== null;
      expect(addressFault(`::ffff:${address}`) !== null).toBe(shut);
      expect(addressFault(`64:ff9b::${address}`) !== null).toBe(shut);
    }),
  );
});

const SPELLINGS = [
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://127.0.0.1./",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[64:ff9b::127.0.0.1]/",
  "http://[2002:7f00:1::]/",
  "http://①②⑦.⓪.⓪.①/",
  "http://169.254.169.254/latest/meta-data/",
  "http://10.0.0.5:8080/",
  "https://[fd00::1]/",
];

test.each(SPELLINGS)("%s is refused before anything is sent", async (url) => {
  const result = failed(await testFetcher({ allow: [] }).fetch(ask(url)));
  expect(result).toMatchObject({ code: "refused", reason: expect.stringContaining("not part of the public internet") });
  expect(result.hint).toContain("polling.allow");
});

test.each([
  ["http://127.1/", "127.0.0.1 is loopback: not part of the public internet"],
  ["http://169.254.169.254/", "169.254.169.254 is link-local: not part of the public internet"],
  ["http://[::ffff:10.0.0.1]/", "::ffff:a00:1 is private: not part of the public internet"],
])("why %s is refused is said in words", async (url, reason) => {
  expect(failed(await testFetcher({ allow: [] }).fetch(ask(url))).reason).toBe(reason);
});

test.each(["file:///etc/passwd", "ftp://news.example/", "data:text/xml,<rss/>", "gopher://news.example/"])(
  "%s is refused for its scheme",
  async (url) => expect(failed(await testFetcher().fetch(ask(url)))).toMatchObject({ code: "refused" }),
);

test.each(["not an address", "http://", `http://news.example/${"a".repeat(9_000)}`])(
  "%.30s is no address",
  async (url) => {
    expect(failed(await testFetcher().fetch(ask(url))).code).toBe("refused");
  },
);

test("a name that resolves to loopback is refused", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  const result = failed(await testFetcher({ allow: [] }).fetch(ask(`http://localhost:${server.port}/`)));
  expect(result).toMatchObject({ code: "refused", reason: expect.stringContaining("loopback") });
  expect(server.connections.total).toBe(0);
});

test("a name is connected to at the addresses that were checked and at no other", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  let asked = 0;
  const fetcher = testFetcher({
    allow: [],
    // public at the first question, inside at the second
    resolve: (_name, _options, done) => {
      asked += 1;
      done(null, [{ address: asked === 1 ? "10.0.0.1" : "127.0.0.1", family: 4 }]);
    },
  });
  expect(failed(await fetcher.fetch(ask(`http://rebind.example:${server.port}/`))).code).toBe("refused");
  expect(failed(await fetcher.fetch(ask(`http://rebind.example:${server.port}/`))).code).toBe("refused");
  expect(server.connections.total).toBe(0);
});

test("of a name with addresses inside and outside only those outside are used", () => {
  const guard = createGuard([], (_name, _options, done) =>
    done(null, [
      { address: "127.0.0.1", family: 4 },
      { address: "93.184.215.14", family: 4 },
    ]),
  );
  guard.lookup("mixed.example", { all: true }, (error, addresses) => {
    expect(error).toBeNull();
    expect(addresses).toEqual([{ address: "93.184.215.14", family: 4 }]);
  });
});

test("a socket that reached another address than was checked is refused", () => {
  const guard = createGuard([]);
  expect(() => guard.checkReached("news.example", "::ffff:10.0.0.1")).toThrow("10.0.0.1");
  expect(() => guard.checkReached("news.example", undefined)).toThrow("unknown address");
  expect(() => guard.checkReached("news.example", "93.184.215.14")).not.toThrow();
});

test("a redirect into our own network is refused", async () => {
  const inside = await serve((_request, response) => response.end("secret"));
  const outside = await serve((_request, response) =>
    response.writeHead(302, { location: `http://[::ffff:127.0.0.1]:${inside.port}/` }).end(),
  );
  const fetcher = testFetcher({
    allow: ["feeds.example"],
    resolve: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
  });
  const result = failed(await fetcher.fetch(ask(`http://feeds.example:${outside.port}/`)));
  expect(result).toMatchObject({ code: "refused", reason: expect.stringContaining("loopback") });
  expect(inside.connections.total).toBe(0);
});

test("a host of the allow-list is reached although its address is private", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  const fetcher = testFetcher({ allow: ["LocalHost"] });
  expect((await fetcher.fetch(ask(`http://localhost:${server.port}/`))).kind).toBe("fetched");
});

test.each([
  ["bücher.example", "http://BÜCHER.example./"],
  ["xn--bcher-kva.example", "http://bücher.example/"],
  ["Feeds.Corp.example.", "http://feeds.corp.example/"],
])("the name %s of the allow-list is that of %s", (allowed, address) => {
  const inside = "10.1.2.3";
  const guard = createGuard([allowed]);
  const { hostname } = guard.checkUrl(address);
  expect(() => guard.checkReached(hostname, inside)).not.toThrow();
  expect(() => guard.checkReached("other.example", inside)).toThrow("10.1.2.3");
});

test("an address of the allow-list is reached and its neighbour is not", async () => {
  const server = await serve((_request, response) => response.end("<rss/>"));
  const fetcher = testFetcher({ allow: ["127.0.0.1"] });
  expect(fetched(await fetcher.fetch(ask(server.url))).status).toBe(200);
  expect(failed(await fetcher.fetch(ask(`http://127.0.0.2:${server.port}/`))).code).toBe("refused");
});

test("an allowed network holds its own addresses and no others", () => {
  const range = parseRange("10.8.0.0/16");
  expect(range).not.toBeNull();
  expect(inRange("10.8.3.4", range!)).toBe(true);
  expect(inRange("::ffff:10.8.3.4", range!)).toBe(true);
  expect(inRange("10.9.3.4", range!)).toBe(false);
  expect(inRange("fd00::1", range!)).toBe(false);
  expect(parseRange("news.example")).toBeNull();
});
