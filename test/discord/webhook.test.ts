import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordWebhookNotifier, readWebhook } from "../../src/discord/webhook.js";
import type { Outgoing } from "../../src/model.js";
import { anyBody, noteBody, outgoing } from "../support/alerts.js";
import { createManualClock } from "../support/clocks.js";
import { DISCORD_CHANNEL, DISCORD_GUILD, startDiscordServer } from "../support/discord-server.js";
import { webhookContract } from "../support/webhook-contract.js";

const HOOK = { id: "500000000000000001", token: "Secret_part-1" };

async function start(thread: string | null = null) {
  const server = await startDiscordServer();
  server.rest.webhooks.set(HOOK.id, { token: HOOK.token, channel: DISCORD_CHANNEL });
  const client = createDiscordClient({
    token: null,
    apiUrl: server.url,
    timeoutMs: 10_000,
    perSecond: Number.POSITIVE_INFINITY,
  });
  onTestFinished(() => client.close());
  const edits = createEditGate(createManualClock(), null);
  const notifier = createDiscordWebhookNotifier({ client, webhook: HOOK, thread, edits });
  const send = (part: Partial<Outgoing> = {}) => notifier.send(outgoing(part), new AbortController().signal);
  return { server, send };
}

describe("a Discord webhook", () => {
  webhookContract(async () => {
    const { server, send } = await start();
    return {
      send,
      stored: () => server.stored().map((message) => JSON.stringify(message)),
      requests: () => server.calls.map((call) => JSON.stringify(call)),
      fail: (fault) => server.faults.next(fault),
      revoke: () => server.rest.webhooks.clear(),
      secret: HOOK.token,
    };
  });

  test("posts once, edits what it posted, and links to it", async () => {
    const { server, send } = await start();
    const first = await send();
    if (first.kind !== "sent") throw new Error("not sent");
    const [message] = server.stored();
    expect(first.url).toBe(`https://discord.com/channels/${DISCORD_GUILD}/${DISCORD_CHANNEL}/${message?.id}`);
    expect(await send({ reference: first.reference, revision: 2 })).toMatchObject({ reference: first.reference });
    expect(server.stored()).toMatchObject([{ edits: 1 }]);
  });

  test("posts into the thread that it is given", async () => {
    const { server, send } = await start("600000000000000001");
    server.rest.addChannel("600000000000000001", DISCORD_GUILD, { type: 11 });
    await send();
    expect(server.stored("600000000000000001")).toHaveLength(1);
    expect(server.stored()).toHaveLength(0);
  });

  test("whose token was changed closes its channel, and without its secret", async () => {
    const { server, send } = await start();
    server.rest.webhooks.set(HOOK.id, { token: "other", channel: DISCORD_CHANNEL });
    const result = await send();
    expect(result).toMatchObject({ kind: "rejected", scope: "channel", hint: expect.stringMatching(/new webhook/) });
    expect(JSON.stringify(result)).not.toContain(HOOK.token);
  });

  test("whose message a person deleted does not post it again", async () => {
    const { server, send } = await start();
    const first = await send();
    if (first.kind !== "sent") throw new Error("not sent");
    server.stored().length = 0;
    expect(await send({ reference: first.reference, revision: 2 })).toMatchObject({ removed: true, scope: "delivery" });
  });

  test("sends any message as Discord's contract asks, posted and edited", async () => {
    const { send } = await start();
    // The server fails the test for any body that Discord would refuse.
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const first = await send({ body });
        if (first.kind !== "sent") throw new Error("not sent");
        await send({ body, reference: first.reference, revision: 2 });
        await send({ body: noteBody(), parent: first.reference });
      }),
      { numRuns: 12 },
    );
  });
});

test.each([
  ["https://discord.com/api/webhooks/123/abc-D_e", { id: "123", token: "abc-D_e" }],
  ["https://canary.discord.com/api/v10/webhooks/123/abc/", { id: "123", token: "abc" }],
  ["https://discord.com/api/webhooks/123", null],
  ["https://example.com/hook", null],
])("%s is read as %o", (url, webhook) => {
  expect(readWebhook(url)).toEqual(webhook);
});
