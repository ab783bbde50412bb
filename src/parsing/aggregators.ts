/** Engines that list other publishers' items: whose each is, and where it really lies. */
import { urlOf } from "../url.js";

export type Aggregator = "google-news" | "bing-news" | "gdelt";

const HOSTS: [Aggregator, RegExp][] = [
  ["google-news", /^(?:[\w-]+\.)*news\.google\.[a-z.]{2,6}$/i],
  ["bing-news", /^(?:[\w-]+\.)*bing\.com$/i],
  ["gdelt", /^(?:[\w-]+\.)*gdeltproject\.org$/i],
];
const GOOGLE_GENERATOR = /^NFE\/\d/; // what Google News calls itself

/** What Google News puts between title and publisher. */
const BEFORE_PUBLISHER = " - ";
/** What Bing puts behind the publisher of a copy that it shows itself. */
const COPY = / on MSN$/;
/** No publisher's name is longer. */
const MAX_PUBLISHER_CHARS = 80;
/** Bing counts clicks at an address that holds the item's own, and differs from one answer to the next. */
const CLICK = /^https?:\/\/(?:[\w-]+\.)*bing\.com\/news\/apiclick\.aspx\?/i;

/** The engine whose document this is; null for a publisher's own. @param addresses of the document and of its site */
export function aggregatorOf(addresses: (string | null)[], generator: string | null): Aggregator | null {
  if (generator !== null && GOOGLE_GENERATOR.test(generator)) return "google-news";
  const hosts = addresses.map(hostOf);
  return HOSTS.find(([, pattern]) => hosts.some((host) => pattern.test(host)))?.[0] ?? null;
}

export interface ListedItem {
  title: string | null;
  /** Text of the element that names the publisher exactly; null where there is none. */
  source: string | null;
  url: string | null;
}

/**
 * The publisher of an item in an engine's document: as named, else as Google's titles name it at their end, else the
 * host on which the item lies; null where nothing says. The title stays as the document has it: `identifyItems` takes
 * the publisher off.
 */
export function publisherOf(aggregator: Aggregator, { title, source, url }: ListedItem): string | null {
  if (source) return source.replace(COPY, "");
  if (aggregator === "google-news") return behindTitle(title);
  const host = hostOf(url);
  return host === "" || HOSTS.some(([, pattern]) => pattern.test(host)) ? null : host.replace(/^www\./, "");
}

function behindTitle(title: string | null): string | null {
  const at = title?.lastIndexOf(BEFORE_PUBLISHER) ?? -1;
  if (title === null || at <= 0) return null;
  const publisher = title.slice(at + BEFORE_PUBLISHER.length).trim();
  return publisher === "" || publisher.length > MAX_PUBLISHER_CHARS ? null : publisher;
}

/** The title without the publisher that stands behind it. */
export function withoutPublisher(title: string, publisher: string): string {
  const suffix = `${BEFORE_PUBLISHER}${publisher}`;
  return title.endsWith(suffix) ? title.slice(0, -suffix.length).trimEnd() : title;
}

/** The address that a counter of clicks leads to; any other address as it is. */
export function behindClick(address: string | null): string | null {
  if (address === null || !CLICK.test(address)) return address;
  const target = new URL(address).searchParams.get("url");
  return target !== null && /^https?:\/\//i.test(target) && urlOf(target) !== null ? target : address;
}

function hostOf(address: string | null): string {
  return address === null ? "" : (urlOf(address)?.hostname ?? "");
}
