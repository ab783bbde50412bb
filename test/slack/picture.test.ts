/** An alert's picture in Slack: how it is drawn, and what happens when Slack cannot fetch it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import type { AlertPicture, Outgoing, SendResult } from "../../src/model.js";
import { createSlackClient } from "../../src/slack/client.js";
import { createSlackNotifier } from "../../src/slack/notifier.js";
import { renderSlack } from "../../src/slack/render.js";
import { createSlackWebhookNotifier } from "../../src/slack/webhook.js";
import { alertBody, anyBody, aPicture, outgoing } from "../support/alerts.js";
import { createManualClock } from "../support/clocks.js";
import { SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

const PICTURE = aPicture();
const draw = (part: Partial<AlertPicture> = {}) =>
  renderSlack(alertBody({ picture: aPicture(part) }), { key: "k1", revision: 1 });
const pictured = (part: Partial<Outgoing> = {}) => outgoing({ body: alertBody({ picture: PICTURE }), ...part });

describe("Slack draws a picture", () => {
  test("small beside the words of whose it is, with a text for who cannot see it", () => {
    const block = draw().blocks.find((one) => one.type === "section");
    expect(block).toMatchObject({
      text: { type: "plain_text", text: "Picture from First Wire: A new roof at the test site" },
      accessory: { image_url: PICTURE.url, alt_text: "Picture from First Wire: A new roof at the test site" },
    });
  });

  test("large when it came from an imagery feed", () => {
    const { blocks } = draw({ kind: "imagery" });
    expect(blocks.find((one) => one.type === "image")).toMatchObject({ image_url: PICTURE.url });
    expect(blocks.some((one) => one.type === "section")).toBe(false);
  });

  test("that nobody describes by whose it is", () => {
    const text = JSON.stringify(draw({ alt: null }).blocks);
    expect(text).toContain('"alt_text":"Picture from First Wire, not described"');
  });

  test("in the fallback text too, in words", () => {
    expect(draw().text).toContain("\nPicture from First Wire: A new roof at the test site\n");
    expect(draw().text).not.toContain(PICTURE.url);
  });

  test("in a good part of the messages that the properties of rendering are held against", () => {
    const bodies = fc.sample(anyBody, { numRuns: 400, seed: 8 });
    const drawn = bodies.map((body) => JSON.stringify(renderSlack(body, { key: "k1", revision: 1 })));
    expect(drawn.filter((text) => /"image_url"/.test(text)).length).toBeGreaterThan(20);
  });

  test("only where its address may be shown", () => {
    for (const url of ["http://a.example/a.jpg", "https://10.0.0.1/a.jpg", "https://a.example/a.svg"]) {
      expect(JSON.stringify(draw({ url }))).not.toContain(url);
    }
  });
});

async function start() {
  const server = await startSlackServer();
  const client = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
  const edits = createEditGate(createManualClock(), null);
  const notifier = createSlackNotifier({ client, channelId: SLACK_CHANNEL, edits });
  const webhook = createSlackWebhookNotifier({ url: server.webhookUrl, timeoutMs: 10_000 });
  const signal = new AbortController().signal;
  const sent = async (result: Promise<SendResult>) => {
    const known = await result;
    if (known.kind !== "sent") throw new Error(`not sent: ${known.reason}`);
    return known.reference;
  };
  return {
    server,
    send: (part: Partial<Outgoing> = {}) => sent(notifier.send(pictured(part), signal)),
    hook: () => sent(webhook.send(pictured(), signal)),
    shown: () => server.stored().map((message) => JSON.stringify(message.blocks).includes(PICTURE.url)),
    posts: () => server.calls.filter(({ method }) => /postMessage|update|webhook/.test(method)).length,
  };
}

describe("a picture that Slack cannot fetch", () => {
  test("costs the picture and not the alert", async () => {
    const { server, send, shown, posts } = await start();
    server.web.unfetchable.add(PICTURE.url);
    await send();
    expect(shown()).toEqual([false]);
    expect(posts()).toBe(2);
  });

  test("is not tried again by edits and other alerts", async () => {
    const { server, send, shown, posts } = await start();
    server.web.unfetchable.add(PICTURE.url);
    const reference = await send();
    server.web.unfetchable.clear();
    await send({ reference, revision: 2 });
    await send({ key: "k2" });
    expect(shown()).toEqual([false, false]);
    expect(posts()).toBe(4);
  });

  test("leaves a message at the edit from which on it is gone", async () => {
    const { server, send, shown } = await start();
    const reference = await send();
    expect(shown()).toEqual([true]);
    server.web.unfetchable.add(PICTURE.url);
    await send({ reference, revision: 2 });
    expect(shown()).toEqual([false]);
    expect(server.stored()[0]?.edits).toBe(1);
  });

  test("costs an incoming webhook the picture alone, too", async () => {
    const { server, hook, shown } = await start();
    await hook();
    server.web.unfetchable.add(PICTURE.url);
    await hook();
    expect(shown()).toEqual([true, false]);
  });
});

test("a message without a picture that Slack refuses is refused, once", async () => {
  const { server, posts } = await start();
  const client = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
  const edits = createEditGate(createManualClock(), null);
  const notifier = createSlackNotifier({ client, channelId: SLACK_CHANNEL, edits });
  server.web.methods["chat.postMessage"] = () => ({ ok: false, error: "invalid_blocks" });
  const result = await notifier.send(outgoing(), new AbortController().signal);
  expect(result).toMatchObject({ kind: "rejected", scope: "delivery" });
  expect(posts()).toBe(1);
});

test("a lost answer to the message with its picture is looked for before anything is sent again", async () => {
  const { server, send, shown } = await start();
  server.faults.next({ kind: "reset", moment: "after" });
  await expect(send()).rejects.toThrow(/not sent/);
  await send({ unsettledSince: 1_800_000_000_000 });
  expect(shown()).toEqual([true]);
});
