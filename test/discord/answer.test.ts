import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/registry.js";
import { renderAnswer } from "../../src/discord/answer.js";
import { declareCommands } from "../../src/discord/commands.js";
import { anyAnswer } from "../support/alerts.js";
import { anAnswer } from "../support/chat-commands.js";
import { discordViolations } from "../support/discord-contract.js";

describe("an answer in Discord", () => {
  test("is valid whatever it says", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(discordViolations("IncomingWebhookUpdateRequestPartial", { ...renderAnswer(answer) })).toEqual([]);
      }),
    );
  });

  test("shows text, link, time and details of a row", () => {
    const drawn = renderAnswer(anAnswer()).embeds[0]?.description;
    expect(drawn).toBe("• New roof [news.example](https://news.example/1) <t:1800000000:R>\n-# First Wire · sohae");
  });

  test("counts the rows that it leaves out", () => {
    const rows = Array.from({ length: 50 }, () => ({ text: "x".repeat(160) }));
    expect(renderAnswer(anAnswer({ rows })).embeds[0]?.footer?.text).toBe("and 25 more");
  });
});

test("the commands are declared as Discord wants them", () => {
  for (const command of declareCommands(COMMANDS)) {
    expect(discordViolations("ApplicationCommandUpdateRequest", { ...command })).toEqual([]);
  }
});
