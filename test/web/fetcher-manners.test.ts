import { describe, expect, test } from "vitest";
import { createHostGate, MAX_QUEUE_MS } from "../../src/web/hosts.js";
import { createManualClock } from "../support/clocks.js";
import { ask, failed, gathering, serve, testFetcher } from "./support.js";

describe("what a server says of waiting", () => {
  test("Retry-After in seconds is handed on", async () => {
    const server = await serve((_request, response) => response.writeHead(503, { "retry-after": "120" }).end());
    expect(failed(await testFetcher().fetch(ask(server.url)))).toMatchObject({ status: 503, retryAfterMs: 120_000 });
  });

  test("Retry-After as a date counts from the server's own clock", async () => {
    const server = await serve((_request, response) => {
      response.sendDate = false;
      const headers = { date: "Thu, 01 Jan 2015 10:00:00 GMT", "retry-after": "Thu, 01 Jan 2015 10:05:00 GMT" };
      response.writeHead(429, headers).end();
    });
    expect(failed(await testFetcher().fetch(ask(server.url)))).toMatchObject({ status: 429, retryAfterMs: 300_000 });
  });

  test("after a 429 with Retry-After the host is left alone by every feed until then", async () => {
    const clock = createManualClock();
    let busy = true;
    const server = await serve((_request, response) => {
      if (busy) response.writeHead(429, { "retry-after": "60" }).end();
      else response.end("<rss/>");
    });
    const fetcher = testFetcher({ clock, random: () => 0 });
    await fetcher.fetch(ask(`${server.url}/one`));
    clock.advance(20_000);
    const held = failed(await fetcher.fetch(ask(`${server.url}/two`)));
    expect(held).toMatchObject({ status: 429, retryAfterMs: 40_000 });
    expect(held.reason).toContain("asked us to wait");
    expect(server.requests).toHaveLength(1);
    busy = false;
    clock.advance(40_000);
    expect((await fetcher.fetch(ask(`${server.url}/two`))).kind).toBe("fetched");
  });

  test("410 is gone for good", async () => {
    const server = await serve((_request, response) => response.writeHead(410).end("gone"));
    expect(await testFetcher().fetch(ask(server.url))).toEqual({ kind: "gone", status: 410 });
  });

  test.each([401, 403, 404, 429, 500, 502, 503])(
    "status %i is a failure with its status and a hint",
    async (status) => {
      const server = await serve((_request, response) => response.writeHead(status).end("no"));
      const result = failed(await testFetcher().fetch(ask(server.url)));
      expect(result).toMatchObject({ code: "http", status, reason: expect.stringContaining(String(status)) });
      expect(result.hint).not.toBeNull();
    },
  );

  test("a failure tells neither password nor token of the address", async () => {
    const server = await serve((_request, response) => response.writeHead(403).end());
    const url = `${server.url.replace("//", "//desk:hunter2@")}/feed?token=0123456789abcdef0123`;
    for (const address of [url, url.replace(String(server.port), "1"), `${url} \\`.replace("http", "htp")]) {
      const told = JSON.stringify(await testFetcher().fetch(ask(address)));
      expect(told).not.toMatch(/hunter2|0123456789abcdef/);
    }
  });
});

describe("connections", () => {
  test("a host gets two connections at most, whatever is asked of it at once", async () => {
    const two = gathering(2);
    const waiting: (() => void)[] = [];
    const server = await serve((_request, response) => {
      waiting.push(() => response.end("<rss/>"));
      two.report();
    });
    const fetcher = testFetcher();
    const answers = Promise.all(Array.from({ length: 6 }, (_, n) => fetcher.fetch(ask(`${server.url}/${n}`))));
    await two.reached;
    expect(server.requests).toHaveLength(2);
    const pump = setInterval(() => waiting.shift()?.(), 1);
    const kinds = (await answers).map((answer) => answer.kind);
    clearInterval(pump);
    expect(kinds).toEqual(Array(6).fill("fetched"));
    expect(server.connections.most).toBe(2);
  });

  test("different hosts do not wait for each other", async () => {
    const both = gathering(3);
    const server = await serve((_request, response) => {
      both.report();
      void both.reached.then(() => response.end("<rss/>"));
    });
    const fetcher = testFetcher({
      resolve: (_name, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    const hosts = ["127.0.0.1", "127.0.0.1", "news.example"];
    const answers = hosts.map((host) => fetcher.fetch(ask(`http://${host}:${server.port}/`)));
    expect((await Promise.all(answers)).map((answer) => answer.kind)).toEqual(["fetched", "fetched", "fetched"]);
  });

  test("connections are used again", async () => {
    const server = await serve((_request, response) => response.end("<rss/>"));
    const fetcher = testFetcher();
    for (let n = 0; n < 10; n += 1) await fetcher.fetch(ask(`${server.url}/${n}`));
    expect(server.connections.total).toBeLessThan(server.requests.length);
  });

  test("an error's body is read so that the connection can be used again", async () => {
    const server = await serve((_request, response) => response.writeHead(404).end("x".repeat(5_000)));
    const fetcher = testFetcher();
    for (let n = 0; n < 10; n += 1) await fetcher.fetch(ask(`${server.url}/${n}`));
    expect(server.connections.total).toBeLessThan(server.requests.length);
  });
});

describe("pacing", () => {
  const limits = { connections: 2, minIntervalMs: 0, paces: { "slow.example": 6_000 } };
  const never = new AbortController().signal;

  test("a host that wants a pause is asked once in that time", async () => {
    const clock = createManualClock();
    const gate = createHostGate(limits, clock, () => 0);
    const started: number[] = [];
    const begin = clock.now();
    const turns = [1, 2, 3].map(async () => {
      const leave = await gate.enter("slow.example", never);
      started.push(clock.now() - begin);
      leave();
    });
    for (let second = 0; second < 13; second += 1) {
      await new Promise(setImmediate);
      clock.advance(1_000);
    }
    await Promise.all(turns);
    expect(started).toEqual([0, 6_000, 12_000]);
  });

  test("a queue that would last too long is given back at once", async () => {
    const clock = createManualClock();
    const gate = createHostGate(limits, clock, () => 0);
    const stops = Array.from({ length: MAX_QUEUE_MS / 6_000 + 5 }, () => new AbortController());
    const turns = stops.map((stop) => gate.enter("slow.example", stop.signal).catch((error) => error));
    await new Promise(setImmediate);
    await expect(gate.enter("slow.example", never)).rejects.toMatchObject({ code: "limit" });
    for (const stop of stops) stop.abort();
    await Promise.all(turns);
  });

  test("who is called off in the queue leaves his place to the next", async () => {
    const gate = createHostGate({ ...limits, connections: 1 }, createManualClock(), () => 0);
    const stop = new AbortController();
    const leave = await gate.enter("a.example", never);
    const second = gate.enter("a.example", stop.signal);
    const third = gate.enter("a.example", never);
    stop.abort(new Error("stopped"));
    await expect(second).rejects.toThrow("stopped");
    leave();
    (await third)();
    (await gate.enter("a.example", never))();
  });

  test("silence that a host asked for ends by itself and is spread over the feeds", () => {
    const clock = createManualClock();
    const gate = createHostGate(limits, clock, () => 0.5);
    gate.hold("a.example", 10_000);
    expect(gate.heldMs("a.example")).toBe(10_500);
    expect(gate.heldMs("b.example")).toBe(0);
    clock.advance(10_000);
    expect(gate.heldMs("a.example")).toBe(0);
  });
});
