import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createWebhookNotifier } from "../../src/channels/webhook.js";
import { createSimulatedClock } from "../../src/clock.js";
import type { Outgoing, SendResult } from "../../src/model.js";
import { startWebhook } from "../support/webhook-server.js";

const NOW = Date.parse("2019-03-08T13:00:00Z");
const OUTGOING: Outgoing = {
  key: "k1",
  revision: 3,
  body: { kind: "operator", message: { severity: "info", title: "Title", text: "Text", hint: null } },
  reference: null,
  parent: null,
  unsettledSince: null,
};

async function sendTo(answer: Parameters<typeof startWebhook>[0], secret: string | null = null) {
  const { url, received } = await startWebhook(answer);
  const notifier = createWebhookNotifier({
    url,
    secret,
    userAgent: "Watchdesk/test",
    clock: createSimulatedClock(NOW),
  });
  const result = await notifier.send(OUTGOING, new AbortController().signal);
  return { result, received };
}

test("the body holds version, key, revision and kind", async () => {
  const { received } = await sendTo(() => ({ status: 204 }));
  expect(JSON.parse(received[0]?.text ?? "")).toMatchObject({
    version: 1,
    key: "k1",
    revision: 3,
    kind: "operator",
    sentAt: "2019-03-08T13:00:00.000Z",
    operator: { title: "Title" },
  });
});

test("the idempotency key is the delivery's key with its revision", async () => {
  const { received } = await sendTo(() => ({ status: 204 }));
  expect(received[0]?.headers["idempotency-key"]).toBe("k1.3");
});

test("the signature is the HMAC of time and body", async () => {
  const { received } = await sendTo(() => ({ status: 204 }), "s3cret");
  const seconds = NOW / 1000;
  const wanted = createHmac("sha256", "s3cret").update(`${seconds}.${received[0]?.text}`).digest("hex");
  expect(received[0]?.headers["x-watchdesk-signature"]).toBe(`t=${seconds},v1=${wanted}`);
});

test("without a secret nothing is signed", async () => {
  const { received } = await sendTo(() => ({ status: 204 }));
  expect(received[0]?.headers["x-watchdesk-signature"]).toBeUndefined();
});

const CASES: [number, Partial<SendResult>][] = [
  [200, { kind: "sent" }],
  [202, { kind: "sent" }],
  [302, { kind: "rejected", scope: "channel" }],
  [400, { kind: "rejected", scope: "delivery" }],
  [401, { kind: "rejected", scope: "channel" }],
  [403, { kind: "rejected", scope: "channel" }],
  [404, { kind: "rejected", scope: "channel" }],
  [408, { kind: "retry", unsettled: true }],
  [410, { kind: "rejected", scope: "channel" }],
  [413, { kind: "rejected", scope: "delivery" }],
  [429, { kind: "retry", unsettled: false, afterMs: null }],
  [500, { kind: "retry", unsettled: true }],
  [503, { kind: "retry", unsettled: false }],
];

test.each(CASES)("an answer of %i is classified", async (status, expected) => {
  expect((await sendTo(() => ({ status }))).result).toMatchObject(expected);
});

test("Retry-After is obeyed in seconds and as a date", async () => {
  const inSeconds = await sendTo(() => ({ status: 429, headers: { "retry-after": "7" } }));
  expect(inSeconds.result).toMatchObject({ kind: "retry", afterMs: 7_000 });
  const date = new Date(NOW + 9_000).toUTCString();
  const asDate = await sendTo(() => ({ status: 503, headers: { "retry-after": date } }));
  expect(asDate.result).toMatchObject({ kind: "retry", afterMs: 9_000 });
});

test("a connection that is reset leaves the outcome unknown", async () => {
  expect((await sendTo(() => "reset")).result).toMatchObject({ kind: "retry", unsettled: true, scope: "channel" });
});

test("neither address nor secret stands in what is said of a failure", async () => {
  const { result } = await sendTo(() => ({ status: 404 }), "s3cret");
  expect(JSON.stringify(result)).not.toMatch(/s3cret|\/hook/);
});
