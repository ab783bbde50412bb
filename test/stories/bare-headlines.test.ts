import { expect, test } from "vitest";
import { evidenceOf } from "../../src/stories/evidence.js";
import { likeness, queryOf } from "../../src/stories/likeness.js";
import { addMember, emptyProfile } from "../../src/stories/profile.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { shippedTables } from "../../src/stories/tables.js";
import { createVocabulary } from "../../src/stories/vocabulary.js";
import { SHIPPED } from "../../src/stories/weights.js";
import { place, storyItem } from "./support.js";

const tables = shippedTables();
const FLOOD = "Dam bursts above Karlova valley, village of Ostrin flooded";
const STRIKE = "Ferry crews of Norvik walk out over night shifts, harbour idle";
const HOURS = ["dawn", "morning", "noon", "dusk"];

/** An index that was taught stories by their titles, four items each. */
function taught(stories: Record<string, { title: string; at: number | null }>) {
  const index = createStoryIndex({ tables });
  for (const [story, { title, at }] of Object.entries(stories)) {
    for (const [n, hour] of HOURS.entries()) {
      const item = storyItem({ title: `${title} at ${hour}`, at: at === null ? null : at + n });
      index.learn({ arrival: index.seen + 1, item, story, origin: "o" });
    }
  }
  return index;
}

test("two stories in the same words are one for a bare headline that fits both", () => {
  const index = taught({ elder: { title: FLOOD, at: null }, younger: { title: FLOOD, at: null } });
  expect(index.decide(storyItem({ title: FLOOD }))).toMatchObject({ story: "elder", merged: ["younger"] });
});

test("two stories in other words stay two, though a bare headline holds the words of both", () => {
  const index = taught({ elder: { title: FLOOD, at: null }, younger: { title: STRIKE, at: null } });
  const { merged } = index.decide(storyItem({ title: `${FLOOD}; ${STRIKE}` }));
  expect(merged).toBeUndefined();
});

test("a bare headline merges no story whose items have times", () => {
  const index = taught({ elder: { title: FLOOD, at: 0 }, younger: { title: FLOOD, at: 3_600_000 } });
  expect(index.decide(storyItem({ title: FLOOD })).merged).toBeUndefined();
});

test("the weights of items with a time or a text do not touch bare headlines", () => {
  const evidence = { ...SHIPPED.evidence, bias: -100 };
  const index = createStoryIndex({ tables, weights: { ...SHIPPED, evidence } });
  const stories = [FLOOD, `${FLOOD} at dawn`].map((title) => place(index, storyItem({ title })).story);
  const timed = [STRIKE, `${STRIKE} at dawn`].map((title, at) => place(index, storyItem({ title, at })).story);
  expect([new Set(stories).size, new Set(timed).size]).toEqual([1, 2]);
});

test.each([
  ["a time", { at: 1 }],
  ["a text", { text: "The wall gave way in the night after a week of rain, and the valley below was cleared." }],
])("an item with %s is no bare headline", (_, given) => {
  const vocabulary = createVocabulary(tables.background);
  const item = storyItem({ title: FLOOD, ...given });
  const bare = storyItem({ title: FLOOD });
  const queries = [item, bare].map((one) =>
    queryOf(vocabulary, vocabulary.read(evidenceOf(one, tables.glossary)), one.at),
  );
  expect(queries.map((query) => query.bare)).toEqual([false, true]);
});

/** What speaks for an item's belonging to the story of some titles, in a window that holds others too. */
function evidenceFor(title: string, own: string[], others: string[], remembered = 0) {
  const vocabulary = createVocabulary(tables.background);
  const [story, rest] = [own, others].map((titles, n) => {
    const profile = emptyProfile(`s${n}`);
    titles.forEach((one, i) => {
      const item = storyItem({ title: one });
      const reading = vocabulary.add(evidenceOf(item, tables.glossary));
      addMember(profile, {
        placed: { arrival: i + 1, item, story: profile.story, origin: "o" },
        reading,
        speaks: true,
      });
    });
    return profile;
  });
  const item = storyItem({ title });
  const query = queryOf(vocabulary, vocabulary.read(evidenceOf(item, tables.glossary)), item.at);
  const now = { arrival: 9, newStories: 0, remembered };
  return [story!, ...(others.length > 0 ? [rest!] : [])].map((profile) => likeness(query, profile, now));
}

test("a word that only one story has is more at home there than one that two share", () => {
  const [own] = evidenceFor("Ostrin flooded", [FLOOD, FLOOD], [STRIKE]);
  const [shared] = evidenceFor("Ostrin flooded", [FLOOD, FLOOD], [FLOOD, FLOOD]);
  expect(own!.home).toBeGreaterThan(shared!.home);
});

test("a headline is nowhere at home in a story that has none of its words", () => {
  const [, other] = evidenceFor("Ostrin flooded", [FLOOD], [STRIKE]);
  expect(other!.home).toBe(0);
});

test.each([
  [0, 1],
  [1_000, 0],
  [10_000, 0],
])("a window of %d items is young by %d", (remembered, young) => {
  const [values] = evidenceFor("Ostrin flooded", [FLOOD], [], remembered);
  expect(values!.youngWindow).toBeCloseTo(young, 10);
});

/** What one shared word counts against a join, in a window in which so many of twenty other items hold the word. */
function againstOneWord(holders: number): number {
  const others = Array.from(
    { length: 20 },
    (_, n) => `Weather station ${n} ${n < holders ? "Ostrin" : "Norvik"} opens`,
  );
  const [values] = evidenceFor("Ostrin harbour idle", ["Ostrin museum painted"], others, 21);
  return values!.onePiece;
}

test("a word that the desk sees in everything makes no event by itself, one that few items hold may", () => {
  expect(againstOneWord(20)).toBe(1);
  expect(againstOneWord(0)).toBeLessThan(0.2);
});

test("the more of the window's items hold the one shared word, the more it counts against a join", () => {
  const counts = [0, 3, 6, 9, 20].map(againstOneWord);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
});
