import { expect, test } from "vitest";
import type { NewItem } from "../../src/model.js";
import { hitsOf, hitsOfAll } from "../../src/pipeline/match-item.js";
import { matcherOf } from "../matching/support.js";

const matcher = matcherOf("watches: [Sohae]");
const item = (id: number, text: string) => ({ id: String(id), title: "At Sohae", text, language: null }) as NewItem;

test("many items have the hits that each has alone, in their order", async () => {
  const items = [item(1, "quiet"), item(2, "Sohae again"), { ...item(3, ""), title: "Elsewhere" }];
  expect(await hitsOfAll(matcher, items)).toEqual(items.map((one) => hitsOf(matcher, one)));
});

test("others have their turn while a document of much text is matched", async () => {
  const items = Array.from({ length: 10 }, (_, id) => item(id, "word ".repeat(10_000)));
  let turns = 0;
  let done = false;
  const count = () => {
    turns++;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  await hitsOfAll(matcher, items);
  done = true;
  expect(turns).toBeGreaterThanOrEqual(3);
});
