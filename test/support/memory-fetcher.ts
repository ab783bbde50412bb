import type { Fetcher, FetchResult } from "../../src/ports.js";

/** A fetcher over documents in memory: address to document, to a result, or to what makes either. */
export function createMemoryFetcher(
  documents: Map<string, string | FetchResult | (() => string | FetchResult)>,
): Fetcher & {
  asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    async fetch({ url }) {
      asked.push(url);
      const found = documents.get(url);
      const answer = typeof found === "function" ? found() : found;
      if (answer === undefined) {
        return { kind: "failed", code: "http", reason: "HTTP 404", hint: null, status: 404, retryAfterMs: null };
      }
      return typeof answer === "string" ? fetched(url, answer, "application/rss+xml; charset=utf-8") : answer;
    },
    async close() {},
  };
}

/** A document as a server answers it. */
export function fetched(url: string, text: string, contentType: string): Extract<FetchResult, { kind: "fetched" }> {
  return {
    kind: "fetched",
    url,
    movedTo: null,
    status: 200,
    headers: {},
    contentType,
    body: new TextEncoder().encode(text),
    validators: { etag: null, lastModified: null },
    freshForMs: null,
  };
}

export interface RssItem {
  guid: string;
  title: string;
  text?: string;
  link?: string;
  at?: string;
}

/** An RSS document of items in the order given. */
export function rss(items: RssItem[]): string {
  const entries = items.map((item) => {
    const link = item.link ?? `https://news.example/${item.guid}`;
    const date = new Date(item.at ?? "2019-03-08T12:00:00Z").toUTCString();
    return (
      `<item><guid>${item.guid}</guid><title>${item.title}</title><link>${link}</link>` +
      `<description>${item.text ?? ""}</description><pubDate>${date}</pubDate></item>`
    );
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${entries.join("")}</channel></rss>`;
}
