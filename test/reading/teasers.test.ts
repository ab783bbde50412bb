import { describe, expect, it } from "vitest";
import { createReadPage } from "../../src/reading/page.js";
import { bytes, newsPage, paragraphs, SENTENCES } from "./pages.js";

const readPage = createReadPage();
const read = (html: string, explain = false) =>
  readPage({ body: bytes(html), contentType: "text/html; charset=utf-8", url: "https://coast.example/1", explain });
const BRIEF = SENTENCES.slice(0, 2);
const teaser = (at: number) =>
  `<div class="item"><h3><a href="/t${at}">Council ${at} votes on its road</a></h3><p>The council of district ${at} voted on Tuesday to widen the road past the old station, although many neighbours had asked for trees.</p></div>`;
const teasers = (count: number) => Array.from({ length: count }, (_, at) => teaser(at)).join("\n");
const page = (body: string) =>
  `<!doctype html><html><head><title>Crane seen - Coast Daily</title></head><body>${body}</body></html>`;

describe("a short report above twelve teasers", () => {
  it.each([
    ["in an article of its own", `<article><h1>Crane seen</h1>${paragraphs(BRIEF)}</article><div>${teasers(12)}</div>`],
    [
      "in a block of its own",
      `<div><h1>Crane seen</h1>${paragraphs(BRIEF)}</div><div class="list">${teasers(12)}</div>`,
    ],
    ["in the same block", `<div><h1>Crane seen</h1>${paragraphs(BRIEF)}<h2>More from today</h2>${teasers(12)}</div>`],
    [
      "in links that hold the whole teaser",
      `<div><h1>Crane seen</h1>${paragraphs(BRIEF)}</div><div>${teasers(12)
        .replaceAll(/<h3>(<a [^>]*>)/g, "$1<h3>")
        .replaceAll("</a></h3>", "</h3>")
        .replaceAll("</p></div>", "</p></a></div>")}</div>`,
    ],
  ])("is read without them, %s", (_, body) => {
    expect(read(page(`<main>${body}</main>`)).text).toBe(BRIEF.join("\n\n"));
  });
  it("tells them among what is left out", () => {
    const { leftOut } = read(page(`<main><div>${paragraphs(BRIEF)}</div><div>${teasers(4)}</div></main>`), true);
    expect(leftOut!.filter(({ why }) => why === "list of other pages")).toHaveLength(4);
  });
});

describe("what only looks like a list of teasers", () => {
  it("stays when it is all that the page has", () => {
    const { text } = read(page(`<main><h1>The day in short</h1>${teasers(6)}</main>`));
    expect(text).toContain("The council of district 5 voted");
  });
  it("stays when its parts are as long as those of an article", () => {
    const part = (at: number) =>
      `<div class="part"><h2><a href="#p${at}">Part ${at}</a></h2>${paragraphs(SENTENCES)}</div>`;
    const { text } = read(
      page(`<main><article>${paragraphs(BRIEF)}${[1, 2, 3, 4].map(part).join("")}</article></main>`),
    );
    expect(text.split(SENTENCES[5]!)).toHaveLength(5);
  });
  it("stays when there are few of them", () => {
    const { text } = read(newsPage({ inside: teasers(2) }));
    expect(text).toContain("The council of district 1 voted");
  });
  it("stays when its headings are no links", () => {
    const parts = teasers(5).replaceAll(/<a [^>]*>|<\/a>/g, "");
    expect(read(newsPage({ inside: parts })).text).toContain("The council of district 4 voted");
  });
});

it("the heading of a page is left out of its text though the title is another", () => {
  const html = page(`<main><article><h1>A crane stands at the tower again</h1>${paragraphs()}</article></main>`);
  expect(read(html).text.startsWith(SENTENCES[0]!)).toBe(true);
});

it("thousands of linked headings in thousands of nested blocks do not hold a page up", () => {
  const deep = `${"<div>".repeat(3_000)}${"<h3><a href='/x'>Elsewhere</a></h3>".repeat(3_000)}`;
  expect(() => read(page(`${deep}<p>${SENTENCES[0]}</p>`))).not.toThrow();
});
