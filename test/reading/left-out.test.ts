import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLeftOut } from "../../src/reading/left-out.js";
import { createReadPage } from "../../src/reading/page.js";

const SENTENCE = "Cranes stand at the launch pad, and two trucks come and go between the hall and the rail yard. ";
const readPage = createReadPage();
const read = (html: string, explain = true) =>
  readPage({
    body: new TextEncoder().encode(html),
    contentType: "text/html; charset=utf-8",
    url: "https://a.example/1",
    explain,
  });
const article = (inner: string) =>
  `<html><head><title>Work seen</title></head><body><article><p>${SENTENCE.repeat(4)}</p>${inner}<p>${SENTENCE.repeat(4)}</p></article></body></html>`;

describe("what was left out of a page", () => {
  it.each([
    ["marked as newsletter", '<div class="newsletter"><p>Our letter of the week</p></div>'],
    ["caption", "<figure><img><figcaption>The pad in May</figcaption></figure>"],
    ["byline", "<p>By Ada Brook and Roy Tan</p>"],
    ["date", "<p>Updated 1:39 am EST, November 20, 2019</p>"],
    ["sign-up", "<p>Sign up for our newsletter to get it in your inbox.</p>"],
    ["leads to other pages", '<p><a href="/2">Read more: The pad of last year</a></p>'],
    ["label", "<p>Advertisement</p>"],
    ["credit of a picture", "<p>Photo: Ada Brook / Coast Daily</p>"],
  ])("is said with why: %s", (why, inner) => {
    const { leftOut, text } = read(article(inner));
    expect(leftOut?.map((one) => one.why)).toContain(why);
    for (const one of leftOut ?? []) expect(text).not.toContain(one.text);
  });
  it.each([
    ["navigation of the page", "<nav>NEVER</nav>"],
    ["navigation in the page's header", "<header><div><nav>NEVER</nav></div></header>"],
    ["navigation in a form", "<div><form><div><nav>NEVER</nav></div></form></div>"],
    ["a part with the role of navigation", '<div><p role="navigation">NEVER</p></div>'],
    ["a dialog", '<div><div role="dialog">NEVER</div></div>'],
    ["the page's foot", "<footer>NEVER</footer>"],
    ["what readers without scripts see", "<div><noscript>NEVER</noscript></div>"],
  ])("holds %s as navigation", (_, outside) => {
    const html = article("").replace("<body>", `<body>${outside}`);
    expect(read(html).leftOut).toContainEqual({ why: "navigation", text: "NEVER" });
  });
  it("holds an article's own foot not as navigation", () => {
    expect(read(article("<footer>The foot of it</footer>")).leftOut?.map((one) => one.why)).not.toContain("navigation");
  });
  it("holds what stands outside the article", () => {
    const html = article("").replace("</body>", "<aside><p>A shop of ours sells tea.</p></aside></body>");
    expect(read(html).leftOut).toContainEqual({ why: "outside the article", text: "A shop of ours sells tea." });
  });
  it("is not kept where nobody asks", () => {
    expect(read(article("<p>Advertisement</p>"), false)).not.toHaveProperty("leftOut");
  });
  it("changes nothing of the text", () => {
    const part = fc.constantFrom(
      "<p>By Ada Brook</p>",
      '<div class="related"><p>Others</p></div>',
      `<p>${SENTENCE}</p>`,
      "<h2>Comments</h2>",
      '<p><a href="/2">Read more: that</a></p>',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const html = article(parts.join(""));
        expect(read(html).text).toBe(read(html, false).text);
      }),
      { numRuns: 25 },
    );
  });
});

describe("the list", () => {
  it("notes a piece once, and nothing that lies inside it", () => {
    const { list, note } = createLeftOut();
    note("navigation", "Home News Sport");
    note("caption", "News");
    note("navigation", "Home  News Sport");
    expect(list).toEqual([{ why: "navigation", text: "Home News Sport" }]);
  });
  it("is bounded in pieces and in characters", () => {
    const { list, note } = createLeftOut();
    for (let at = 0; at < 1_000; at++) note("label", `${at} ${"x".repeat(1_000)}`);
    expect(list).toHaveLength(200);
    expect(Math.max(...list.map(({ text }) => text.length))).toBeLessThanOrEqual(201);
  });
});
