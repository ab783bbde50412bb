/** The reading of pages through the whole bot: which pages are asked for, and what becomes of their items. */
import { expect, test } from "vitest";
import { articlePage, readDesk } from "../support/read-desk.js";

const PAGE = "https://news.example/1";
const NAMED = [
  "Cranes stand at the pad of the Sonae launch site, and two trucks come and go between the hall and the rail yard.",
  "A roof has been put back on the building that was taken down last summer, and snow was cleared from the road to it.",
  "Nobody in the capital wanted to say what the work is for, and the ministry has not answered any questions so far.",
];
const UNNAMED = NAMED.map((text) => text.replace("Sonae launch site", "northern site"));
const TEASER = { guid: "1", title: "What the new pictures show", text: "Read on.", link: PAGE };
const teaserFeed = (item = TEASER) => [{ id: "a", items: [item], more: "teaserOnly: true" }];

test("an item of a teaser-only feed whose teaser lacks the watched name is matched by its page", async () => {
  const { alerts } = await readDesk("", teaserFeed(), { [PAGE]: articlePage(TEASER.title, NAMED) });
  expect(alerts()).toMatchObject([{ headline: TEASER.title, summary: [NAMED[0]], watches: [{ terms: ["Sonae"] }] }]);
});

test("an item of a teaser-only feed whose page lacks the name too alerts nothing, and the page was asked for", async () => {
  const { alerts, asked } = await readDesk("", teaserFeed(), { [PAGE]: articlePage(TEASER.title, UNNAMED) });
  expect(alerts()).toEqual([]);
  expect(asked).toContain(PAGE);
});

test("an item of a teaser-only feed whose page cannot be read is matched by its teaser", async () => {
  expect((await readDesk("", teaserFeed())).alerts()).toEqual([]);
  const named = { ...TEASER, text: "Pictures of Sonae." };
  expect((await readDesk("", teaserFeed(named))).alerts()).toMatchObject([{ headline: TEASER.title }]);
});

test("of other feeds the pages of hits alone are asked for", async () => {
  const other = { ...TEASER, guid: "2", link: "https://news.example/2", title: "Ferry timetable changes" };
  const hit = { ...TEASER, title: "Cranes at Sonae" };
  const { asked } = await readDesk("", [{ id: "a", items: [other, hit] }], {
    [PAGE]: articlePage(TEASER.title, NAMED),
    [other.link]: articlePage(other.title, NAMED),
  });
  expect(asked.filter((url) => url.startsWith("https://news.example/") && !url.endsWith("robots.txt"))).toEqual([PAGE]);
});

test("a hit stays one although its page lacks the name", async () => {
  const hit = { ...TEASER, title: "Cranes at Sonae" };
  const { alerts } = await readDesk("", [{ id: "a", items: [hit] }], { [PAGE]: articlePage(hit.title, UNNAMED) });
  expect(alerts()).toMatchObject([{ headline: hit.title }]);
});

test.each([
  ["a pay wall", PAGE, "the text is for subscribers", "<p>Subscribe now to continue reading.</p>"],
  [
    "a consent wall",
    PAGE,
    "the site asks for consent first",
    "<p>Before you continue to the site, accept all cookies.</p>",
  ],
  ["an aggregator that hides the address", "https://news.google.com/rss/articles/abc", "the aggregator hides", null],
])("with %s before the page the alert stands on the feed's own text and says so", async (_, link, why, body) => {
  const hit = { ...TEASER, title: "Cranes at Sonae", text: "Cranes stand at Sonae, pictures show.", link };
  const pages = body === null ? {} : { [link]: `<html><body><article><h1>Cranes</h1>${body}</article></body></html>` };
  const { alerts, asked } = await readDesk("", [{ id: "a", items: [hit] }], pages);
  const [alert] = alerts();
  expect(alert?.summary).toEqual([hit.text]);
  const page = alert?.facts?.find(({ kind }) => kind === "page");
  expect(page?.text).toMatch(new RegExp(`^Paper A: page not read, ${why}`));
  expect(page?.doubtful).toBe(false);
  expect(asked.includes(link)).toBe(body !== null);
});

test("with one report's page read the alert does not speak of those that were not", async () => {
  const hit = { ...TEASER, title: "Cranes at Sonae" };
  const unread = { ...hit, guid: "2", link: "https://paper.example/2" };
  const { alerts } = await readDesk(
    "",
    [
      { id: "a", items: [hit] },
      { id: "b", items: [unread] },
    ],
    { [PAGE]: articlePage(hit.title, NAMED) },
  );
  expect(alerts().flatMap(({ facts = [] }) => facts.filter(({ kind }) => kind === "page"))).toEqual([]);
});
