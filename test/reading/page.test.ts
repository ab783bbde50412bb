import { describe, expect, it } from "vitest";
import { createReadPage, MAX_PAGE_BYTES } from "../../src/reading/page.js";
import { bytes, newsPage, type PageParts, paragraphs, SENTENCES } from "./pages.js";

const readPage = createReadPage();
const url = "https://coast.example/world/crane";
const read = (html: string, contentType: string | null = null) => readPage({ body: bytes(html), contentType, url });
const textOf = (parts: PageParts) => read(newsPage(parts)).text;

describe("the text of a page", () => {
  it("is the paragraphs of the article, parted by empty lines", () => {
    expect(textOf({})).toBe(SENTENCES.join("\n\n"));
  });
  it.each([
    ["html and body", paragraphs()],
    ["a body, behind a broken head", `<html><head><title>Crane</title><div>${paragraphs()}</div>`],
    ["an end to anything", `<html><body><article><h1>Crane</h1><div>${paragraphs()}`],
  ])("is found in markup without %s", (_, html) => {
    expect(read(html).text).toContain(SENTENCES.slice(1, 4).join("\n\n"));
  });
  it.each([
    ["a caption", { inside: '<figure><img src="a.jpg"><figcaption>The tower in spring</figcaption></figure>' }],
    ["a credit", { inside: "<p>Photo: Ada Brook / Coast Daily</p>" }],
    ["a byline", { before: '<p class="byline">By Ada Brook</p>' }],
    ["a byline without a mark", { before: "<p>By Ada Brook and Roy Tan</p>" }],
    ["dates", { before: "<p>Published 9:12 am GMT, Tuesday, 5 March 2024</p>" }],
    ["a related link", { inside: '<p>Read more: <a href="/b">Harbour closed for a week</a></p>' }],
    [
      "a related list",
      { after: '<h3>Related articles</h3><ul><li><a href="/b">One</a></li><li><a href="/c">Two</a></li></ul>' },
    ],
    ["a sign-up box", { inside: '<div class="newsletter-signup"><p>Get our best stories every morning.</p></div>' }],
    ["a request to subscribe", { inside: "<p>Sign up for our newsletter to learn more.</p>" }],
    ["a label of an advertisement", { inside: "<p>Advertisement</p>" }],
    ["the line on who reported", { after: "<p>Reporting by Ada Brook; editing by Roy Tan</p>" }],
    ["what is said of the author", { after: "<p>Ada Brook is a reporter for Coast Daily.</p>" }],
    [
      "comments",
      {
        after:
          "<h2>4 comments</h2><ol class='comment-list'><li>I saw that crane myself, it is bigger than they say it is, believe me.</li></ol>",
      },
    ],
    ["a German link", { inside: '<p>Lesen Sie auch: <a href="/b">Der Hafen bleibt geschlossen</a></p>' }],
    ["a Korean request", { inside: "<p>저작권자 ⓒ 해안일보, 무단전재 및 재배포 금지</p>" }],
    ["a Japanese list of links", { after: '<p>【関連記事】</p><ul><li><a href="/b">港は一週間閉鎖</a></li></ul>' }],
    ["a Chinese line on who edited", { after: "<p>（责编：王某、李某）</p>" }],
    ["an address of the reporter", { after: "<p>ada.brook@coast.example</p>" }],
    ["the headline again", { inside: "<h2>Crane seen at launch tower</h2>" }],
  ])("leaves out %s", (_, parts) => {
    expect(textOf(parts)).toBe(SENTENCES.join("\n\n"));
  });
  it.each([
    ["widgets of a page builder", '<div class="elementor-widget"><div class="widget-container">', "</div></div>"],
    ["a mark of the pay wall", '<div class="paywall">', "</div>"],
    ["a mark to read on", '<div class="read-more">', "</div>"],
  ])("keeps paragraphs that all stand in %s", (_, open, close) => {
    const html = SENTENCES.map((sentence) => `${open}<p>${sentence}</p>${close}`).join("");
    expect(read(`<html><body><div><h1>Crane</h1>${html}</div></body></html>`).text).toBe(SENTENCES.join("\n\n"));
  });
  it("does not keep comments though they are longer than the article", () => {
    const comment =
      "I saw that crane myself, it is bigger than they say it is, and nobody believes me about it at all.";
    const comments = Array.from({ length: 20 }, (_unused, at) => `<div class="comments"><p>${at} ${comment}</p></div>`);
    expect(textOf({ after: comments.join("") })).toBe(SENTENCES.join("\n\n"));
  });
  it.each([
    ["a list", (inside: string) => `<ul>${inside}</ul>`, (sentence: string) => `<li>${sentence}</li>`],
    ["lines", (inside: string) => `<div>${inside}</div>`, (sentence: string) => `${sentence}<br><br>`],
    ["quotations", (inside: string) => inside, (sentence: string) => `<blockquote>${sentence}</blockquote>`],
    ["blocks without a paragraph", (inside: string) => inside, (sentence: string) => `<div>${sentence}</div>`],
  ])("is found in %s beside teasers of other articles", (_, wrap, line) => {
    const teasers = Array.from(
      { length: 12 },
      (_unused, at) =>
        `<div class="item"><a href="/${at}"><h4>Harbour number ${at} opens again after a storm</h4></a><p>The harbour was closed for a week and boats had to stay out, officials said on day ${at}.</p></div>`,
    ).join("");
    const html = `<html><body><article><h1>Crane</h1>${wrap(SENTENCES.map(line).join(""))}</article><div>${teasers}</div></body></html>`;
    const { text } = read(html);
    for (const sentence of SENTENCES) expect(text).toContain(sentence);
    expect(text).not.toContain("Harbour number");
  });
  it.each([
    ["soft hyphens", "The lau\u00adnch tow&shy;er stands."],
    ["spaces of no width", "The lau\u200bnch to\u2060wer stands."],
  ])("has no %s inside its words", (_, sentence) => {
    expect(textOf({ inside: `<p>${sentence}</p>` })).toContain("The launch tower stands.");
  });
  it("leaves out how characters are read", () => {
    const inside =
      "<p>北部の<ruby>発射場<rp>(</rp><rt>はっしゃじょう</rt><rp>)</rp></ruby>でクレーンが確認された。</p>";
    expect(textOf({ inside })).toContain("北部の発射場でクレーンが確認された。");
  });
  it("leaves out a dialog of consent that is longer than the article", () => {
    const dialog = `<div id="onetrust-banner-sdk"><p>We use cookies and similar means to tailor what you see. ${"You may refuse them at any time. ".repeat(6)}</p><button>Accept all cookies</button></div>`;
    const { text, wall } = read(
      `<html><body>${dialog}<article><h1>Crane</h1>${paragraphs(SENTENCES.slice(0, 2))}</article></body></html>`,
    );
    expect(text).toBe(SENTENCES.slice(0, 2).join("\n\n"));
    expect(wall).toBeNull();
  });
  it("keeps a message quoted from a social network", () => {
    const quote =
      '<blockquote class="twitter-tweet"><p>The crane is back.</p>— Roy Tan (@roytan) March 5, 2024</blockquote>';
    expect(textOf({ inside: quote })).toContain("The crane is back.");
  });
  it("keeps tables and numbers", () => {
    const table =
      "<table><tr class='player'><td>Launches</td><td>17</td></tr><tr><td>Failures</td><td>4</td></tr></table>";
    expect(textOf({ inside: table })).toMatch(/Launches\n\n17\n\nFailures\n\n4/);
  });
  it("keeps short lines in other alphabets", () => {
    expect(textOf({ inside: "<p>Башня стоит.</p><p>탑이 있다.</p>" })).toMatch(/Башня стоит\.\n\n탑이 있다\./);
  });
  it("brings the standfirst that the page describes itself with", () => {
    const lead = "Pictures show work at a pad that had been idle for months, and no one says why.";
    const head = `<meta property="og:description" content="${lead}">`;
    expect(textOf({ head, before: `<div><p>${lead}</p></div>` }).startsWith(lead)).toBe(true);
  });
  it("does not glue words of neighbouring blocks", () => {
    expect(textOf({ inside: "<ul><li>First of these points</li><li>Second of these points</li></ul>" })).toMatch(
      /First of these points\s+Second of these points/,
    );
  });
  it("is found without any tag but paragraphs", () => {
    expect(read(`<p>Skip to content</p>${paragraphs()}`).text).toContain(SENTENCES[3]);
  });
  it("is empty for a page without any", () => {
    expect(read("<html><body></body></html>").text).toBe("");
  });
});

