import { describe, expect, test } from "vitest";
import { createRenderStage } from "../../src/stages/render.js";
import { anAlert } from "../support/alerts.js";
import { discordViolations } from "../support/discord-contract.js";
import { slackViolations } from "../support/slack-contract.js";

const payload = async (line: Record<string, unknown>) =>
  ((await createRenderStage().answer(line)) as { payload: Record<string, unknown> }).payload;

describe("stage render", () => {
  test("gives the body of Slack's chat.postMessage", async () => {
    const body = await payload({ id: 1, platform: "slack", alert: anAlert(), channel: "C1", key: "k1" });
    expect(body).toMatchObject({ channel: "C1", unfurl_links: false, unfurl_media: false });
    expect(slackViolations("chat.postMessage", body)).toEqual([]);
  });

  test("gives the body of Discord's create message", async () => {
    const body = await payload({ id: 1, platform: "discord", alert: anAlert(), key: "k1" });
    expect(body).toMatchObject({ nonce: "k1", enforce_nonce: true, allowed_mentions: { parse: [] } });
    expect(discordViolations("MessageCreateRequest", body)).toEqual([]);
  });

  test.each(["slack", "discord"])(
    "takes an alert of a headline alone for %s, null meaning absent",
    async (platform) => {
      const alert = { headline: "One line", summary: null, reports: null, watches: null, firstSeenAt: null, extra: 1 };
      const body = await payload({ id: 1, platform, alert });
      expect(JSON.stringify(body)).toContain("One line");
    },
  );

  test.each(["slack", "discord"])("draws for %s all that is known of a story", async (platform) => {
    const alert = {
      headline: "One line",
      summary: ["원문 문장."],
      standing: { rung: "officially denied", by: "Ministry", firmness: "claimed", words: "says", extra: 1 },
      facts: [{ kind: "place", text: "Northern site", url: "https://map.example/" }],
      summaryMethod: "model",
      translation: { language: "en", headline: "Translated line", sentences: ["A sentence."] },
      state: { kind: "snoozed", by: "Kim", until: "2027-01-15T08:00:00Z" },
    };
    const drawn = JSON.stringify(await payload({ id: 1, platform, alert }));
    for (const word of ["Ministry", "claimed", "Northern site", "map.example", "language model", "Kim", "1800000000"]) {
      expect(drawn).toContain(word);
    }
  });

  test("takes times as ISO text", async () => {
    const alert = { headline: "One line", firstSeenAt: "2027-01-15T08:00:00Z" };
    expect(JSON.stringify(await payload({ platform: "discord", alert }))).toContain("<t:1800000000:f>");
  });

  test.each([
    { platform: "teletext", alert: { headline: "x" } },
    { platform: "slack" },
    { platform: "slack", alert: {} },
    { platform: "slack", alert: { headline: "x", standing: { rung: "hearsay" } } },
    { platform: "slack", alert: { headline: "x", state: { kind: "forgotten" } } },
    { platform: "slack", alert: { headline: "x", facts: [{ kind: "rumour", text: "x" }] } },
  ])("refuses %o", (line) => {
    expect(() => createRenderStage().answer(line)).toThrow();
  });
});
