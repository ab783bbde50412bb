/** The Slack notifier with its real client over the test server. */
import { createEditGate } from "../../src/channels/edit-gate.js";
import type { Outgoing } from "../../src/model.js";
import type { Notifier } from "../../src/ports.js";
import { createSlackClient, type SlackClient } from "../../src/slack/client.js";
import { createSlackNotifier } from "../../src/slack/notifier.js";
import { type NotifierHarness, UNDER_WAY_MS } from "./notifier-contract.js";
import { SLACK_CHANNEL, SLACK_TOKEN, startSlackServer } from "./slack-server.js";

export interface SlackHarnessOptions {
  /** Takes a protection away. */
  client?: (client: SlackClient, apiUrl: string) => SlackClient;
  outgoing?: (outgoing: Outgoing) => Outgoing;
  timeoutMs?: number;
  /** The service's and the bot's time at first, ms. */
  startAt?: number;
}

export async function startSlackHarness(options: SlackHarnessOptions = {}) {
  let now = options.startAt ?? 1_800_000_000_000;
  const server = await startSlackServer({ now: () => now });
  const own = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: options.timeoutMs ?? 5000 });
  const edits = createEditGate({ now: () => now, sleep: async () => {} }, null);
  const client = options.client?.(own, server.url) ?? own;
  const notifier = createSlackNotifier({ client, channelId: SLACK_CHANNEL, edits });
  const send: Notifier["send"] = (outgoing, signal) => notifier.send(options.outgoing?.(outgoing) ?? outgoing, signal);
  const harness: NotifierHarness & { server: typeof server } = {
    server,
    notifier: { ...notifier, send },
    now: () => now,
    advance: (ms) => {
      // What is under way arrives within half a minute, however long the bot waits.
      now += Math.min(ms, UNDER_WAY_MS);
      if (ms > UNDER_WAY_MS) server.faults.arrive();
      now += Math.max(0, ms - UNDER_WAY_MS);
    },
    fail: (...faults) => server.faults.next(...faults),
    onStall: (listener) => server.faults.onStall(listener),
    stored: () => server.stored().map(({ text, edits }) => ({ text: text.split("\n")[0] ?? "", edits })),
    deleteAll: () => {
      server.web.channels.get(SLACK_CHANNEL)!.messages.length = 0;
    },
    lockOut: () => {
      server.web.channels.get(SLACK_CHANNEL)!.member = false;
    },
    revokeToken: () => {
      server.web.tokens.get(SLACK_TOKEN)!.revoked = true;
    },
  };
  return harness;
}
