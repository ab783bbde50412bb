/** What tells of many events, or of one long ago, keeps the stories of single events apart. */
import { expect, test } from "vitest";
import type { StoryItem } from "../../src/model.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { place, storyItem } from "./support.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const report = (title: string, at: number, text = "", publisher = `paper ${title.length} ${at}`): StoryItem =>
  storyItem({ title, text, at, publisher });

/** Two events on one day, each told three times. */
const LAUNCH = [
  "North Korea fires ballistic missile into Yellow Sea, Seoul says",
  "Missile launched by North Korea falls into Yellow Sea: Joint Chiefs",
  "Seoul: North Korean ballistic missile fell into Yellow Sea after 80 km flight",
];
const DAM = [
  "Dam bursts above Karlova valley, village of Ostrin flooded",
  "Karlova valley: village of Ostrin under water after dam bursts",
  "Boats reach Ostrin after dam burst above Karlova valley",
];

const BOTH =
  "North Korea fired a ballistic missile into the Yellow Sea. A dam burst above Karlova valley and flooded Ostrin.";
const GLUE: [string, string, string][] = [
  ["a round-up", "Week in review: North Korea's missile, Karlova dam burst and more", BOTH],
  ["a briefing", "Morning briefing: missile launch, dam burst, markets", BOTH],
  ["a live blog", "LIVE: North Korea missile launch and Karlova dam burst - latest updates", BOTH],
  [
    "a Korean round-up",
    "[뉴스 브리핑] 북한 탄도미사일 발사, 카를로바 댐 붕괴",
    "북한이 서해로 탄도미사일을 발사했다. 카를로바 계곡에서 댐이 무너졌다.",
  ],
  ["an analysis of both", "Analysis: what the missile and the dam burst say about this week", BOTH],
];

test.each(GLUE)("%s of two events merges nothing, and what comes later finds its own story", (_, title, text) => {
  const index = createStoryIndex();
  const launch = LAUNCH.map((one, i) => place(index, report(one, i * HOUR)).story);
  const dam = DAM.map((one, i) => place(index, report(one, (i + 3) * HOUR)).story);
  expect([new Set(launch).size, new Set(dam).size, launch[0] === dam[0]]).toEqual([1, 1, false]);
  for (let i = 0; i < 3; i++)
    expect(place(index, report(title, (7 + i) * HOUR, text, `paper ${i}`)).merged).toBeUndefined();
  const later = place(
    index,
    report("North Korea's ballistic missile flew 80 km into Yellow Sea, Tokyo says", 11 * HOUR),
  );
  const flood = place(
    index,
    report("Ostrin flooded: army boats at work after dam burst above Karlova valley", 12 * HOUR),
  );
  expect([later.story, flood.story]).toEqual([launch[0], dam[0]]);
});

const YEAR = 365 * DAY;

test.each([
  "One year on: North Korea's ballistic missile launch into Yellow Sea remembered",
  "Year after North Korea fired ballistic missile into Yellow Sea, questions remain",
  "North Korea fires ballistic missile into Yellow Sea, Seoul says",
])("an anniversary, or the same words a year later, opens a story of its own: %s", (title) => {
  const index = createStoryIndex();
  const [first] = LAUNCH.map((one, i) => place(index, report(one, i * HOUR)).story);
  const later = place(index, report(title, YEAR));
  expect(later.change).toBe("opened");
  expect(later.story).not.toBe(first);
});

test("a story that goes on for weeks ends: what comes a month after its last report is another", () => {
  const index = createStoryIndex();
  const stories = [0, 2, 5, 9].map((day) => place(index, report(DAM[day % 3]!, day * DAY, "", `paper ${day}`)).story);
  expect(place(index, report(DAM[0]!, 39 * DAY, "", "paper z")).story).not.toBe(stories[0]);
});
