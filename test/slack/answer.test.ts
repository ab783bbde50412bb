import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAnswer } from "../../src/slack/answer.js";
import { anyAnswer } from "../support/alerts.js";
import { answerContract } from "../support/answer-contract.js";
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

/** Every element of every block, however deep. */
function elements(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(elements);
  if (typeof node !== "object" || node === null) return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(elements)];
}

describe("an answer in Slack", () => {
  answerContract((answer) => {
    const drawn = renderAnswer(answer);
    const [header] = drawn.blocks as { text: { text: string } }[];
    const violations = slackViolations("response_url", { ...drawn });
    return { violations, cut: [header?.text.text ?? ""], all: JSON.stringify(drawn.blocks) };
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
});
