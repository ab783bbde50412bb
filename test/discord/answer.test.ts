import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/registry.js";
import { renderAnswer } from "../../src/discord/answer.js";
import { declareCommands } from "../../src/discord/commands.js";
import { anyAnswer } from "../support/alerts.js";
import { anAnswer } from "../support/chat-commands.js";
import { discordViolations } from "../support/discord-contract.js";
import { activeMarkup, hrefInMarkdown, linksIn } from "../support/discord-markup.js";

const graphemesOf = (text: string) => [...new Intl.Segmenter("en").segment(text)].map(({ segment }) => segment);

describe("an answer in Discord", () => {
  test("is valid whatever it says", () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        expect(discordViolations("IncomingWebhookUpdateRequestPartial", { ...renderAnswer(answer) })).toEqual([]);
      }),
    );
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

  test.each(["&".repeat(3000), "👩‍👩‍👧‍👦".repeat(400), "핵시설".repeat(1000)])(
    "keeps its limits and cuts between graphemes (%.4s…)",
    (text) => {
      const drawn = renderAnswer(anAnswer({ title: text, rows: [{ text, details: [text] }], footer: text }));
      expect(discordViolations("IncomingWebhookUpdateRequestPartial", { ...drawn })).toEqual([]);
      const graphemes = new Set(graphemesOf(text));
      for (const said of [drawn.embeds[0]?.title, drawn.embeds[0]?.footer?.text]) {
        expect(graphemesOf(said?.replace(/…$/, "") ?? "").every((one) => graphemes.has(one))).toBe(true);
      }
    },
  );

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
