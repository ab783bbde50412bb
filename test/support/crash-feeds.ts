/** Publishers on loopback whose feeds grow when told, answer 304 to who knows the newest state, and fail on demand. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CONTENT_TYPES, documentOf } from "../../src/demo/document.js";
import type { ShownItem } from "../../src/demo/scenario.js";

export interface CrashFeeds {
  /** Address without a slash at the end. */
  base: string;
  /** Adds an item and returns its address. A title that another feed has makes it a reprint. */
  publish(feed: string, title: string, text: string): string;
  /** What a feed does from now on instead of answering well; null mends it. */
  fail(feed: string, how: "status 500" | "no feed" | "stall" | null): void;
  /** Requests a feed has had. */
  asked(feed: string): number;
  /** All addresses published so far. */
  published: string[];
  close(): Promise<void>;
}

/** @param now the publishers' clock */
export async function startCrashFeeds(ids: readonly string[], now: () => number): Promise<CrashFeeds> {
  const shown = new Map<string, ShownItem[]>(ids.map((id) => [id, []]));
  const failing = new Map<string, string>();
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const id = (request.url ?? "").slice(1);
    asked.set(id, (asked.get(id) ?? 0) + 1);
    const how = failing.get(id);
    if (how === "stall") return;
    if (how === "status 500") response.writeHead(500).end("out of order");
    else if (how === "no feed") response.writeHead(200, { "content-type": "text/html" }).end("<p>We moved house.</p>");
    else answer(request, response, feeds.base, id, shown.get(id) ?? []);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const feeds: CrashFeeds = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published: [],
    publish(feed, title, text) {
      const items = shown.get(feed);
      if (!items) throw new Error(`there is no feed ${feed}`);
      const path = `/${feed}/item-${items.length + 1}`;
      const at = Math.floor(now() / 1000) * 1000;
      items.unshift({ guid: `${feed}-${items.length + 1}`, path, title, text, at, updatedAt: at });
      feeds.published.push(`${feeds.base}${path}`);
      return `${feeds.base}${path}`;
    },
    fail: (feed, how) => void (how === null ? failing.delete(feed) : failing.set(feed, how)),
    asked: (feed) => asked.get(feed) ?? 0,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return feeds;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  base: string,
  id: string,
  items: ShownItem[],
): void {
  const feed = {
    id,
    publisher: `Publisher ${id}`,
    kind: "wire",
    language: "en",
    format: "rss",
    charset: "utf-8",
  } as const;
  const body = documentOf(feed, items, base);
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
  if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag, "content-type": CONTENT_TYPES.rss }).end(body);
}

const ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "kr", "st", "tr"];
const VOWELS = ["a", "e", "i", "o", "u", "ai", "ou"];

/** A name that nothing else has, so that events share no more than the watched word. */
function nameOf(n: number, place: number): string {
  let seed = (n * 31 + place + 1) * 2_654_435_761;
  const pick = (list: readonly string[]) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return list[(seed >>> 16) % list.length] ?? "";
  };
  const word = Array.from({ length: 3 }, () => pick(ONSETS) + pick(VOWELS)).join("");
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** The n-th event: its own people, places and things, and one missile. */
export function eventOf(n: number): { title: string; text: string } {
  const name = (place: number) => nameOf(n, place);
  return {
    title: `${name(0)} ${name(1)} missile ${name(2)} ${name(3)}`,
    text: Array.from({ length: 3 }, (_, line) => `${[4, 5, 6, 7, 8].map((at) => name(line * 5 + at)).join(" ")}.`).join(
      " ",
    ),
  };
}