describe("reading a page", () => {
  it("decodes by the page's own declaration", () => {
    const head = '<meta charset="euc-kr">';
    const html = newsPage({ head }).replace("Crane seen at launch tower -", "Crane -");
    const [before, after] = html.split("<h1>");
    const korean = Buffer.from([0xb9, 0xdf, 0xbb, 0xe7]); // 발사
    const body = Buffer.concat([Buffer.from(`${before}<h1>`, "latin1"), korean, Buffer.from(after!, "latin1")]);
    const marked = Buffer.concat([body, Buffer.from("<p>"), korean, Buffer.from("</p>")]);
    expect(readPage({ body: marked, contentType: "text/html", url }).text).not.toContain("¹ß");
  });
  it("refuses what is larger than a page may be", () => {
    const body = new Uint8Array(MAX_PAGE_BYTES + 1);
    expect(() => readPage({ body, contentType: null, url })).toThrow(expect.objectContaining({ code: "limit" }));
  });
  it("refuses what the server says is no page", () => {
    expect(() => read("%PDF-1.7", "application/pdf")).toThrow(expect.objectContaining({ code: "input" }));
  });
  it("says that a page for subscribers is one", () => {
    const said = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>';
    expect(read(newsPage({ head: said })).wall).toBe("subscription");
  });
  it.each([
    ["consent", "Before you continue to Coast Daily, accept all cookies."],
    ["subscription", "Subscribe to continue reading this article."],
    ["login", "Please log in to continue."],
    ["robot-check", "Checking your browser before accessing the site."],
  ])("recognises a wall for %s", (wall, words) => {
    expect(read(`<html><body><div><h1>Coast Daily</h1><p>${words}</p></div></body></html>`).wall).toBe(wall);
  });
  it("sees no wall before a long text that speaks of cookies", () => {
    const foot = "<p>We value your privacy and use cookies.</p>";
    expect(read(newsPage({ inside: paragraphs(SENTENCES.concat(SENTENCES, SENTENCES)), after: foot })).wall).toBeNull();
  });
});
