import { createEditGate } from "../../src/channels/edit-gate.js";
import { createSlackClient } from "../../src/slack/client.js";
import { EDITS_PER_MINUTE } from "../../src/slack/limits.js";
import { createSlackNotifier } from "../../src/slack/notifier.js";
import { describeLoad } from "../support/load-contract.js";
import { SLACK_TOKEN, startSlackServer } from "../support/slack-server.js";

/**
 * https://docs.slack.dev/apis/web-api/rate-limits: one message a second a channel, "several hundred" a minute a
 * workspace, chat.update of tier 3, "50+" a minute. Held as strictly as that can be read.
 */
const MINUTE_MS = 60_000;
const LIMITS = {
  posts: { count: 1, windowMs: 1000, sliding: true },
  allPosts: { count: 300, windowMs: MINUTE_MS, sliding: true },
  edits: { count: EDITS_PER_MINUTE, windowMs: MINUTE_MS, sliding: true },
};

describeLoad("Slack", async (clock) => {
  const server = await startSlackServer({ limits: LIMITS, now: clock.now, rateNow: clock.now });
  const client = createSlackClient({ token: SLACK_TOKEN, apiUrl: server.url, timeoutMs: 10_000 });
  const edits = createEditGate(clock, EDITS_PER_MINUTE);
  return {
    notifier: (channelId) => {
      server.web.addChannel(channelId);
      return createSlackNotifier({ client, channelId, edits });
    },
    messages: (channelId) => {
      const { messages } = server.web.channels.get(channelId)!;
      return messages
        .filter((one) => one.thread_ts === undefined)
        .map(({ ts, text, edits: edited }) => {
          const notes = messages.filter((one) => one.thread_ts === ts).map((note) => note.text);
          return { text, edits: edited, notes };
        });
    },
    refused: () => server.rate.refused(),
    refusedEdits: () => server.rate.refusedEdits(),
    limits: { posts: LIMITS.posts, allPosts: LIMITS.allPosts, allEdits: LIMITS.edits },
  };
});
