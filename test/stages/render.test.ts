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

  test("takes times as ISO text", async () => {
    const alert = { headline: "One line", firstSeenAt: "2027-01-15T08:00:00Z" };
    expect(JSON.stringify(await payload({ platform: "discord", alert }))).toContain("<t:1800000000:f>");
  });

  test.each([
    { platform: "teletext", alert: { headline: "x" } },
    { platform: "slack" },
    { platform: "slack", alert: {} },
  ])("refuses %o", (line) => {
    expect(() => createRenderStage().answer(line)).toThrow();
  });
});
