import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createReadPage, MAX_TEXT_CHARS } from "../../src/reading/page.js";
import { createPageReader } from "../../src/reading/page-reader.js";
import { createReadPool } from "../../src/reading/read-pool.js";
import { withoutSilent } from "../../src/reading/silent.js";
import { createReadStage } from "../../src/stages/read.js";
import { bytes, newsPage, paragraphs, SENTENCES } from "./pages.js";

const readPage = createReadPage();
const url = "https://coast.example/a";
const read = (html: string) => readPage({ body: bytes(html), contentType: null, url });

describe("any markup", () => {
  const tags = [
    "<p>",
    "</p>",
    "<div class='caption'>",
    "</div>",
    "<script>",
    "</script>",
    "<svg>",
    "<!--",
    "-->",
    "<br>",
  ];
  const more = [
    "<table><td>",
    "<figure>",
    "<body>",
    "</html>",
    "<a href='//x'>",
    "&amp;",
    "&#0;",
    '"',
    "<template>",
    "<",
  ];
  const soup = fc
    .array(fc.oneof(fc.constantFrom(...tags, ...more), fc.constantFrom(...SENTENCES), fc.string({ maxLength: 8 })), {
      maxLength: 60,
    })
    .map((parts) => parts.join(""));

  it("gives a text within its bound and never an error but an input error", () => {
    fc.assert(
      fc.property(soup, (html) => {
        try {
          expect(read(html).text.length).toBeLessThanOrEqual(MAX_TEXT_CHARS);
        } catch (error) {
          expect(error).toMatchObject({ code: "input" });
        }
      }),
    );
  });
  it("as raw bytes gives no other error either", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
        try {
          expect(typeof readPage({ body, contentType: null, url }).text).toBe("string");
        } catch (error) {
          expect(error).toMatchObject({ code: "input" });
        }
      }),
    );
  });
  it("nested thousands deep is read or refused", () => {
    const deep = `${"<div>".repeat(5_000)}${paragraphs()}${"</div>".repeat(5_000)}`;
    expect(() => read(deep)).not.toThrow(RangeError);
  });
  it("with more elements than Readability is given still yields its paragraphs", () => {
    const { text } = read(newsPage({ after: "<b>x</b>".repeat(60_000), inside: paragraphs() }));
    expect(text).toContain(SENTENCES.slice(1).join("\n\n"));
  });
  it("with thousands of unclosed scripts is passed once", () => {
    const markup = "<script><svg><!--".repeat(50_000);
    expect(withoutSilent(markup)).toBe(markup);
  });
  it("keeps a script in which the page describes itself and loses others", () => {
    const kept = '<script type="application/ld+json">{}</script>';
    expect(withoutSilent(`a<script>b</script>c${kept}<!-- d -->e<STYLE>f</STYLE >`)).toBe(`ac${kept}e`);
  });
});

describe("reading in a worker", () => {
  const reader = createPageReader(createReadPool());
  afterAll(() => reader.close());

  it("gives the same as in this thread", async () => {
    const page = { body: bytes(newsPage()), contentType: "text/html", url };
    expect(await reader.read(page)).toEqual(readPage(page));
  });
  it("keeps the code of an error", async () => {
    const page = { body: bytes("x"), contentType: "image/png", url };
    await expect(reader.read(page)).rejects.toMatchObject({ code: "input" });
  });
  it("ends at its deadline", async () => {
    const hurried = createPageReader(createReadPool({ deadlineMs: 1 }));
    const body = bytes(newsPage({ inside: paragraphs(Array.from({ length: 4_000 }, () => SENTENCES[0]!)) }));
    await expect(hurried.read({ body, contentType: null, url })).rejects.toMatchObject({ code: "limit" });
    await hurried.close();
  });
});

describe("stage read", () => {
  it("answers the page of a line", async () => {
    const body = Buffer.from(newsPage()).toString("base64");
    const answer = await createReadStage().answer({ id: 1, url, body, contentType: null });
    expect(answer).toMatchObject({
      title: "Crane seen at launch tower - Coast Daily",
      text: SENTENCES.join("\n\n"),
      language: "en",
    });
  });
  it("refuses a body that is not base64", async () => {
    await expect(createReadStage().answer({ id: 1, url, body: "<html>" })).rejects.toMatchObject({ code: "input" });
  });
});
