/** A feed's items as a document of its format. Pure. */
import type { ScenarioFeed, ShownItem } from "./scenario.js";

export const CONTENT_TYPES = {
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  rdf: "application/rdf+xml",
  json: "application/feed+json",
} as const;

/** @param base address of the server, without a slash at the end */
export function documentOf(feed: ScenarioFeed, items: ShownItem[], base: string): string {
  switch (feed.format) {
    case "rss":
      return rss(feed, items, base);
    case "atom":
      return atom(feed, items, base);
    case "rdf":
      return rdf(feed, items, base);
    case "json":
      return json(feed, items, base);
  }
}

function rss(feed: ScenarioFeed, items: ShownItem[], base: string): string {
  const entries = items.map(
    (item) =>
      `<item><title>${xml(item.title)}</title><link>${base}${item.path}</link><guid isPermaLink="false">${item.guid}</guid>` +
      `<pubDate>${new Date(item.at).toUTCString()}</pubDate><description>${xml(item.text)}</description></item>`,
  );
  return (
    `<?xml version="1.0" encoding="${feed.charset}"?><rss version="2.0"><channel><title>${xml(feed.publisher)}</title>` +
    `<link>${base}/${feed.id}</link><description>${xml(feed.publisher)}</description>` +
    `<language>${feed.language}</language>${entries.join("")}</channel></rss>`
  );
}

function atom(feed: ScenarioFeed, items: ShownItem[], base: string): string {
  const entries = items.map(
    (item) =>
      `<entry><id>tag:${item.guid}</id><title>${xml(item.title)}</title><link href="${base}${item.path}"/>` +
      `<published>${iso(item.at)}</published><updated>${iso(item.updatedAt)}</updated><summary>${xml(item.text)}</summary></entry>`,
  );
  const updated = iso(Math.max(0, ...items.map((item) => item.updatedAt)));
  return (
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">` +
    `<id>tag:${feed.id}</id><title>${xml(feed.publisher)}</title><updated>${updated}</updated>${entries.join("")}</feed>`
  );
}

function rdf(feed: ScenarioFeed, items: ShownItem[], base: string): string {
  const entries = items.map(
    (item) =>
      `<item rdf:about="${base}${item.path}"><title>${xml(item.title)}</title><link>${base}${item.path}</link>` +
      `<dc:date>${iso(item.at)}</dc:date><description>${xml(item.text)}</description></item>`,
  );
  return (
    `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ` +
    `xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${base}/${feed.id}">` +
    `<title>${xml(feed.publisher)}</title><link>${base}/${feed.id}</link></channel>${entries.join("")}</rdf:RDF>`
  );
}

function json(feed: ScenarioFeed, items: ShownItem[], base: string): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.publisher,
    language: feed.language,
    items: items.map((item) => ({
      id: item.guid,
      url: `${base}${item.path}`,
      title: item.title,
      content_text: item.text,
      date_published: iso(item.at),
    })),
  });
}

/** The page that an item links to. */
export function pageOf(feed: ScenarioFeed, item: ShownItem): string {
  return (
    `<!doctype html><html lang="${feed.language}"><head><title>${xml(item.title)} | ${xml(feed.publisher)}</title>` +
    `<meta property="og:site_name" content="${xml(feed.publisher)}"><meta property="article:published_time" ` +
    `content="${iso(item.at)}"></head><body><nav><a href="/">Home</a></nav><article><h1>${xml(item.title)}</h1>` +
    `<p>${xml(item.text)}</p></article><footer>${xml(feed.publisher)}</footer></body></html>`
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function xml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
