import { expect, test } from "vitest";
import { createNamespaces } from "../../src/parsing/namespaces.js";

const ATOM = "http://www.w3.org/2005/Atom";
const of = (root: string, attributes: Record<string, string> = {}) =>
  createNamespaces(root, new Map(Object.entries(attributes)));

test("names of the root's own namespace stand without a prefix, whatever the prefix is", () => {
  const { resolve } = of("x:feed", { "xmlns:x": ATOM });
  expect(resolve("x:Title")).toBe("title");
});

test("a root in a namespace that nobody knows is taken for what it is called", () => {
  expect(of("feed", { xmlns: "http://example.com/new#" }).resolve("title")).toBe("title");
});

test("Atom's elements in RSS keep their prefix, under whatever name it was declared", () => {
  const { resolve } = of("rss", { "xmlns:a10": ATOM, "xmlns:atom": ATOM });
  expect([resolve("a10:link"), resolve("atom:link"), resolve("link")]).toEqual(["atom:link", "atom:link", "link"]);
});

test("a prefix that was never declared means what it is called", () => {
  const { resolve } = of("rss");
  expect([resolve("dc:date"), resolve("content:encoded"), resolve("foo:title")]).toEqual([
    "dc:date",
    "content:encoded",
    "?title",
  ]);
});

test("a known namespace is known with another scheme, case or ending", () => {
  const { resolve } = of("rss", { "xmlns:d": "HTTPS://purl.org/dc/elements/1.1" });
  expect(resolve("d:creator")).toBe("dc:creator");
});

test("an element of a foreign namespace is marked as such", () => {
  expect(of("rss", { "xmlns:y": "urn:other" }).resolve("y:title")).toBe("?title");
});

test("RSS 1.0's elements in RDF stand without a prefix", () => {
  const { resolve } = of("rdf:RDF", {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:rss": "http://purl.org/rss/1.0/",
  });
  expect(resolve("rss:item")).toBe("item");
});

test("Atom's elements under a root of no namespace are the feed's own", () => {
  expect(of("feed", { "xmlns:atom": ATOM }).resolve("atom:entry")).toBe("entry");
});

test("what an element declares holds inside it and ends with it", () => {
  const namespaces = of("rss", { "xmlns:p": "urn:other" });
  const leave = namespaces.enter(new Map([["xmlns:p", "http://purl.org/dc/elements/1.1/"]]));
  expect(namespaces.resolve("p:date")).toBe("dc:date");
  leave();
  expect(namespaces.resolve("p:date")).toBe("?date");
});
