/** Which reports of a story its summary is made of. */
import { expect, test } from "vitest";
import { composeAlert, summaryRequest } from "../../src/pipeline/compose.js";
import type { StoryState } from "../../src/ports.js";
import { createExtractiveSummariser } from "../../src/summary/extractive.js";

type Report = StoryState["reports"][number];

const LIMITS = { maxSentences: 2, maxChars: 500 };
const CRANES = "Two cranes and several trucks were seen at the Sonae launch site on Monday, pictures from above show.";
const AGAIN =
  "Several trucks and two cranes were seen on Monday at the Sonae launch site, as pictures from above show.";
const ROAD =
  "Guards have closed the road to Sonae since May, and trains bring steel to its yard at night, witnesses told.";

function report(origin: string, text: string, arrival: number): Report {
  return {
    item: `i${arrival}`,
    title: "Work seen",
    url: `https://news.example/${arrival}`,
    publisher: `Paper ${arrival}`,
    kind: "newspaper",
    language: "en",
    origin,
    publishedAt: null,
    firstSeenAt: arrival,
    text,
    arrival,
    hits: [],
  };
}

function storyOf(...reports: Report[]): StoryState {
  return {
    id: "s1",
    revision: 1,
    openedAt: 1,
    updatedAt: 2,
    severity: "normal",
    headline: "Work seen",
    mergedInto: null,
    watches: [{ watch: "sites", severity: "normal", terms: ["Sonae"] }],
    reports,
  };
}

async function summaryOf(...reports: Report[]): Promise<string[]> {
  const deps = { summariser: createExtractiveSummariser(), summaryLimits: LIMITS, findPlaces: () => [] };
  return (await composeAlert(storyOf(...reports), deps, new AbortController().signal)).summary;
}

test("several origins give one sentence each from the two that add most", async () => {
  const summary = await summaryOf(report("o1", CRANES, 1), report("o2", AGAIN, 2), report("o3", ROAD, 3));
  expect(summary).toHaveLength(2);
  expect(summary).toContain(ROAD);
  expect([CRANES, AGAIN].filter((text) => summary.includes(text))).toHaveLength(1);
});

test("no origin gives two sentences while others have something to add", async () => {
  const long = `${CRANES} The cranes at Sonae are red.`;
  expect(await summaryOf(report("o1", long, 1), report("o2", ROAD, 2))).toEqual(expect.arrayContaining([ROAD]));
});

test("origins that say the same give one sentence", async () => {
  expect(await summaryOf(report("o1", CRANES, 1), report("o2", AGAIN, 2))).toHaveLength(1);
});

test("of one origin its first report speaks", () => {
  const { articles } = summaryRequest(
    storyOf(report("o1", AGAIN, 2), report("o1", CRANES, 1), report("o2", ROAD, 3)),
    LIMITS,
  );
  expect(articles.map(({ id }) => id)).toEqual(["i1", "i3"]);
});
