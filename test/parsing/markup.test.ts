import fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf, createMarks, nameEnd, startsName, tagEnd } from "../../src/parsing/markup.js";
import { piecesOf, sliceOf } from "../../src/parsing/slice.js";

const attributes = (tag: string) => Object.fromEntries(attributesOf(tag));
const end = (text: string) => tagEnd(text, 1, createMarks(text).close);
const slice = (text: string, name = "title", items?: string) => {
  const marks = createMarks(text);
  if (items !== undefined) marks.nameItems(items);
  const from = text.indexOf(">") + 1;
  const found = sliceOf(text, name, from, marks);
  return [text.slice(from, found.end), text.slice(found.next)];
};

test("attributes are read in quotes of either kind and without any", () => {
  expect(attributes(` a="1" b = '2' c=3 d e="x > y"`)).toEqual({ a: "1", b: "2", c: "3", e: "x > y" });
});

test("names of attributes are in lower case, and the first of a name counts", () => {
  expect(attributes(' HREF="1" href="2"')).toEqual({ href: "1" });
});

test("attributes beyond the cap are ignored", () => {
  const many = Array.from({ length: 80 }, (_, i) => `a${i}="1"`).join(" ");
  expect(attributesOf(many).size).toBe(50);
});

test.each([
  ["<a>", 2],
  ['<a b="x > y">', 12],
  ["<a b='x > y'>", 12],
  ['<a b="x > y', 8],
  ["<a b=x>", 6],
  ["<a b", -1],
])("the tag %s ends at %d", (text, at) => {
  expect(end(text)).toBe(at);
});

test("a name ends at space, slash or bracket", () => {
  expect(["<ab c", "<ab/>", "<ab>", "<ab<", "<ab"].map((text) => nameEnd(text, 1))).toEqual([3, 3, 3, 3, 3]);
});

test("a name begins with a letter, in any script, not with a digit", () => {
  expect([..."aZ_й한3- "].map((one) => startsName(one.charCodeAt(0)))).toEqual([
    ...[true, true, true, true, true],
    ...[false, false, false],
  ]);
});

test("content ends at its own end tag", () => {
  expect(slice("<title>one</title>rest")).toEqual(["one", "rest"]);
});

test("an end tag of a longer name is not its own", () => {
  expect(slice("<title>one</titles>two</title >rest")).toEqual(["one</titles>two", "rest"]);
});

test("an end tag inside CDATA is content", () => {
  expect(slice("<title><![CDATA[</title>]]></title>rest")).toEqual(["<![CDATA[</title>]]>", "rest"]);
});

test("content without an end tag ends at the next field", () => {
  expect(slice("<title>one<link>two</link>")).toEqual(["one", "<link>two</link>"]);
});

test("content whose end tag lies in the next item ends in its own", () => {
  expect(slice("<title>one</item><item><title>two</title>", "title", "item")).toEqual([
    "one",
    "</item><item><title>two</title>",
  ]);
});

test("an item's tag inside CDATA does not end the content", () => {
  expect(slice("<title><![CDATA[<item>]]> on</title>rest", "title", "item")).toEqual(["<![CDATA[<item>]]> on", "rest"]);
});

test("content of a document that is cut short is what is there", () => {
  expect(slice("<title>one")).toEqual(["one", ""]);
});

test("pieces tell CDATA from what holds references", () => {
  expect(piecesOf("a <![CDATA[b]]>c<![CDATA[d")).toEqual([
    { text: "a ", literal: false },
    { text: "b", literal: true },
    { text: "c", literal: false },
    { text: "d", literal: true },
  ]);
});

test("marks that are asked for in growing places answer as indexOf does", () => {
  const texts = fc.array(fc.constantFrom("<", ">", "<item>", "</item>", "<items>", "]]>", "x"), { maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.array(fc.nat(300)), (parts, places) => {
      const text = parts.join("");
      const marks = createMarks(text);
      marks.nameItems("item");
      for (const from of places.toSorted((a, b) => a - b)) {
        expect(marks.open(from)).toBe(text.indexOf("<", from));
        expect(marks.cdataEnd(from)).toBe(text.indexOf("]]>", from));
        const edge = text.slice(from).search(/<\/?item(?!s)/);
        expect(marks.itemEdge(from)).toBe(edge === -1 ? -1 : from + edge);
      }
    }),
  );
});
