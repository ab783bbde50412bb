/** The demonstration's publishers, on loopback. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import iconv from "iconv-lite";
import type { Clock } from "../ports.js";
import { CONTENT_TYPES, documentOf, pageOf } from "./document.js";
import { type Scenario, shownAt } from "./scenario.js";

export interface DemoServer {
  /** Address without a slash at the end. */
  base: string;
  close(): Promise<void>;
}

export async function startDemoServer(scenario: Scenario, clock: Clock): Promise<DemoServer> {
  let base = "";
  const server = createServer((request, response) => {
    const feed = scenario.feeds.find((one) => request.url === `/${one.id}/feed`);
    if (!feed) {
      const page = pageAt(scenario, request.url ?? "", clock.now());
      response.writeHead(page === null ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(page);
      return;
    }
    const items = shownAt(scenario, feed, clock.now());
    if (items === null) {
      response.writeHead(500).end("out of order");
      return;
    }
    const contentType = `${CONTENT_TYPES[feed.format]}; charset=${feed.charset}`;
    response
      .writeHead(200, { "content-type": contentType })
      .end(iconv.encode(documentOf(feed, items, base), feed.charset));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The page behind an item, from the moment at which the item stands in its feed. */
function pageAt(scenario: Scenario, path: string, now: number): string | null {
  for (const feed of scenario.feeds) {
    const item = shownAt(scenario, feed, now)?.find((one) => one.path === path);
    if (item) return pageOf(feed, item);
  }
  return null;
}
