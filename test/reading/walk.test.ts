import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageDocument, PageElement } from "../../src/reading/dom.js";
import { leanDocument } from "../../src/reading/lean-dom.js";
import { elementsNamed, elementsWhere, hasText, isBeyond } from "../../src/reading/walk.js";

type Selecting = PageElement & { querySelectorAll(selector: string): Iterable<PageElement> };
const page = (inside: string) => leanDocument(`<html><body>${inside}</body></html>`) as PageDocument;
const body = (inside: string) => page(inside).body as Selecting;
const soup = fc
  .array(fc.constantFrom("<div>", "</div>", "<p>", "</p>", "<br>", "<i id=a>", "</i>", " ", "word"), { maxLength: 60 })
  .map((parts) => parts.join(""));

describe("walking through a page", () => {
  it("meets every element once, in the page's order", () => {
    fc.assert(
      fc.property(soup, (inside) => {
        const root = body(inside);
        expect(elementsWhere(root, () => true)).toEqual([...root.querySelectorAll("*")]);
      }),
    );
  });
  it("tells whether there is so much text as the text itself does", () => {
    fc.assert(
      fc.property(soup, fc.integer({ min: 1, max: 30 }), (inside, chars) => {
        const root = body(inside);
        expect(hasText(root, chars)).toBe((root.textContent ?? "").trim().length >= chars);
      }),
    );
  });
  it("counts elements as they are", () => {
    fc.assert(
      fc.property(soup, (inside) => {
        const root = body(inside);
        const elements = [...root.querySelectorAll("*")].length + 1;
        expect(isBeyond(root, { most: elements, deepest: 100 })).toBe(false);
        expect(isBeyond(root, { most: elements - 1, deepest: 100 })).toBe(true);
      }),
    );
  });
  it("finds names in capitals too, as Readability makes them", () => {
    const { body: root } = page("<p>One</p>") as unknown as { body: HTMLLike };
    root.appendChild(root.ownerDocument.createElement("P"));
    expect(elementsNamed(root, new Set(["P"]))).toHaveLength(2);
  });
  it("leaves the root out and stays below it", () => {
    const [first] = elementsNamed(body("<div><p>One</p></div><p>Two</p>"), new Set(["DIV"]));
    expect(elementsNamed(first!, new Set(["DIV", "P"])).map((one) => one.textContent)).toEqual(["One"]);
  });
  it("does not look into templates", () => {
    expect(elementsNamed(body("<template><p>One</p></template><p>Two</p>"), new Set(["P"]))).toHaveLength(1);
  });
  it("finds nothing under nothing", () => {
    expect(elementsNamed(null, new Set(["P"]))).toEqual([]);
  });
});

interface HTMLLike extends PageElement {
  appendChild(element: PageElement): void;
  ownerDocument: { createElement(name: string): PageElement };
}

describe("the depth of a page", () => {
  const nested = (levels: number) => body(`${"<div>".repeat(levels)}x${"</div>".repeat(levels)}`);

  it("is bounded by the deepest of its elements", () => {
    expect(isBeyond(nested(20), { most: 1_000, deepest: 21 })).toBe(false);
    expect(isBeyond(nested(21), { most: 1_000, deepest: 21 })).toBe(true);
  });
  it("is that of the deepest branch, not the sum of all", () => {
    expect(isBeyond(body("<div><p>a</p></div>".repeat(50)), { most: 1_000, deepest: 5 })).toBe(false);
  });
});
