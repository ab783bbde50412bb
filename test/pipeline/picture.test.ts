/** Whose picture an alert shows; and that it is no part of what makes an item the one that it is, nor of an edit. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Feed, ParsedItem } from "../../src/model.js";
import { toAlert } from "../../src/pipeline/compose.js";
import { identifyItems } from "../../src/pipeline/identify.js";
import { sortKnown } from "../../src/pipeline/sort-items.js";
import type { StoryState } from "../../src/ports.js";

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

const anyReport = fc.tuple(fc.constantFrom("a", "b", "c"), fc.option(fc.constantFrom("one", "two", "three")));

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

type Report = StoryState["reports"][number];

/** A story of reports in order of arrival: origin, and whether the feed offered a picture. */
function pictureIn(...reports: [origin: string, url: string | null][]): string | undefined {
  const story = {
    id: "s1",
    mergedInto: null,
    watches: [],
    reports: reports.map(([origin, url], arrival) => ({
      item: `i${arrival}`,
      origin,
      arrival,
      publisher: "Wire",
      kind: "wire",
      title: "One line",
      text: "",
      hits: [],
      ...(url === null ? {} : { picture: { ...picture, url } }),
    })) as unknown as Report[],
  } as unknown as StoryState;
  return toAlert(story, { sentences: [], method: "lead" }).picture?.url;
}

test("an alert shows the picture of the first report", () => {
  expect(pictureIn(["a", "one"], ["b", "two"])).toBe("one");
});

test("an alert shows the next origin's picture where the first has none, and no reprint's", () => {
  expect(pictureIn(["a", null], ["a", "reprint"], ["b", "two"])).toBe("two");
  expect(pictureIn(["a", null], ["a", "reprint"])).toBeUndefined();
});

test("an alert keeps its picture whatever reports come later", () => {
  fc.assert(
    fc.property(fc.array(anyReport, { minLength: 1 }), fc.array(anyReport), (before, after) => {
      const shown = pictureIn(...before);
      if (shown !== undefined) expect(pictureIn(...before, ...after)).toBe(shown);
    }),
  );
});
