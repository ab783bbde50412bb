/** An item is known again whatever its publisher changes of it, as long as anything by which it was known stays. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { configFrom, START, startApp } from "../support/app.js";
import { createMemoryFetcher } from "../support/memory-fetcher.js";

const URL_A = "https://a.example/feed";
const YAML = `
watches: [harbour]
reading: { enabled: false }
polling: { lookBack: 1000d }
feeds:
  - { id: a, url: "${URL_A}", publisher: Paper A }
`;

interface Shown {
  guid?: string | undefined;
  link?: string | undefined;
  title: string;
  at?: string | undefined;
  text?: string;
}

const TITLE = "A crane falls in the northern harbour";
const FIRST: Shown = { guid: "1", link: "https://a.example/news/crane", title: TITLE, at: "2019-03-08T09:00:00Z" };

function document(items: Shown[]): string {
  const element = (name: string, text: string | undefined) => (text === undefined ? "" : `<${name}>${text}</${name}>`);
  const written = items.map(({ guid, link, title, at, text }) => {
    const date = at === undefined ? undefined : new Date(at).toUTCString();
    const id = guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`;
    const rest = [element("link", link), element("pubDate", date), element("description", text ?? "As told.")];
    return `<item><title>${title}</title>${id}${rest.join("")}</item>`;
  });
  return `<rss version="2.0"><channel><title>Paper A</title>${written.join("")}</channel></rss>`;
}

/** The bot over one feed; `shows` is one poll of these items. */
async function reader() {
  let items: Shown[] = [];
  const fetcher = createMemoryFetcher(new Map([[URL_A, () => document(items)]]));
  const { app, shown } = await startApp(configFrom(YAML), fetcher);
  return {
    shown,
    kept: async () => (await app.store.queries.status()).items,
    async shows(...next: Shown[]) {
      items = next;
      await app.pollAll();
      await app.pipeline.settle();
    },
  };
}

const CHANGES: [string, Partial<Shown>[]][] = [
  ["edited", [{ title: `${TITLE}, two hurt` }, { text: "As told by the police." }]],
  ["re-dated", [{ at: "2019-03-09T09:00:00Z" }, { at: undefined }]],
  ["re-linked", [{ link: "https://a.example/2019/03/crane" }, { link: "https://b.example/crane" }]],
  ["linked with another tracking", [{ link: "http://www.a.example/news/crane/?utm_source=x#top" }]],
  ["given another guid", [{ guid: "one" }, { guid: undefined }]],
  ["given another guid and another link", [{ guid: "one", link: "https://b.example/crane" }]],
  ["given another guid and another title", [{ guid: "one", title: `${TITLE}: two hurt` }]],
  ["re-linked and edited", [{ link: "https://b.example/crane", title: `${TITLE}: two hurt` }]],
];

test.each(CHANGES)(
  "an item that is %s, and comes back as it was, is one item and one alert",
  async (_what, changes) => {
    const { shows, kept, shown } = await reader();
    await shows(FIRST);
    for (const change of changes) await shows({ ...FIRST, ...change });
    await shows(FIRST);
    expect(await kept()).toBe(1);
    expect(shown().match(/\[normal\]/g)).toHaveLength(1);
  },
);

test("an item that vanishes while others come and returns under another guid is one item", async () => {
  const { shows, kept } = await reader();
  await shows(FIRST);
  await shows({ title: "The harbour ferry sails again", guid: "2" });
  await shows();
  await shows({ ...FIRST, guid: "1-again" });
  expect(await kept()).toBe(2);
});

test("whatever two of guid, link and headline with date change at each poll, it stays one item", async () => {
  const { shows, kept } = await reader();
  let made = 0;
  const steps = fc.array(fc.subarray(["guid", "link", "headline"] as const, { maxLength: 2 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const number = ++made;
      let turn = 0;
      const part = () => `${number}-${turn}`;
      let item: Shown = { guid: part(), link: `https://a.example/${part()}`, title: `Harbour ${part()}`, at: FIRST.at };
      await shows(item);
      for (const changed of walk) {
        turn++;
        const at = new Date(START - turn * 60_000).toISOString();
        item = {
          ...item,
          ...(changed.includes("guid") ? { guid: part() } : {}),
          ...(changed.includes("link") ? { link: `https://a.example/${part()}` } : {}),
          ...(changed.includes("headline") ? { title: `Harbour ${part()}`, at } : {}),
        };
        await shows(item);
      }
      expect(await kept()).toBe(number);
    }),
    { numRuns: 12 },
  );
});
