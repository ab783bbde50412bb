import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/registry.js";
import { renderAnswer } from "../../src/discord/answer.js";
import { declareCommands } from "../../src/discord/commands.js";
import { anyAnswer } from "../support/alerts.js";
import { answerContract } from "../support/answer-contract.js";
import { anAnswer } from "../support/chat-commands.js";
import { discordViolations } from "../support/discord-contract.js";
import { activeMarkup, hrefInMarkdown, linksIn } from "../support/discord-markup.js";

describe("an answer in Discord", () => {
  answerContract((answer) => {
    const { embeds, ...rest } = renderAnswer(answer);
    const violations = discordViolations("IncomingWebhookUpdateRequestPartial", { embeds, ...rest });
    const cut = [embeds[0]?.title ?? "", embeds[0]?.footer?.text ?? ""].filter((text) => text !== "");
    return { violations, cut, all: JSON.stringify(embeds) };
  });

  test("is without mentions, formatting and links but those of its rows, named by their host", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { embeds, allowed_mentions } = renderAnswer(answer);
        const said = [embeds[0]?.title ?? "", embeds[0]?.description ?? ""].join("\n");
        expect(activeMarkup(said)).not.toMatch(/[*_~`|<>[\]#@]|:\/\//);
        expect(JSON.stringify(embeds)).not.toMatch(/@(everyone|here)/i);
        expect(allowed_mentions).toEqual({ parse: [] });
        const known = answer.rows.flatMap(({ url }) => (url ? hrefInMarkdown(url) : []));
        for (const { words, url } of linksIn(said)) {
          expect(known).toContain(url);
          expect(new URL(url).host.replace(/^www\./, "").startsWith(words)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("shows a row as a line with its details small below it", () => {
    const drawn = renderAnswer(anAnswer()).embeds[0]?.description;
    expect(drawn).toBe("• New roof [news.example](https://news.example/1) <t:1800000000:R>\n-# First Wire · sohae");
  });
});

test("the commands are declared as Discord wants them", () => {
  for (const command of declareCommands(COMMANDS)) {
    expect(discordViolations("ApplicationCommandUpdateRequest", { ...command })).toEqual([]);
  }
});
