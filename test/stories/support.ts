import type { Placement, StoryItem } from "../../src/model.js";
import { placedFrom } from "../../src/pipeline/group.js";
import type { StoryIndex } from "../../src/ports.js";

let made = 0;

/** An item with a title; everything else is absent unless given. */
export function storyItem(given: Partial<StoryItem> & { title: string }): StoryItem {
  made += 1;
  return {
    id: `item-${made}`,
    text: "",
    url: null,
    publisher: null,
    family: null,
    kind: null,
    language: null,
    at: null,
    ...given,
  };
}

/** Decides and learns, as the stage does. */
export function place(index: StoryIndex, item: StoryItem): Placement {
  const placement = index.decide(item);
  index.learn(placedFrom(index.seen + 1, item, placement));
  return placement;
}
