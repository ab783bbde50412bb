import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAnswer } from "../../src/slack/answer.js";
import { anyAnswer } from "../support/alerts.js";
import { anAnswer } from "../support/chat-commands.js";
import { slackViolations } from "../support/slack-contract.js";

const LITERAL = [
  "header",
  "rich_text",
  "rich_text_list",
  "rich_text_section",
  "context",
  "plain_text",
  "text",
  "link",
  "date",
];

const graphemesOf = (text: string) => [...new Intl.Segmenter("en").segment(text)].map(({ segment }) => segment);

/** Every element of every block, however deep. */
function elements(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== "object" || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(elements)];
}

describe("an answer in Slack", () => {
  test("is valid whatever it says", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(slackViolations("response_url", { ...renderAnswer(answer) })).toEqual([]);
      }),
    );
  });

  test("consists of literal elements and links to the addresses of its rows, named by their host", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { blocks, text } = renderAnswer(answer);
        const known = answer.rows.flatMap(({ url }) => (url && URL.canParse(url) ? [new URL(url).href] : []));
        for (const element of elements(blocks)) {
          if ("type" in element) expect(LITERAL).toContain(element["type"]);
          if (element["type"] !== "link") continue;
          expect(known).toContain(element["url"]);
          const host = new URL(String(element["url"])).host.replace(/^www\./, "");
          expect(host.startsWith(String(element["text"]).replace(/…$/, ""))).toBe(true);
        }
        expect(text.replace(/https?:\S+/g, "")).not.toMatch(/[<>*`~]/);
        expect(text).not.toMatch(/@(everyone|here|channel)/i);
      }),
      { numRuns: 300 },
    );
  });

  test.each(["&".repeat(3000), "👩‍👩‍👧‍👦".repeat(400), "핵시설".repeat(1000)])(
    "keeps its limits and cuts between graphemes (%.4s…)",
    (text) => {
      const drawn = renderAnswer(anAnswer({ title: text, rows: [{ text, details: [text] }], footer: text }));
      expect(slackViolations("response_url", { ...drawn })).toEqual([]);
      const graphemes = new Set(graphemesOf(text));
      const [header] = drawn.blocks as { text: { text: string } }[];
      const said = header?.text.text.replace(/…$/, "") ?? "";
      expect(graphemesOf(said).every((one) => graphemes.has(one))).toBe(true);
    },
  );

  test("shows text, link, time and details of a row", () => {
    const drawn = JSON.stringify(renderAnswer(anAnswer()));
    for (const part of ["New roof", "https://news.example/1", "1800000000", "First Wire · sohae"])
      expect(drawn).toContain(part);
  });

  test("counts the rows that it leaves out", () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ text: `row ${index}` }));
    expect(JSON.stringify(renderAnswer(anAnswer({ rows })))).toContain("and 19 more");
  });
});
