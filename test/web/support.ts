/** Fetchers for tests, and servers and fetchers that are closed when the test is over. */
import { onTestFinished } from "vitest";
import type { Fetcher, FetchRequest, FetchResult } from "../../src/ports.js";
import type { FetchFailure } from "../../src/web/faults.js";
import { createFetcher, type FetcherOptions } from "../../src/web/fetcher.js";
import { runningClock } from "../support/clocks.js";
import { type Handler, startRawServer, startServer, type TestServer } from "../support/http-server.js";

export const USER_AGENT = "Watchdesk/test (+mailto:desk@example.org)";

export function testFetcher(options: Partial<FetcherOptions> = {}): Fetcher {
  const fetcher = createFetcher({
    userAgent: USER_AGENT,
    allow: ["127.0.0.0/8"],
    proxy: null,
    perHost: { connections: 2, minIntervalMs: 0, paces: {} },
    clock: runningClock,
    random: () => 0.5,
    ...options,
  });
  onTestFinished(() => fetcher.close());
  return fetcher;
}

export async function serve(handler: Handler): Promise<TestServer> {
  return closing(await startServer(handler));
}

export async function serveRaw(handler: Parameters<typeof startRawServer>[0]): Promise<TestServer> {
  return closing(await startRawServer(handler));
}

function closing(server: TestServer): TestServer {
  onTestFinished(() => server.close());
  return server;
}

export function ask(url: string, more: Partial<FetchRequest> = {}): FetchRequest {
  return { url, validators: null, maxBytes: 1_000_000, timeoutMs: 20_000, ...more };
}

export function fetched(result: FetchResult): Extract<FetchResult, { kind: "fetched" }> {
  if (result.kind !== "fetched") throw new Error(`expected a document, got ${JSON.stringify(result)}`);
  return result;
}

export function failed(result: FetchResult): FetchFailure {
  if (result.kind !== "failed") throw new Error(`expected a failure, got ${JSON.stringify(result)}`);
  return result;
}

export function textOf(result: FetchResult): string {
  return new TextDecoder().decode(fetched(result).body);
}

/** Resolves once `count` things have been reported. */
export function gathering(count: number): { reached: Promise<void>; report: () => void } {
  let left = count;
  let done: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    done = resolve;
  });
  return {
    reached,
    report: () => {
      left -= 1;
      if (left === 0) done();
    },
  };
}
