import { expect, test } from "vitest";
import { wholeNumbers } from "../../src/embedding/whole-numbers.js";
import type { Meaning, StoryItem } from "../../src/model.js";
import type { StoryIndex } from "../../src/ports.js";
import { createMeanings, meaningOdds } from "../../src/stories/meanings.js";
import { emptyProfile, type Profile } from "../../src/stories/profile.js";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { place, storyItem } from "./support.js";

const LENGTH = 64;

/** A direction of its own for each number, on top of what all vectors of the model share. */
function vector(direction: number, shared = 1.5, model = "m"): Meaning {
  const values = Array.from({ length: LENGTH }, (_, i) => shared + Math.sin((i + 1) * (direction + 1) * 1.7));
  return wholeNumbers(model, values)!;
}

function profileOf(...meanings: (Meaning | undefined)[]): Profile {
  const profile = emptyProfile("s1");
  profile.members = meanings.map((meaning, i) => {
    const item = storyItem({ title: `Report ${i}`, ...(meaning ? { meaning } : {}) });
    return { placed: { arrival: i + 1, item, story: "s1", origin: "o" }, reading: undefined as never, speaks: true };
  });
  return profile;
}

function knowing(count: number) {
  const meanings = createMeanings();
  for (let i = 0; i < count; i++) meanings.add(vector(i + 100));
  return meanings;
}

test("without a vector on either side nothing is known, and nothing counts", () => {
  const meanings = knowing(40);
  expect(meanings.likeness(undefined, profileOf(vector(1)))).toBeNull();
  expect(meanings.likeness(vector(1), profileOf(undefined))).toBeNull();
  expect(meaningOdds(null)).toBe(0);
});

test("a desk that has hardly any vectors yet does not judge by them", () => {
  expect(knowing(29).likeness(vector(1), profileOf(vector(1)))).toBeNull();
  expect(knowing(30).likeness(vector(1), profileOf(vector(1)))).toBeCloseTo(1);
});

test("vectors of two models, or of two lengths, are never compared", () => {
  const meanings = knowing(40);
  for (let i = 0; i < 40; i++) meanings.add(vector(i, 1.5, "other"));
  expect(meanings.likeness(vector(1, 1.5, "other"), profileOf(vector(1)))).toBeNull();
  expect(meanings.likeness(wholeNumbers("m", [1, 2, 3, 4, 5, 6, 7, 8])!, profileOf(vector(1)))).toBeNull();
});

test("what all vectors of a model share makes none of them alike", () => {
  const meanings = knowing(60);
  expect(meanings.likeness(vector(1), profileOf(vector(2)))).toBeLessThan(0.3);
});

test("a vector that leaves the window takes all that it said along, whatever the order", () => {
  const [one, other] = [knowing(40), createMeanings()];
  for (let i = 0; i < 15; i++) one.add(vector(i + 300));
  for (let i = 0; i < 15; i++) one.remove(vector(i + 300));
  for (let i = 39; i >= 0; i--) other.add(vector(i + 100));
  const profile = profileOf(vector(7), vector(8));
  expect(one.likeness(vector(9), profile)).toBe(other.likeness(vector(9), profile));
});

test("it counts two in log-odds at most, for or against", () => {
  expect([meaningOdds(1), meaningOdds(0.5), meaningOdds(-1)]).toEqual([2, 0, -2]);
});

const unrelated = (i: number): StoryItem =>
  storyItem({ title: `Bakery prize number ${i} for village ${i * 7}`, at: i * 1_000, meaning: vector(i + 100) });

function deskOf(count = 40): StoryIndex {
  const index = createStoryIndex();
  for (let i = 0; i < count; i++) place(index, unrelated(i));
  return index;
}

const AT = 50_000;
const first = (meaning?: Meaning) =>
  storyItem({
    id: "first",
    title: "Fire damages reactor building at the Karlova plant",
    at: AT,
    publisher: "A",
    ...(meaning ? { meaning } : {}),
  });
const second = (meaning?: Meaning) =>
  storyItem({
    id: "second",
    title: "Officials inspect Karlova hall after blaze",
    at: AT + 3_600_000,
    publisher: "B",
    ...(meaning ? { meaning } : {}),
  });

test("an item without a vector is decided as if there were no provider, whatever others have", () => {
  const [with_, without] = [deskOf(), createStoryIndex()];
  for (let i = 0; i < 40; i++) {
    const { meaning: _, ...bare } = unrelated(i);
    place(without, { ...bare, id: bare.id });
  }
  place(with_, first(vector(1)));
  place(without, first());
  const [a, b] = [with_.decide(second()), without.decide(second())];
  expect([a.score, a.change]).toEqual([b.score, b.change]);
});

test("a like vector raises the likeness of a story, an unlike one lowers it, and `why` names both", () => {
  const index = deskOf();
  place(index, first(vector(1)));
  const [like, none, unlike] = [vector(1), undefined, vector(2)].map((meaning) => index.decide(second(meaning)));
  expect(like!.score).toBeGreaterThan(none!.score);
  expect(unlike!.score).toBeLessThan(none!.score);
  expect(like!.evidence.join("\n")).toContain("by meaning (embedding) 1.00 alike, which speaks for it with 2.0");
  expect(unlike!.evidence.join("\n")).toMatch(/by meaning \(embedding\) -?0\.\d\d alike, which speaks against it/);
  expect(none!.evidence.join("\n")).not.toContain("embedding");
});

test("a vector alone joins nothing", () => {
  const index = deskOf();
  place(index, first(vector(1)));
  const other = storyItem({ title: "Orchestra opens its season in Ostrin", at: AT + 1_000, meaning: vector(1) });
  expect(index.decide(other).change).toBe("opened");
});
