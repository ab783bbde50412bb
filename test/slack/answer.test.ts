import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAnswer } from "../../src/slack/answer.js";
import { anyAnswer } from "../support/alerts.js";
import { anAnswer } from "../support/chat-commands.js";
import { slackViolations } from "../support/slack-contract.js";

describe("an answer in Slack", () => {
  test("is valid whatever it says", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(slackViolations("response_url", { ...renderAnswer(answer) })).toEqual([]);
      }),
    );
  });

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
