import { createEditGate } from "../../src/channels/edit-gate.js";
import { systemClock } from "../../src/clock.js";
import { createSlackClient } from "../../src/slack/client.js";
import { EDITS_PER_MINUTE } from "../../src/slack/limits.js";
import { createSlackNotifier } from "../../src/slack/notifier.js";
import { describeLoad } from "../support/load-contract.js";
import { SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

/** Slack's second made short, and its minute with it. */
const SECOND_MS = 50;
const MARGIN_MS = 5;
const SHORTER = 1000 / SECOND_MS;

describeLoad("Slack", async ({ channels }) => {
  const server = await startSlackServer({ limit: { count: 1, windowMs: SECOND_MS } });
  const client = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
  const edits = createEditGate(systemClock, EDITS_PER_MINUTE * SHORTER);
  return {
    notifier: (channelId) => {
      server.web.addChannel(channelId);
      return { ...createSlackNotifier({ client, channelId, edits }), gapMs: SECOND_MS + MARGIN_MS };
    },
    messages: (channelId) => server.web.channels.get(channelId)?.messages ?? [],
    refused: () => server.rate.refused(),
    // Edits keep the channel's pace as well; the budget lets a minute's worth of them go at once.
    leastMs: (posts, edited) =>
      Math.max((posts + edited / channels - 1) * SECOND_MS, (edited / (EDITS_PER_MINUTE * SHORTER) - 1) * 60_000),
  };
});
