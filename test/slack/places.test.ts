/** A channel that is the thread of one message, through the real client. */
import { expect, test } from "vitest";
import { createEditGate } from "../../src/channels/edit-gate.js";
import type { Outgoing } from "../../src/model.js";
import { createSlackClient } from "../../src/slack/client.js";
import { createSlackNotifier } from "../../src/slack/notifier.js";
import { noteBody, outgoing } from "../support/alerts.js";
import { createManualClock } from "../support/clocks.js";
import { SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

const START = 1_800_000_000_000;

async function start() {
  const server = await startSlackServer({ now: () => START });
  const client = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
  const edits = createEditGate(createManualClock(), null);
  const plain = createSlackNotifier({ client, channelId: SLACK_CHANNEL, edits });
  const signal = new AbortController().signal;
  const root = await plain.send(outgoing({ key: "root" }), signal);
  if (root.kind !== "sent") throw new Error("not sent");
  const thread = root.reference.split(":")[1]!;
  const notifier = createSlackNotifier({ client, channelId: SLACK_CHANNEL, edits, thread });
  const send = (part: Partial<Outgoing> = {}) => notifier.send(outgoing(part), signal);
  return { server, thread, send, plain: (part: Partial<Outgoing>) => plain.send(outgoing(part), signal) };
}

test("alerts and their notes stand in the thread, and growth edits them there", async () => {
  const { server, thread, send } = await start();
  const first = await send();
  if (first.kind !== "sent") throw new Error("not sent");
  await send({ key: "n1", body: noteBody(), parent: first.reference });
  await send({ reference: first.reference, revision: 2 });
  expect(server.stored().slice(1)).toMatchObject([{ thread_ts: thread, edits: 1 }, { thread_ts: thread }]);
});

test("an alert's address leads into the thread", async () => {
  const { thread, send } = await start();
  expect(await send()).toMatchObject({ url: expect.stringContaining(`thread_ts=${thread}&cid=${SLACK_CHANNEL}`) });
});

test("an alert whose answer was lost is found among the replies", async () => {
  const { server, send } = await start();
  server.faults.next({ kind: "reset", moment: "after" });
  expect(await send()).toMatchObject({ kind: "retry", unsettled: true });
  expect(await send({ unsettledSince: START })).toMatchObject({ kind: "sent" });
  expect(server.stored()).toHaveLength(2);
});

test("a note names its alert in a thread that many share, and links to it", async () => {
  const { server, send } = await start();
  const first = await send();
  if (first.kind !== "sent") throw new Error("not sent");
  await send({ key: "n1", body: noteBody("Confirmed.", "New roof & walls", first.url), parent: first.reference });
  const note = server.stored().at(-1);
  expect(note?.text).toBe(
    `About: New roof &amp; walls\n✅ Corroborated: Confirmed.\n${first.url?.replaceAll("&", "&amp;")}`,
  );
  expect(JSON.stringify(note?.blocks)).toContain(
    JSON.stringify({ type: "link", url: first.url, text: "open the alert" }),
  );
});

test("a note right under its alert does not name it", async () => {
  const { server, plain } = await start();
  const first = await plain({ key: "k2" });
  if (first.kind !== "sent") throw new Error("not sent");
  await plain({ key: "n1", body: noteBody("Confirmed.", "New roof", first.url), parent: first.reference });
  expect(JSON.stringify(server.stored().at(-1))).not.toContain("New roof");
});

test("a thread that is gone closes the channel with what to do", async () => {
  const { server, send } = await start();
  server.stored().length = 0;
  expect(await send()).toMatchObject({ kind: "rejected", scope: "channel", hint: expect.stringMatching(/thread/) });
});
