import { expect, test } from "vitest";
import { articlePage, readDesk } from "../support/read-desk.js";

const PAGE = "https://news.example/1";
const PARAGRAPHS = [
  "Commercial satellite images taken on 2 March by Planet Labs show new work at the Sonae launch site.",
  "Cranes stand at the pad, and the Coast Institute assessed that the work began in February.",
  "Lorries come and go between the hall and the rail yard every day, and a roof has been put back on the building.",
];
const ITEM = {
  guid: "1",
  title: "Work resumes at the Sonae launch site",
  text: "What pictures show.",
  link: PAGE,
};

test("an alert carries the facts of the page behind its item", async () => {
  const { alerts } = await readDesk("", [{ id: "a", items: [ITEM] }], {
    [PAGE]: articlePage(ITEM.title, PARAGRAPHS),
  });
  const facts = alerts()[0]?.facts?.map(({ kind, text }) => `${kind}: ${text}`);
  expect(facts).toEqual([
    "event: activity at a site",
    "place: Sonae Launch Site, 40.100, 125.200",
    "claim: Coast Institute (assessed)",
    "imagery: of 2 March 2019, Planet Labs, 6 days before the report",
  ]);
});

test("an old page behind a new item is flagged in the alert", async () => {
  const head = '<meta property="article:published_time" content="2017-05-03T08:00:00Z">';
  const { alerts } = await readDesk("", [{ id: "a", items: [ITEM] }], {
    [PAGE]: articlePage(ITEM.title, PARAGRAPHS, head),
  });
  expect(alerts()[0]?.facts?.find(({ kind }) => kind === "page")).toEqual({
    kind: "page",
    text: "Paper A: page of 3 May 2017 behind an item of 8 March 2019",
    url: PAGE,
    doubtful: true,
  });
});

test("without a page the feed's own text states the facts", async () => {
  const { alerts } = await readDesk("", [{ id: "a", items: [ITEM] }]);
  expect(alerts()[0]?.facts?.map(({ kind }) => kind)).toEqual(["event", "place", "page"]);
});

test("an alert says how its summary was made", async () => {
  const { alerts } = await readDesk("", [{ id: "a", items: [ITEM] }]);
  expect(alerts()[0]).toMatchObject({ summaryMethod: "extractive" });
  expect(alerts()[0]).not.toHaveProperty("translation");
});
