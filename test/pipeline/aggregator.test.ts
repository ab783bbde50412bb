/** A search feed of Google News beside the publishers' own: what both bring is one report. */
import { expect, test } from "vitest";
import { configFrom, startApp } from "../support/app.js";
import { createMemoryFetcher, rss } from "../support/memory-fetcher.js";

const OWN = "https://a.example/feed";
const FOUND = "https://news.google.com/rss/search?q=harbour";
const TITLE = "Cranes are back at the northern harbour";
const YAML = `
watches: [harbour]
reading: { enabled: false }
feeds:
  - { id: own, url: "${OWN}", publisher: Harbour Paper }
  - { id: found, url: "${FOUND}", publisher: Google News, kind: search }
`;

const own = rss([{ guid: "1", title: TITLE, text: "The first two cranes were put up.", link: "https://a.example/1" }]);
const aggregated = `<?xml version="1.0"?><rss version="2.0"><channel><generator>NFE/5.0</generator><title>"harbour"</title>
<link>https://news.google.com/search?q=harbour</link><item><title>${TITLE} - Harbour Paper</title>
<link>https://news.google.com/rss/articles/CBMi0?oc=5</link><guid isPermaLink="false">CBMi0</guid>
<pubDate>Fri, 08 Mar 2019 12:10:00 GMT</pubDate><source url="https://a.example">Harbour Paper</source></item></channel></rss>`;

test.each([
  ["after", own, aggregated],
  ["before", aggregated, own],
])(
  "an aggregator's item that comes %s the publisher's own joins it by its title: one alert, one origin",
  async (_when, first, second) => {
    const addressOf = (text: string) => (text === own ? OWN : FOUND);
    const empty = rss([]);
    const documents = new Map([
      [OWN, empty],
      [FOUND, empty],
    ]);
    const { app, shown } = await startApp(configFrom(YAML), createMemoryFetcher(documents));
    for (const text of [first, second]) {
      documents.set(addressOf(text), text);
      await app.pollAll();
      await app.pipeline.settle();
    }
    const placed = await app.store.stories.placementsSince(0, 10);
    expect(placed.map(({ item }) => item.title)).toEqual([TITLE, TITLE]);
    expect(placed.map(({ item }) => item.publisher)).toEqual(["Harbour Paper", "Harbour Paper"]);
    expect(new Set(placed.map(({ story }) => story)).size).toBe(1);
    expect(new Set(placed.map(({ origin }) => origin)).size).toBe(1);
    expect(shown().match(/\[normal\]/g)).toHaveLength(1);
  },
);
