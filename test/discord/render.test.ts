import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderDiscord } from "../../src/discord/render.js";
import type { MessageBody } from "../../src/model.js";
import { alertBody, anAlert, anyBody, aReport, noteBody, urlsOf } from "../support/alerts.js";
import { discordViolations } from "../support/discord-contract.js";
import { activeMarkup, hrefInMarkdown, linksIn } from "../support/discord-markup.js";

const options = { key: "k1", revision: 3 };
/** With the alert named in notes, as where many share a thread. */
const draw = (body: MessageBody) =>
  renderDiscord(body, { ...options, about: body.kind === "note" ? (body.note.about ?? null) : null });

/** What links to messages of our own are called. */
const OWN_NAMES = ["Open its alert", "open the alert"];

function violations(body: MessageBody): string[] {
  const drawn = { ...draw(body) };
  return [
    ...discordViolations("MessageCreateRequest", { ...drawn, nonce: "k1", enforce_nonce: true }),
    ...discordViolations("MessageEditRequestPartial", drawn),
  ];
}

/** Everything that Discord reads as Markdown. */
function markdownOf(body: MessageBody): string {
  const embed = draw(body).embeds[0]!;
  return [embed.title, embed.description, ...(embed.fields ?? []).flatMap((field) => [field.name, field.value])].join(
    "\n",
  );
}

describe("Discord's rendering", () => {
  test("any message with any text is valid in posts and edits", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(violations(body)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test("any text from outside is without mentions, links and formatting", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const active = activeMarkup(markdownOf(body));
        expect(active).not.toMatch(/[*_~`|<>[\]#@]|:\/\//);
        expect(active).not.toMatch(/^\s*([-+]|\d+\.)\s/m);
        expect(JSON.stringify(draw(body))).not.toMatch(/@(everyone|here)/i);
      }),
      { numRuns: 250 },
    );
  });

  test("any link is one of the message's own addresses and named by its host, or leads to an alert of ours", () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const known = urlsOf(body).flatMap((url) => (url === null ? [] : hrefInMarkdown(url)));
        for (const { words, url } of linksIn(markdownOf(body))) {
          expect(known).toContain(url);
          if (!OWN_NAMES.includes(words)) expect(new URL(url).host.replace(/^www\./, "").startsWith(words)).toBe(true);
        }
      }),
    );
  });

  test("the headline links to the first report", () => {
    expect(draw(alertBody()).embeds[0]?.url).toBe("https://news.example/building?id=1&from=feed");
  });

  test("a headline that looks like an address is no link", () => {
    expect(draw(alertBody({ headline: "Log in at bank.example now" })).embeds[0]?.url).toBeUndefined();
  });

  test("a title is cut between graphemes after escaping", () => {
    const title = draw(alertBody({ headline: "*한👩‍👩‍👧‍👦".repeat(100) })).embeds[0]!.title!;
    expect(title.length).toBeLessThanOrEqual(256);
    expect(title).toMatch(/^🟠 (\\\*한👩‍👩‍👧‍👦)*(\\\*)?한?…$/u);
  });

  test("the embed tells summary, sources, first sight and reasons", () => {
    const embed = draw(alertBody()).embeds[0]!;
    expect(embed.description).toContain("Pictures of Tuesday show a new roof.");
    expect(embed.description).toContain("**2 origins, 2 reports**");
    expect(embed.fields?.map((field) => field.name)).toEqual(["First seen", "Why"]);
    expect(embed.fields?.[0]?.value).toBe("<t:1800000000:f> (<t:1800000000:R>)");
    expect(embed.footer?.text).toBe("ref k1");
  });

  test("repetitions of an origin are counted and named", () => {
    const reports = Array.from({ length: 11 }, (_, index) =>
      aReport({ item: `${index}`, publisher: `Paper ${index}` }),
    );
    expect(draw(alertBody({ reports })).embeds[0]?.description).toContain(
      "-# and 10 more reports\\: Paper 1, Paper 2, Paper 3, Paper 4, Paper 5 …",
    );
  });

  test("an address with brackets cannot end its link early", () => {
    const reports = [aReport({ url: "https://news.example/a_(b)" })];
    expect(draw(alertBody({ reports })).embeds[0]?.description).toContain("(https://news.example/a_%28b%29)");
  });

  test("a merged story points to the elder one", () => {
    const alert = anAlert({ mergedInto: { story: "elder", url: "https://discord.com/channels/1/2/3" } });
    expect(draw({ kind: "alert", alert }).embeds[0]?.description).toContain("(https://discord.com/channels/1/2/3)");
  });

  test("no message mentions anybody", () => {
    expect(draw(noteBody()).allowed_mentions).toEqual({ parse: [] });
  });

  test("a message to the operators keeps its lines", () => {
    const message = {
      severity: "problem" as const,
      title: "2 mistakes",
      text: "one is this\ntwo is that",
      hint: null,
    };
    expect(draw({ kind: "operator", message }).embeds[0]?.description).toContain("one is this\ntwo is that");
  });
});
