import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FEED_FIELDS, ITEM_FIELDS } from "../../src/parsing/fields.js";
import { mapFields } from "../../src/parsing/map-fields.js";
import type { RawDocument } from "../../src/parsing/raw.js";

const documentOf = (feed: [string, string][], items: [string, string][][]): RawDocument => ({
  format: "RSS 2.0",
  feed: new Map(feed),
  items: items.map((item) => new Map(item)),
});

test("rss-parser gives each field back under the name that went in", () => {
  const mapped = mapFields(
    documentOf(
      [["title", "Paper"]],
      [
        [
          ["dc:date", "2026-03-04"],
          ["@href", ""],
        ],
        [["text", "second"]],
      ],
    ),
  );
  expect(mapped.feed).toMatchObject({ title: "Paper" });
  expect(mapped.items).toEqual([
    expect.objectContaining({ "dc:date": "2026-03-04", "@href": "" }),
    expect.objectContaining({ text: "second" }),
  ]);
});

test("what only the reading needs is not mapped, nor is a guid's kind beside a link", () => {
  const [item] = mapFields(
    documentOf(
      [],
      [
        [
          ["%link", "5"],
          ["link", "https://paper.example/1"],
          ["@permalink", "false"],
        ],
      ],
    ),
  ).items;
  expect(item).toEqual({ link: "https://paper.example/1" });
});

test("an item without any field stays an item", () => {
  expect(mapFields(documentOf([], [[], [["title", "x"]]])).items).toEqual([{}, { title: "x" }]);
});

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", " ", "a < b & c", "]]>", "</entry>", "<![CDATA[x]]>", "&amp;", "\u0000", "\ud800", "13 Foo 2026"),
);
const fieldsOf = (names: Iterable<string>) =>
  fc.array(fc.tuple(fc.constantFrom(...names, "@permalink", "@base", "picture", "text"), text), { maxLength: 8 });

test("whatever a field holds comes back as it went in, and no field of one item shows in another", () => {
  fc.assert(
    fc.property(
      fieldsOf(FEED_FIELDS.keys()),
      fc.array(fieldsOf(ITEM_FIELDS.keys()), { maxLength: 4 }),
      (feed, items) => {
        const document = documentOf(feed, items);
        const mapped = mapFields(document);
        const known = new Set([...FEED_FIELDS.keys(), ...ITEM_FIELDS.keys(), "@permalink", "@base", "picture", "text"]);
        const told = (fields: Record<string, unknown>) =>
          Object.fromEntries(Object.entries(fields).filter(([name]) => known.has(name)));
        const given = (fields: Map<string, string>) => {
          const { "@permalink": permalink, ...rest } = Object.fromEntries(fields);
          return permalink === undefined || fields.has("link") ? rest : { ...rest, "@permalink": permalink };
        };
        expect(told(mapped.feed)).toEqual(given(document.feed));
        expect(mapped.items.map(told)).toEqual(document.items.map(given));
      },
    ),
  );
});
