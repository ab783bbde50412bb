import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { PageDocument } from "../../src/reading/dom.js";
import { leanDocument } from "../../src/reading/lean-dom.js";
import { newsPage } from "./pages.js";

const markup = newsPage({
  head: '<meta name="author" content="Ada Brook">',
  inside: `<p CLASS="lead  lead first" hidden style="color: red">A &amp; B<br>C<!-- D --></p><svg><path d="M0"/></svg>`,
});

describe("a lean document", () => {
  it("holds what linkedom makes of the markup", () => {
    expect(String(leanDocument(markup))).toBe(String(parseHTML(markup).document));
  });
  it("has nodes without tables of listeners, which cost more than all the rest", () => {
    const { body } = leanDocument(markup) as PageDocument & { body: EventTarget };
    expect(() => body.addEventListener("click", () => {})).toThrow(TypeError);
  });
  it("is null where the markup has no root", () => {
    expect(leanDocument("")).toBeNull();
    expect(leanDocument("no mark at all")).toBeNull();
  });
});
