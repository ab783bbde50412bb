/** An item's picture is no part of what makes it the item that it is, nor of what makes an edit. */
import { expect, test } from "vitest";
import type { Feed, ParsedItem } from "../../src/model.js";
import { identifyItems } from "../../src/pipeline/identify.js";
import { sortKnown } from "../../src/pipeline/sort-items.js";

const feed = { id: "wire", publisher: "Wire", family: null, kind: "wire", language: null } as Feed;
const picture = { url: "https://img.wire.example/a.jpg", alt: null, width: null, height: null };
const parsed: ParsedItem = {
  guid: "1",
  url: "https://wire.example/1",
  title: "One line",
  text: "Words.",
  author: null,
  publishedAt: null,
  updatedAt: null,
  language: null,
};

const identified = (part: Partial<ParsedItem>) => identifyItems(feed, [{ ...parsed, ...part }])[0]!;

test("an item has the same id and identities with a picture, without and with another", () => {
  const { picture: kept, ...shown } = identified({ picture });
  expect(kept).toEqual(picture);
  expect(identified({})).toEqual(shown);
});

test("a known item that comes with another picture is neither new nor revised", () => {
  const { id, title, text, identities } = identified({ picture });
  const again = identified({ picture: { ...picture, url: "https://img.wire.example/b.jpg" } });
  expect(sortKnown([again], [{ id, title, text, identities }])).toEqual({ fresh: [], revised: [], identities: [] });
});
