import fc from "fast-check";
import { expect, test } from "vitest";
import { evidenceOf } from "../../src/stories/evidence.js";
import { addMember, emptyProfile, removeMember } from "../../src/stories/profile.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { shippedTables } from "../../src/stories/tables.js";
import { createVocabulary, rootOf } from "../../src/stories/vocabulary.js";
import { storyItem } from "./support.js";

const tables = shippedTables();

/** A window with these stories, each so many items of one title; and the rarity of a word in it. */
function windowOf(stories: { title: string; items: number }[]) {
  const vocabulary = createVocabulary(tables.background);
  const placed = stories.flatMap(({ title, items }, n) => {
    const profile = emptyProfile(`s${n}`);
    return Array.from({ length: items }, (_, i) => {
      const item = storyItem({ title });
      const reading = vocabulary.add(evidenceOf(item, tables.glossary));
      const member = { placed: { arrival: i + 1, item, story: profile.story, origin: "o" }, reading, speaks: true };
      addMember(profile, member);
      return { profile, member };
    });
  });
  const termOf = (word: string) => {
    const { terms } = vocabulary.read(evidenceOf(storyItem({ title: word }), tables.glossary));
    return terms[0]!;
  };
  return { vocabulary, placed, termOf };
}

test("what one large story repeats stays telling when rarity is counted over stories", () => {
  const { vocabulary, termOf } = windowOf([{ title: "Karlova flooded", items: 300 }]);
  const term = termOf("Karlova");
  expect(vocabulary.idfOverStories(term)).toBeGreaterThan(vocabulary.idf(term) + 2);
});

test("a word in many stories is more common than one that one story says as often", () => {
  const many = Array.from({ length: 100 }, () => ({ title: "Karlova flooded", items: 1 }));
  const spread = windowOf(many);
  const gathered = windowOf([{ title: "Karlova flooded", items: 100 }]);
  const rarity = ({ vocabulary, termOf }: typeof spread) => vocabulary.idfOverStories(termOf("Karlova"));
  expect(rarity(spread)).toBeLessThan(rarity(gathered));
});

test("an item that is taken out leaves no trace in the counts over stories", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sizes, (items) => {
      const { vocabulary, placed, termOf } = windowOf(
        items.map((count) => ({ title: "Karlova flooded", items: count })),
      );
      const fresh = windowOf([{ title: "Ostrin dry", items: 1 }]);
      const other = storyItem({ title: "Ostrin dry" });
      const reading = vocabulary.add(evidenceOf(other, tables.glossary));
      addMember(emptyProfile("kept"), {
        placed: { arrival: 1, item: other, story: "kept", origin: "o" },
        reading,
        speaks: true,
      });
      for (const { profile, member } of placed) {
        removeMember(profile, member);
        vocabulary.remove(member.reading);
      }
      const kept = vocabulary.idfOverStories(termOf("Ostrin"));
      expect(kept).toBe(fresh.vocabulary.idfOverStories(fresh.termOf("Ostrin")));
    }),
    { numRuns: 30 },
  );
});

test("the root of a count is taken in whole hundredths", () => {
  expect([0, 1, 2, 4, 100].map(rootOf)).toEqual([0, 100, 141, 200, 1000]);
});

test("bare headlines are placed alike by an index that learned the last window alone", () => {
  const whole = createStoryIndex({ tables, windowItems: 20 });
  const late = createStoryIndex({ tables, windowItems: 20 });
  const titles = Array.from({ length: 60 }, (_, i) => `Report ${i % 9} on reactor ${i % 5} and harbour ${i % 7} works`);
  titles.forEach((title, i) => {
    const item = storyItem({ title: `${title}${" again".repeat(i % 3)}` });
    const { story, origin, merged } = whole.decide(item);
    const placed = { arrival: i + 1, item, story, origin, ...(merged === undefined ? {} : { merged }) };
    whole.learn(placed);
    if (i >= titles.length - 20) late.learn(placed);
  });
  const next = storyItem({ title: "Report 3 on reactor 4 and harbour 2 works once more" });
  expect(late.decide(next)).toEqual(whole.decide(next));
});
