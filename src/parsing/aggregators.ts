/** Aggregators put the publisher behind each title: "Headline - Publisher". Only theirs are split. */

const AGGREGATOR_HOST = /^(?:[\w-]+\.)*news\.google\.[a-z.]{2,6}$/i;
const AGGREGATOR_GENERATOR = /^NFE\/\d/; // what Google News calls itself

/** What aggregators put between the two. */
const BEFORE_PUBLISHER = " - ";
/** No publisher's name is longer. */
const MAX_PUBLISHER_CHARS = 80;

/**
 * The publisher that an aggregator's title names at its end; null where it names none. The title stays as the document
 * has it: `identifyItems` takes the publisher off.
 * @param source text of the item's `source` element, which names the publisher exactly
 */
export function publisherOf(title: string | null, source: string | null): string | null {
  if (source) return source;
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

/** Is this the feed of an aggregator? @param addresses of the document and of its site */
export function isAggregator(addresses: (string | null)[], generator: string | null): boolean {
  if (generator !== null && AGGREGATOR_GENERATOR.test(generator)) return true;
  return addresses.some((address) => {
    const host = address !== null && URL.canParse(address) ? new URL(address).hostname : "";
    return AGGREGATOR_HOST.test(host);
  });
}
