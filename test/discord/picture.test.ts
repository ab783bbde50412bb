/** An alert's picture in Discord: how it is drawn, and what happens when Discord takes none of it. */
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import { createDiscordClient } from "../../src/discord/client.js";
import { createDiscordNotifier } from "../../src/discord/notifier.js";
import { renderDiscord } from "../../src/discord/render.js";
import { createDiscordWebhookNotifier } from "../../src/discord/webhook.js";
import type { AlertPicture, Outgoing } from "../../src/model.js";
import type { Notifier } from "../../src/ports.js";
import { alertBody, anyBody, aPicture, outgoing } from "../support/alerts.js";
import { createManualClock } from "../support/clocks.js";
import { DISCORD_CHANNEL, DISCORD_TOKEN, startDiscordServer } from "../support/discord-server.js";

const PICTURE = aPicture();
const embedOf = (part: Partial<AlertPicture> = {}) =>
  renderDiscord(alertBody({ picture: aPicture(part) }), { key: "k1", revision: 1 }).embeds[0]!;

describe("Discord draws a picture", () => {
  test("small beside the words, with a text for who cannot see it", () => {
    const description = "Picture from First Wire: A new roof at the test site";
    expect(embedOf().thumbnail).toEqual({ url: PICTURE.url, description });
    expect(embedOf().image).toBeUndefined();
  });

  test("large when it came from an imagery feed", () => {
    expect(embedOf({ kind: "imagery" }).image).toMatchObject({ url: PICTURE.url });
    expect(embedOf({ kind: "imagery" }).thumbnail).toBeUndefined();
  });

  test("in a good part of the messages that the properties of rendering are held against", () => {
    const bodies = fc.sample(anyBody, { numRuns: 400, seed: 8 });
    const drawn = bodies.map((body) => JSON.stringify(renderDiscord(body, { key: "k1", revision: 1 })));
    expect(drawn.filter((text) => /"(?:thumbnail|image)"/.test(text)).length).toBeGreaterThan(20);
  });

  test("only where its address may be shown", () => {
    for (const url of ["http://a.example/a.jpg", "https://[::1]/a.jpg", "https://user:word@a.example/a.jpg"]) {
      expect(embedOf({ url }).thumbnail).toBeUndefined();
    }
  });

  test("never in a story that is part of another", () => {
    const body = alertBody({ picture: PICTURE, mergedInto: { story: "elder", url: null } });
    expect(renderDiscord(body, { key: "k1", revision: 1 }).embeds[0]?.thumbnail).toBeUndefined();
  });
});

const WEBHOOK = { id: "900000000000000001", token: "hook-token" };

/** A server that calls every body with this picture invalid. */
async function start() {
  const server = await startDiscordServer();
  const { answer } = server.rest;
  const refused = { status: 400, body: { code: 50035, message: "Invalid Form Body" } };
  server.rest.answer = (method, path, query, body, token) =>
    JSON.stringify(body).includes(PICTURE.url) ? refused : answer(method, path, query, body, token);
  const open = (token: string | null) => {
    const client = createDiscordClient({ token, apiUrl: server.url, timeoutMs: 10_000 });
    onTestFinished(() => client.close());
    return client;
  };
  const clock = createManualClock();
  const edits = createEditGate(clock, null);
  server.rest.webhooks.set(WEBHOOK.id, { token: WEBHOOK.token, channel: DISCORD_CHANNEL });
  return {
    server,
    bot: createDiscordNotifier({ client: open(DISCORD_TOKEN), channelId: DISCORD_CHANNEL, clock, edits }),
    hook: createDiscordWebhookNotifier({ client: open(null), webhook: WEBHOOK, thread: null, edits }),
  };
}

describe("a picture that Discord does not take", () => {
  const send = (notifier: Notifier, part: Partial<Outgoing> = {}) =>
    notifier.send(outgoing({ body: alertBody({ picture: PICTURE }), ...part }), new AbortController().signal);

  test.each(["bot", "hook"] as const)("costs a %s the picture and not the alert", async (which) => {
    const started = await start();
    const first = await send(started[which]);
    if (first.kind !== "sent") throw new Error(first.reason);
    expect(await send(started[which], { reference: first.reference, revision: 2 })).toMatchObject({ kind: "sent" });
    expect(started.server.stored()).toMatchObject([{ edits: 1 }]);
  });
});
