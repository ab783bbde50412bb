import { createEditGate } from "../../src/channels/edit-gate.js";
import { systemClock } from "../../src/clock.js";
import { createSlackClient } from "../../src/slack/client.js";
import { createSlackNotifier } from "../../src/slack/notifier.js";
import { describeBurst } from "../support/burst-contract.js";
import { SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

/** One message a window: Slack's second with WATCHDESK_TRUE_LIMITS set, else made short, and the notifier's gap with it. */
const TRUE_LIMITS = process.env["WATCHDESK_TRUE_LIMITS"] !== undefined;
const WINDOW_MS = TRUE_LIMITS ? 1000 : 100;
const MARGIN_MS = 5;

describeBurst("Slack", async () => {
  const server = await startSlackServer({ limits: { posts: { count: 1, windowMs: WINDOW_MS } } });
  const client = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
  return {
    notifier: (channelId) => {
      server.web.addChannel(channelId);
      return {
        ...createSlackNotifier({ client, channelId, edits: createEditGate(systemClock, null) }),
        gapMs: WINDOW_MS + MARGIN_MS,
      };
    },
    titles: (channelId) => server.web.channels.get(channelId)?.messages.map(({ text }) => text) ?? [],
    refused: () => server.rate.refused(),
    leastMs: 19 * WINDOW_MS,
  };
});
