import { expect, test } from "vitest";
import { createStoryIndex } from "../../src/stories/story-index.js";
import { SHIPPED } from "../../src/stories/weights.js";
import { place, storyItem } from "./support.js";

test("the first item opens a story", () => {
  const placement = place(createStoryIndex(), storyItem({ title: "Rocket engine tested at the western launch site" }));
  expect(placement.change).toBe("opened");
});

test("the same address again repeats its story", () => {
  const index = createStoryIndex();
  const first = place(index, storyItem({ title: "One headline of the desk", url: "https://p.example/x" }));
  const again = place(
    index,
    storyItem({ title: "Another wording entirely", url: "https://www.p.example/x?utm_source=r" }),
  );
  expect(again).toMatchObject({ story: first.story, origin: first.origin, change: "repeated" });
});

test("the same title at another publisher grows its story", () => {
  const index = createStoryIndex();
  const title = "Satellite images show new tunnels at the test site";
  const first = place(index, storyItem({ title, publisher: "a" }));
  expect(place(index, storyItem({ title, publisher: "b" }))).toMatchObject({ story: first.story, change: "grown" });
});

test("to decide changes nothing", () => {
  const index = createStoryIndex();
  const item = storyItem({ title: "A launch was detected off the coast" });
  expect(index.decide(item)).toEqual(index.decide(item));
  expect(index.seen).toBe(0);
});

test("what is older than the window is forgotten", () => {
  const index = createStoryIndex({ windowItems: 1 });
  place(index, storyItem({ title: "The very first report of all", url: "https://p.example/1" }));
  place(index, storyItem({ title: "Something else entirely now", url: "https://p.example/2" }));
  expect(index.decide(storyItem({ title: "First once more", url: "https://p.example/1" })).change).toBe("opened");
});

const launch = "North Korea fires ballistic missile toward the Yellow Sea, Seoul military says";
const day = 86_400_000;

test("another wording of one event joins its story", () => {
  const index = createStoryIndex();
  const first = place(index, storyItem({ title: launch, publisher: "a", at: 0 }));
  const title = "Seoul: North Korea fired a ballistic missile into the Yellow Sea on Tuesday";
  expect(place(index, storyItem({ title, publisher: "b", at: 3_600_000 }))).toMatchObject({ story: first.story });
});

test("the same words weeks later are another story", () => {
  const index = createStoryIndex();
  const first = place(index, storyItem({ title: launch, publisher: "a", at: 0 }));
  const later = place(index, storyItem({ title: launch, publisher: "a", at: 30 * day }));
  expect(later.story).not.toBe(first.story);
});

test("one event in two languages is one story", () => {
  const index = createStoryIndex();
  const korean = place(
    index,
    storyItem({ title: '北, 서해로 탄도미사일 발사…합참 "80km 비행"', language: "ko", at: 0 }),
  );
  const english = storyItem({
    title: "North Korea fires ballistic missile into Yellow Sea: JCS",
    language: "en",
    at: 60_000,
  });
  expect(place(index, english).story).toBe(korean.story);
});

test("an unrelated item opens its own story", () => {
  const index = createStoryIndex();
  const first = place(index, storyItem({ title: launch, at: 0 }));
  const other = place(index, storyItem({ title: "Central bank holds interest rates as inflation slows", at: 1_000 }));
  expect(other).toMatchObject({ change: "opened" });
  expect(other.story).not.toBe(first.story);
});

test("a placement says what is in common and where the threshold lies", () => {
  const index = createStoryIndex();
  place(index, storyItem({ title: launch, at: 0 }));
  const { evidence } = index.decide(storyItem({ title: `${launch}, condemns it`, at: 1_000 }));
  expect(evidence.join("\n")).toMatch(/threshold 0\.50[\s\S]*in common: /);
});

