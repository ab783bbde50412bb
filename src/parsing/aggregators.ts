/** Aggregators put the publisher behind each title: "Headline - Publisher". Only theirs are split. */

const AGGREGATOR_HOST = /^(?:[\w-]+\.)*news\.google\.[a-z.]{2,6}$/i;
const AGGREGATOR_GENERATOR = /^NFE\/\d/; // what Google News calls itself

/** No publisher's name is longer. */
const MAX_PUBLISHER_CHARS = 80;

export interface SplitTitle {
  title: string | null;
  /** Null where the title is no aggregator's. */
  publisher: string | null;
}

/**
 * Splits a title of an aggregator's feed.
 * @param source text of the item's `source` element, which names the publisher exactly
 */
export function splitAggregatorTitle(title: string | null, source: string | null): SplitTitle {
  if (title === null) return { title, publisher: null };
  if (source) {
    const suffix = ` - ${source}`;
    return { title: title.endsWith(suffix) ? title.slice(0, -suffix.length).trimEnd() : title, publisher: source };
  }
  const at = title.lastIndexOf(" - ");
  const publisher = title.slice(at + " - ".length).trim();
  if (at <= 0 || publisher === "" || publisher.length > MAX_PUBLISHER_CHARS) return { title, publisher: null };
  return { title: title.slice(0, at).trimEnd(), publisher };
}

/** Is this the feed of an aggregator? @param addresses of the document and of its site */
export function isAggregator(addresses: (string | null)[], generator: string | null): boolean {
  if (generator !== null && AGGREGATOR_GENERATOR.test(generator)) return true;
  return addresses.some((address) => {
    const host = address !== null && URL.canParse(address) ? new URL(address).hostname : "";
    return AGGREGATOR_HOST.test(host);
  });
}
