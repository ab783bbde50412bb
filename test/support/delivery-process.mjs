/**
 * A process that delivers one channel until it is killed, out of dist as it ships. Its task comes as JSON in argv[2]:
 * { platform, apiUrl, token, channelId, path, url, owner }.
 */
import { createEditGate } from "../../dist/channels/edit-gate.js";
import { systemClock } from "../../dist/clock.js";
import { CHANNEL_LEASE_MS, drainChannel } from "../../dist/pipeline/deliver.js";
import { openStore } from "../../dist/store/open.js";

const task = JSON.parse(process.argv[2]);
const CHANNEL = "alerts";
const TIMEOUT_MS = 5000;
const edits = createEditGate(systemClock, null);

async function openNotifier() {
  const client = { token: task.token, apiUrl: task.apiUrl, timeoutMs: TIMEOUT_MS };
  if (task.platform === "slack") {
    const { createSlackClient } = await import("../../dist/slack/client.js");
    const { createSlackNotifier } = await import("../../dist/slack/notifier.js");
    return createSlackNotifier({ client: createSlackClient(client), channelId: task.channelId, edits });
  }
  const { createDiscordClient } = await import("../../dist/discord/client.js");
  const { createDiscordNotifier } = await import("../../dist/discord/notifier.js");
  return createDiscordNotifier({
    client: createDiscordClient(client),
    channelId: task.channelId,
    clock: systemClock,
    edits,
  });
}

const notifier = await openNotifier();
const store = await openStore({ url: task.url, path: task.path, clock: systemClock });
const log = { debug() {}, info() {}, warn() {}, error() {} };
const deps = {
  store,
  notifiers: new Map([[CHANNEL, { ...notifier, gapMs: 0 }]]),
  summariser: null,
  summaryLimits: null,
  clock: systemClock,
  random: Math.random,
  log,
  owner: task.owner,
  operators: [],
  signal: new AbortController().signal,
};
await store.deliveries.syncChannels([{ id: CHANNEL, account: "team", settings: "" }]);
process.on("message", async ({ subject }) => {
  const message = { severity: "info", title: subject, text: "", hint: null };
  const key = { channel: CHANNEL, kind: "operator", subject, ordinal: "1" };
  await store.deliveries.want([{ key, revision: 1, notBeforeMs: 0, body: { kind: "operator", message } }]);
  process.send("wanted");
});
process.on("disconnect", () => process.exit(0));
process.send("ready");
for (;;) {
  const claim = await store.deliveries.claimChannel({
    owner: task.owner,
    leaseMs: CHANNEL_LEASE_MS,
    channels: [CHANNEL],
  });
  if (claim !== null) await drainChannel(deps, claim);
  await systemClock.sleep(20);
}
