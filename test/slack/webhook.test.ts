import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outgoing } from "../../src/model.js";
import { createSlackWebhookNotifier, webhookMessage } from "../../src/slack/webhook.js";
import { anyBody, noteBody, outgoing } from "../support/alerts.js";
import { slackViolations } from "../support/slack-contract.js";
import { startSlackServer } from "../support/slack-server.js";
import { webhookContract } from "../support/webhook-contract.js";

async function start() {
  const server = await startSlackServer();
  const notifier = createSlackWebhookNotifier({ url: server.webhookUrl, timeoutMs: 10_000 });
  const send = (part: Partial<Outgoing> = {}) => notifier.send(outgoing(part), new AbortController().signal);
  return { server, send };
}

describe("a Slack incoming webhook", () => {
  webhookContract(async () => {
    const { server, send } = await start();
    return {
      send,
      stored: () => server.stored().map((message) => JSON.stringify(message)),
      requests: () => server.calls.map((call) => JSON.stringify(call)),
      fail: (fault) => server.faults.next(fault),
      revoke: () => server.answerWebhook(404, "no_service"),
      secret: "secretpart",
    };
  });

  test("sends nothing for growth, for it cannot edit", async () => {
    const { server, send } = await start();
    const first = await send();
    if (first.kind !== "sent") throw new Error("not sent");
    expect(await send({ reference: first.reference, revision: 2 })).toEqual(first);
    expect(server.stored()).toHaveLength(1);
  });

  test("names in blocks and in fallback text the alert that a note is about", async () => {
    const { server, send } = await start();
    const first = await send();
    if (first.kind !== "sent") throw new Error("not sent");
    await send({ key: "n1", body: noteBody(), parent: first.reference });
    expect(server.stored()[1]?.text).toMatch(/^About: New building seen at the northern test site\n/);
    expect(JSON.stringify(server.stored()[1]?.blocks)).toContain("New building seen at the northern test site");
  });

  test.each([
    [404, "no_service", { kind: "rejected", scope: "channel" }],
    [403, "action_prohibited", { kind: "rejected", scope: "channel" }],
    [410, "channel_is_archived", { kind: "rejected", scope: "channel" }],
    [400, "invalid_blocks", { kind: "rejected", scope: "delivery" }],
    [302, "", { kind: "rejected", scope: "channel" }],
    [500, "rollup_error", { kind: "retry", scope: "channel", unsettled: true }],
    [429, "", { kind: "retry", scope: "channel", unsettled: false, afterMs: 30_000 }],
  ])("that answers %d %s is judged %o, without its secret", async (status, answer, judged) => {
    const { server, send } = await start();
    server.answerWebhook(status, answer);
    const result = await send();
    expect(result).toMatchObject(judged);
    expect(JSON.stringify(result)).not.toContain("secretpart");
  });

  test("that cannot be reached says so without its secret", async () => {
    const notifier = createSlackWebhookNotifier({
      url: "http://127.0.0.1:48765/services/T/B/secretpart",
      timeoutMs: 10_000,
    });
    const result = await notifier.send(outgoing(), new AbortController().signal);
    expect(result).toMatchObject({ kind: "retry", unsettled: false });
    expect(JSON.stringify(result)).not.toContain("secretpart");
  });

  test("takes any message within Slack's limits, notes under any alert included", () => {
    fc.assert(
      fc.property(anyBody, fc.string(), (body, headline) => {
        const message = webhookMessage(outgoing({ body, parent: `webhook:${headline}` }));
        expect(slackViolations("webhook", { ...message })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
