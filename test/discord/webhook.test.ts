import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordWebhookNotifier, readWebhook } from "../../src/discord/webhook.js";
import type { Outgoing } from "../../src/model.js";
import { anyBody, noteBody, outgoing } from "../support/alerts.js";
import { createManualClock } from "../support/clocks.js";
import { DISCORD_CHANNEL, DISCORD_GUILD, startDiscordServer } from "../support/discord-server.js";

const HOOK = { id: "500000000000000001", token: "Secret_part-1" };

async function start(thread: string | null = null) {
  const server = await startDiscordServer();
  server.rest.webhooks.set(HOOK.id, { token: HOOK.token, channel: DISCORD_CHANNEL });
  const client = createDiscordClient({
    token: null,
    apiUrl: server.url,
    timeoutMs: 2000,
    perSecond: Number.POSITIVE_INFINITY,
  });
  onTestFinished(() => client.close());
  const edits = createEditGate(createManualClock(), null);
  const notifier = createDiscordWebhookNotifier({ client, webhook: HOOK, thread, edits });
  const send = (part: Partial<Outgoing> = {}) => notifier.send(outgoing(part), new AbortController().signal);
  return { server, send };
}

describe("a Discord webhook", () => {
  test("posts once, edits what it posted, and links to it", async () => {
    const { server, send } = await start();
    const first = await send();
    if (first.kind !== "sent") throw new Error("not sent");
    const [message] = server.stored();
    expect(first.url).toBe(`https://discord.com/channels/${DISCORD_GUILD}/${DISCORD_CHANNEL}/${message?.id}`);
    expect(await send({ reference: first.reference, revision: 2 })).toMatchObject({ reference: first.reference });
    expect(server.stored()).toMatchObject([{ edits: 1 }]);
  });

  test("sends no bot's token and no buttons", async () => {
    const { server, send } = await start();
    await send();
    expect(JSON.stringify(server.calls)).not.toContain("components");
    expect(server.calls.every((call) => call.path.startsWith("/webhooks/"))).toBe(true);
  });

  test("names in a note the alert that it is about", async () => {
    const { server, send } = await start();
    const first = await send();
    if (first.kind !== "sent") throw new Error("not sent");
    await send({ key: "n1", body: noteBody(), parent: first.reference });
    expect(server.stored()[1]?.embeds[0]).toMatchObject({
      description: expect.stringContaining("About\\: New building seen at the northern test site"),
    });
  });

  test("posts into the thread that it is given", async () => {
    const { server, send } = await start("600000000000000001");
    server.rest.addChannel("600000000000000001", DISCORD_GUILD, { type: 11 });
    await send();
    expect(server.stored("600000000000000001")).toHaveLength(1);
    expect(server.stored()).toHaveLength(0);
  });

  test("sends again after a lost answer, since it cannot look: twice at worst, never lost", async () => {
    const { server, send } = await start();
    server.faults.next({ kind: "reset", moment: "after" });
    expect(await send()).toMatchObject({ kind: "retry", unsettled: true });
    expect(await send({ unsettledSince: 1 })).toMatchObject({ kind: "sent" });
    expect(server.stored()).toHaveLength(2);
  });

  test.each([
    ["was deleted", (server: Awaited<ReturnType<typeof start>>["server"]) => server.rest.webhooks.clear()],
    [
      "has another token",
      (server: Awaited<ReturnType<typeof start>>["server"]) =>
        server.rest.webhooks.set(HOOK.id, { token: "other", channel: DISCORD_CHANNEL }),
    ],
  ])("that %s closes its channel with what to do, and without its secret", async (_what, change) => {
    const { server, send } = await start();
    change(server);
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
