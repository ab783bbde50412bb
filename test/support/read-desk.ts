/** The whole bot with feeds and pages in memory and a webhook that keeps what it is sent. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Alert } from "../../src/model.js";
import type { FetchResult } from "../../src/ports.js";
import { configFrom, startApp, temporaryFolder } from "./app.js";
import { createMemoryFetcher, fetched, type RssItem, rss } from "./memory-fetcher.js";
import { startWebhookReceiver } from "./webhook-receiver.js";

/** A page as a server sends it. */
export function pageResult(html: string, url = "https://news.example/page"): Extract<FetchResult, { kind: "fetched" }> {
  return fetched(url, html, "text/html; charset=utf-8");
}

/** A page of paragraphs under a headline. */
export function articlePage(title: string, paragraphs: string[], head = ""): string {
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("");
  return (
    `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head>` +
    `<body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${text}</article></body></html>`
  );
}

/** A pack of one site with coordinates and a watch for it. */
export const SITE_PACK = `
entities:
  - id: sonae
    kind: site
    title: Sonae Launch Site
    names: [Sonae]
    coordinates: { lat: 40.1, lon: 125.2 }
watches: [{ id: sites, any: ["kind:site"] }]
`;

export interface ReadFeed {
  id: string;
  items: RssItem[];
  /** Keys of the feed in YAML's flow form: `teaserOnly: true`. */
  more?: string;
}

/**
 * Polls every feed once and follows all that comes of it.
 *
 * @param yaml what the configuration needs beside the watches of SITE_PACK
 * @param pages address to page; what is not there answers 404
 */
export async function readDesk(yaml: string, feeds: ReadFeed[], pages: Record<string, string> = {}) {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.close());
  const folder = temporaryFolder();
  const lines = feeds.map(({ id, more }) => {
    const keys = [`id: ${id}`, `url: "https://${id}.example/feed"`, `publisher: Paper ${id.toUpperCase()}`];
    return `  - { ${[...keys, ...(more ? [more] : [])].join(", ")} }`;
  });
  writeFileSync(join(folder, "sites.yaml"), SITE_PACK);
  const include = "include: { watches: [sites.yaml], feeds: [] }";
  const channel = `channels: { hook: { kind: webhook, url: "${receiver.url}" } }`;
  const config = configFrom(`${yaml}\n${include}\n${channel}\nfeeds:\n${lines.join("\n")}\n`, folder);
  const documents = new Map<string, string | FetchResult>([
    ...feeds.map(({ id, items }) => [`https://${id}.example/feed`, rss(items)] as const),
    ...Object.entries(pages).map(([url, html]) => [url, pageResult(html, url)] as const),
  ]);
  const fetcher = createMemoryFetcher(documents);
  const one = await startApp(config, fetcher);
  await one.app.pollAll();
  await one.app.pipeline.settle();
  /** The newest state of every alert, in order of the first send. */
  const alerts = (): Alert[] => {
    const newest = new Map<string, Alert>();
    for (const { key, alert } of receiver.received) if (alert) newest.set(key, alert);
    return [...newest.values()];
  };
  return { ...one, alerts, asked: fetcher.asked, config };
}
