import { expect, test } from "vitest";
import { createStoryIndex } from "../../src/stories/story-index.js";
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
