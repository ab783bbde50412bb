import fc from "fast-check";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { PageElement } from "../../src/reading/dom.js";
import { leanDocument } from "../../src/reading/lean-dom.js";
import { newsPage } from "./pages.js";

const pieces = [
  "<p>",
  "</p>",
  "<div class='a  b a'>",
  "</div>",
  "<svg class='a b'>",
  "<br>",
  "<b style='display: none'>",
];
const more = [
  "<template>",
  "<h1 CLASS=x>",
  "<i class=''>",
  "text &amp; text",
  "<!-- no -->",
  "<main hidden>",
  "</main>",
];
const soup = fc
  .array(fc.constantFrom(...pieces, ...more), { maxLength: 40 })
  .map((parts) => newsPage({ before: parts.join(" ") }));

interface LinkedElement extends PageElement {
  className: string;
  style: { display: string };
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  addEventListener(type: string, listener: () => void): void;
}
interface Linked {
  body: LinkedElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
const lean = (markup: string) => leanDocument(markup) as unknown as Linked;
const plain = (markup: string) => parseHTML(markup).document as unknown as Linked;
const outlined = (elements: Iterable<PageElement>) =>
  [...(elements as Iterable<LinkedElement>)].map(
    (one) => `${one.tagName} ${one.className} ${one.style.display} ${one.getAttribute("class")}`,
  );

describe("a lean document", () => {
  it("holds what linkedom makes of any markup", () => {
    fc.assert(
      fc.property(soup, (markup) => {
        expect(String(lean(markup))).toBe(String(plain(markup)));
      }),
    );
  });
  it.each(["p,br", "div", "svg,b,h1", "template,i", "[hidden],p", ".a"])(
    "finds what linkedom finds by %s",
    (selector) => {
      fc.assert(
        fc.property(soup, (markup) => {
          const [one, other] = [lean(markup), plain(markup)];
          expect(outlined(one.querySelectorAll(selector))).toEqual(outlined(other.querySelectorAll(selector)));
          expect(outlined(one.body.querySelectorAll(selector))).toEqual(
            outlined(other.body.querySelectorAll(selector)),
          );
        }),
      );
    },
  );
  it("lets classes be changed as linkedom does", () => {
    const change = ({ body }: Linked) => {
      for (const one of [body.querySelector("h1"), body.querySelector("main")] as LinkedElement[]) {
        one.className = " new  new\nclass ";
        one.setAttribute("class", `${one.className} more`);
      }
      body.querySelector("p")!.removeAttribute("class");
      return String(body);
    };
    const markup = newsPage({ before: '<p class="lead">One</p>' });
    expect(change(lean(markup))).toBe(change(plain(markup)));
    expect(change(lean(markup))).toContain('<h1 class="new class more">');
  });
  it("has nodes without tables of listeners, which cost more than all the rest", () => {
    expect(() => lean(newsPage()).body.addEventListener("click", () => {})).toThrow(TypeError);
  });
  it("is null where the markup has no root", () => {
    expect(leanDocument("")).toBeNull();
    expect(leanDocument("no mark at all")).toBeNull();
  });
});