test("an index that learned the last window alone decides like one that learned everything", () => {
  const titles = Array.from({ length: 60 }, (_, i) => `Report ${i % 9} on reactor ${i % 5} and harbour ${i % 7} works`);
  const items = titles.map((title, i) => storyItem({ title, at: i * 1_000_000, publisher: `p${i % 4}` }));
  const whole = createStoryIndex({ windowItems: 20 });
  const late = createStoryIndex({ windowItems: 20 });
  items.forEach((item, i) => {
    const { story, origin, merged } = whole.decide(item);
    const placed = { arrival: i + 1, item, story, origin, ...(merged === undefined ? {} : { merged }) };
    whole.learn(placed);
    if (i >= items.length - 20) late.learn(placed);
  });
  const next = storyItem({ title: "Report 3 on reactor 4 and harbour 2 works", at: 61_000_000, publisher: "p9" });
  expect(late.decide(next)).toEqual(whole.decide(next));
});

test("merged stories take what comes under the elder's name", () => {
  const index = createStoryIndex();
  const a = place(index, storyItem({ title: "Tunnel digging resumes at the northern test site", at: 0 }));
  const b = place(index, storyItem({ title: "Ferry sinks in heavy weather off the southern cape", at: 1 }));
  index.merge(b.story, a.story);
  const more = index.decide(storyItem({ title: "Ferry sinks off the southern cape in heavy weather", at: 2 }));
  expect(more.story).toBe(a.story);
});

test("items that are split off take what is like them along", () => {
  const index = createStoryIndex();
  const tunnel = storyItem({ title: "Tunnel digging resumes at the northern test site", at: 0 });
  const ferry = storyItem({ title: "Ferry sinks in heavy weather off the southern cape", at: 1 });
  index.learn({ arrival: 1, item: tunnel, story: "s1", origin: "o1" });
  index.learn({ arrival: 2, item: ferry, story: "s1", origin: "o2" });
  index.split("s1", [ferry.id], "s2");
  expect(index.decide(storyItem({ title: "Ferry sinks off the southern cape in heavy weather", at: 2 })).story).toBe(
    "s2",
  );
  expect(index.decide(storyItem({ title: "Tunnel digging at the northern test site resumes", at: 2 })).story).toBe(
    "s1",
  );
});

test("two countries in common make no story across languages", () => {
  const index = createStoryIndex();
  place(index, storyItem({ title: "미국, 러시아와 곡물 협정 체결", language: "ko", at: 0 }));
  const other = storyItem({ title: "Russia beats United States in ice hockey final", language: "en", at: 60_000 });
  expect(index.decide(other).change).toBe("opened");
});

test("an item that shows two stories to be one merges the younger into the elder", () => {
  const index = createStoryIndex();
  const learn = (title: string, story: string) =>
    index.learn({ arrival: index.seen + 1, item: storyItem({ title }), story, origin: "o" });
  for (const n of ["dawn", "morning", "noon"])
    learn(`Dam bursts above Karlova valley, village of Ostrin flooded at ${n}`, "elder");
  for (const n of ["rescue", "army", "boats"])
    learn(`Dam bursts above Karlova valley, village of Ostrin flooded, ${n} sent`, "younger");
  const bridge = storyItem({ title: "Dam bursts above Karlova valley, village of Ostrin flooded" });
  const placement = index.decide(bridge);
  expect(placement).toMatchObject({ story: "elder", merged: ["younger"] });
  index.learn({ arrival: 7, item: bridge, story: "elder", origin: "o", merged: ["younger"] });
  expect(
    index.decide(storyItem({ title: "Ostrin flooded: boats sent after dam bursts above Karlova valley" })).story,
  ).toBe("elder");
});

test("weights of one's own decide instead of those that ship", () => {
  const titles = ["Ferry sinks off the southern cape", "Ferry sinks off southern cape, crew safe"];
  const storiesWith = (bias: number) => {
    const index = createStoryIndex({ weights: { ...SHIPPED, bare: { ...SHIPPED.bare, bias } } });
    return new Set(titles.map((title) => place(index, storyItem({ title })).story)).size;
  };
  expect([storiesWith(SHIPPED.bare.bias ?? 0), storiesWith(-100)]).toEqual([1, 2]);
});
